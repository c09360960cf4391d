"""What to do about a broken expectation, where several rules say the same."""

from expectations.rule import Remedy

SEE_PARTS = Remedy(
    "用 jixiao explain 查看该单位各项得分与来源单元格，由数据报送部门更正后重新运行。",
    "Take the score apart with `jixiao explain`, have the delivering bureau correct its file, and run again.",
)
SEE_SCHEME = Remedy(
    "核对方案工作簿中该组或该指标的目标值、评分方法与等次界线，更正后由效能办重新报送。",
    "Check targets, methods and grade bounds of the group or indicator in the scheme workbook; the efficiency office "
    "delivers it again.",
)
SEE_UNITS_OF_MEASURE = Remedy(
    "核对该指标报送文件的计量单位（元、万元、亿元；%、指数）与方案目标值的计量单位是否一致。",
    "Check that the delivered file and the scheme's target use the same unit of measure (元, 万元, 亿元; %, index).",
)
SEE_SURVEY = Remedy(
    "请调查部门核对答卷的单位代码、答案与评议量表。",
    "The survey bureau checks unit codes, answers and the answer scale.",
)
SEE_REGISTER = Remedy(
    "请效能办核对单位名录与方案的参评单位表，更正后重新报送。",
    "The efficiency office checks the unit register and the scheme's participants and delivers them again.",
)
DELIVER = Remedy(
    "由报送部门补报缺失数据后重新运行（jixiao status 列出各部门报送情况）。",
    "The bureau delivers what is missing; run again (`jixiao status` lists deliveries).",
)
REBUILD = Remedy(
    "重新计算候选结果；若再次出现，请联系数据工程师。",
    "Build the candidate again; if it happens again, tell the data engineers.",
)
