"""What the province asks of the city and the city of its counties in 2020, and which indicators carry it. Illustrative, like the whole scheme.

Neither list of 2020 is public. A name without the mark 演示 is one that a published account names (the province's from 2006, the city's from
2013); all weights are made up.
"""

from sample.scheme.tree import SPECIAL_YEAR, Row
from sample.units import DEMO

ALIGNED_YEAR = SPECIAL_YEAR
PROVINCE, CITY = "省", "市"
SUPERIORS: tuple[Row, ...] = (
    ("P_GDP", PROVINCE, f"地区生产总值增长率{DEMO}", "GDP growth", 10, ""),
    ("P_INDUSTRY", PROVINCE, f"工业增加值增长率{DEMO}", "Industrial value added growth", 8, ""),
    ("P_INVESTMENT", PROVINCE, f"固定资产投资增长率{DEMO}", "Fixed-asset investment growth", 8, ""),
    ("P_RETAIL", PROVINCE, f"社会消费品零售总额增长率{DEMO}", "Retail sales growth", 6, ""),
    ("P_REVENUE", PROVINCE, f"地方一般公共预算收入{DEMO}", "Local general budget revenue", 8, ""),
    ("P_JOBS", PROVINCE, f"城镇新增就业{DEMO}", "New urban jobs", 8, ""),
    ("P_UNEMPLOYMENT", PROVINCE, f"城镇登记失业率{DEMO}", "Registered unemployment rate", 5, ""),
    ("P_PARTY", PROVINCE, f"基层党建{DEMO}", "Party building", 10, ""),
    ("P_INNOVATION", PROVINCE, f"机制创新{DEMO}", "Institutional innovations", 6, ""),
    ("P_SAFETY", PROVINCE, f"群众安全感{DEMO}", "Sense of safety", 8, ""),
    ("P_AIR", PROVINCE, f"生态环境质量{DEMO}", "Quality of the environment", 8, ""),
    ("P_RESOURCES", PROVINCE, "资源消耗指数", "Resource consumption index", 6, ""),
    ("P_HIGHTECH", PROVINCE, "高新技术产业比重", "Share of high-tech industry", 5, ""),
    ("P_RESEARCH", PROVINCE, "研究与试验发展经费比重", "Share of expenditure on research", 4, ""),
    ("C_GDP", CITY, f"地区生产总值增速{DEMO}", "GDP growth", 15, "P_GDP"),
    ("C_PROJECT", CITY, "重大项目建设", "Major projects", 20, "P_INVESTMENT"),
    ("C_RENEWAL", CITY, "城区旧屋区改造", "Renewal of old quarters", 10, ""),
    ("C_LAND", CITY, "土地收储", "Land reserve", 8, ""),
    ("C_TALENT", CITY, "人才工作", "Talents", 7, ""),
    ("C_PARTY", CITY, "基层党组织建设", "Party organisations at the grass roots", 15, "P_PARTY"),
    ("C_JOBS", CITY, f"城镇新增就业{DEMO}", "New urban jobs", 10, "P_JOBS"),
    ("C_LIVING", CITY, f"人居环境{DEMO}", "Living environment", 8, "P_AIR"),
    ("C_SAFETY", CITY, f"平安建设{DEMO}", "Public safety", 7, "P_SAFETY"),
)  # fmt: skip
ALIGNMENTS: tuple[Row, ...] = (
    ("GDP_GROWTH", "P_GDP"), ("GDP_GROWTH", "C_GDP"), ("INDUSTRY_GROWTH", "P_INDUSTRY"), ("FIXED_INVESTMENT_GROWTH", "P_INVESTMENT"),
    ("PROJECT_INVESTMENT", "C_PROJECT"), ("RETAIL_GROWTH", "P_RETAIL"), ("LOCAL_REVENUE", "P_REVENUE"), ("NEW_JOBS", "C_JOBS"),
    ("UNEMPLOYMENT_RATE", "P_UNEMPLOYMENT"), ("PARTY_BUILDING", "C_PARTY"), ("INNOVATION_RESULTS", "P_INNOVATION"),
    ("ENVIRONMENT", "C_LIVING"), ("SAFETY_RATE", "C_SAFETY"),
)  # fmt: skip
