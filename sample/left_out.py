"""Which real figures stand in no file of the sample, and why. What stands where is `standing`'s to say."""

from sample.published import STATUS_ORDER, Figure, best, figures
from sample.standing import standing_figures
from sample.yearbook import GDP_RATE, YEARBOOKS

SUPERSEDED = "superseded: the final value of the same fact is in the workbook"
SAME_FACT = "the same fact as the yearbook's final index, which is in the workbook"
OTHER_SCOPE = "another scope (同口径, like for like) than the figure in the file"
OTHER_MEASURE = "the column's unit of measure is another, and the workbook carries figures as published"
MORE_DIGITS = "the bulletin's rounded figure, public for all units, is in the workbook"
SYNTHETIC_FILE = "the file that would carry it is synthetic as a whole"
BASELINE = "no column takes this rate; a synthetic amount of the year before agrees with it"
NO_COLUMN = "no contract has a column for it, and the sample scheme has no indicator that needs it"
IN_SYNTHETIC_FILES = (
    "固定资产投资增长率", "社会消费品零售总额增长率", "规模以上工业增加值增长率", "城镇登记失业率", "第三产业增加值增长率",
    "群众安全感率(2018年下半年)",
)  # fmt: skip
AGREED_WITH = ("地方一般公共预算收入增长率", "一般公共预算支出增长率")
BY_NAME = {
    "常住人口(七普)": MORE_DIGITS,
    **dict.fromkeys(IN_SYNTHETIC_FILES, SYNTHETIC_FILE),
    **dict.fromkeys(AGREED_WITH, BASELINE),
}
COLUMNS = {(c.indicator, c.unit_of_measure) for yearbook in YEARBOOKS for c in yearbook.columns}
COLUMN_NAMES = {indicator for indicator, _ in COLUMNS}


def reason(figure: Figure) -> str:
    """Return why a figure stands in no file."""
    name = figure.indicator_zh
    known = best(figure.year, figure.adcode, name, figure.unit_of_measure)
    if known and STATUS_ORDER[known.status] > STATUS_ORDER[figure.status]:
        return SUPERSEDED
    if (name, figure.unit_of_measure) == GDP_RATE:
        return SAME_FACT
    if "同口径" in name:
        return OTHER_SCOPE
    return OTHER_MEASURE if name in COLUMN_NAMES else BY_NAME.get(name, NO_COLUMN)


def left_out() -> list[tuple[Figure, str]]:
    """Return the figures that stand in no file, each with the reason."""
    standing = set(standing_figures())
    return [(figure, reason(figure)) for figure in figures() if figure not in standing]
