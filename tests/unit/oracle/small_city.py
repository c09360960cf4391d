"""A city small enough to work out on paper: one group of three units, three indicators, one respondent group.

Tables stand as text, column by column; `.` is an empty cell, `—` one that says "not applicable". In 2019 the first unit had
another code and name.
"""

from decimal import Decimal

from tests.oracle.landing_site import NOT_APPLICABLE, Fields, LandingSite

YEAR = 2020
CELLS = {".": None, "—": NOT_APPLICABLE}

SCHEME = {
    "settings": """
        setting_code           setting_value
        indicator_decimals     4
        dimension_decimals     4
        component_decimals     4
        composite_decimals     2
        rank_on                rounded
        rank_ties              competition
        quota_ties             include
        not_applicable_rule    reweight
        appraisal_fallback     hold
        min_answers_per_group  2
        composite_floor        0
        composite_cap          105
        weak_score_below       85
        weak_topic_below       90
        rectification_days     30
        at_risk_share          0.9
        feedback_date          2021-03-01
        interview_lowest_count  1
        """,
    "groups": """
        group_code  group_name_zh  group_name_en  unit_level  sort_order
        G           组             Group          县区        1
        """,
    "participants": """
        unit_code  unit_name_zh  group_code
        350101     甲区          G
        350102     乙区          G
        350103     丙区          G
        """,
    "nodes": """
        node_code          parent_code  node_level  node_kind  name_zh  name_en       direction  accumulation  cap_score
        INDICATORS         .            1           指标考核   指标     Indicators    .          .             .
        APPRAISAL          .            1           公众评议   评议     Appraisal     .          .             .
        INSPECTION         .            1           察访核验   察访     Inspection    .          .             1.5
        BONUS              .            1           加分       加分     Bonus         .          .             3
        ECON               INDICATORS   2           维度       经济     Economy       .          .             .
        LIVELIHOOD         INDICATORS   2           维度       民生     Livelihood    .          .             .
        GDP_GROWTH         ECON         3           指标       增速     Growth        正向       比率          .
        TASK               ECON         3           指标       任务     Tasks         正向       .             .
        UNEMPLOYMENT_RATE  LIVELIHOOD   3           指标       失业率   Unemployment  逆向       .             .
        """,
    "weights": """
        group_code  node_code          weight
        G           INDICATORS         70
        G           APPRAISAL          30
        G           ECON               60
        G           LIVELIHOOD         40
        G           GDP_GROWTH         50
        G           TASK               50
        G           UNEMPLOYMENT_RATE  100
        """,
    "superior_indicators": """
        superior_code  superior_level  name_zh  name_en  weight  source_code
        P_GDP          省              增长     Growth   10      .
        P_JOBS         省              就业     Jobs     8       .
        C_GDP          市              增速     Growth   5       P_GDP
        """,
    "alignments": """
        indicator_code  superior_code
        GDP_GROWTH      C_GDP
        TASK            C_GDP
        """,
    "methods": """
        indicator_code     group_code  part_code  share  reference_kind  basis  method_code  floor_score  cap_score  fallback
        GDP_GROWTH         *           目标       0.5    目标值          数值   目标完成率   40           110        暂缓
        UNEMPLOYMENT_RATE  *           目标       1      目标值          数值   目标完成率   40           110        暂缓
        """,
    "targets": """
        unit_code  unit_name_zh  indicator_code     target_value
        350101     甲区          GDP_GROWTH         8
        350102     乙区          GDP_GROWTH         8
        350103     丙区          GDP_GROWTH         8
        350101     甲区          UNEMPLOYMENT_RATE  2.5
        350102     乙区          UNEMPLOYMENT_RATE  2.5
        350103     丙区          UNEMPLOYMENT_RATE  2.5
        """,
    "respondent_groups": """
        group_code  respondent_group  name_zh   name_en    weight
        *           RESIDENT          城乡居民  Residents  30
        """,
    "answer_scale": """
        answer_zh  answer_score
        非常满意   100
        满意       85
        不了解     .
        """,
    "topics": """
        topic_code  name_zh   name_en     weight
        Q1          服务态度  Attitude    20
        Q2          办事效率  Efficiency  25
        """,
    "adjustments": """
        item_code  kind      name_zh  name_en    points_per_case  item_ceiling  grade_cap
        D1         扣分      纪律     Discipline  0.5             1             .
        D2         扣分      拖延     Delay       0.8             .             .
        B1         加分      表彰     Honour      1               .             .
        V1         一票否决  事故     Accident    .               .             一般
        """,
    "grades": """
        grade_name_zh  lower_bound
        优秀           85
        良好           75
        一般           60
        差             0
        """,
    "quotas": """
        group_code  grade_name_zh  max_share_pct  rounding
        G           优秀           40             四舍五入
        """,
    "consequences": """
        trigger_grade  consecutive_years  action_code  action_zh  action_en   deadline_days  recipients
        良好           1                  REWARD       奖励       Reward      .              市财政局
        一般           1                  CRITICISM    通报批评   Criticism   .              市财政局
        一般           2                  ADMONITION   诫勉教育   Admonition  60             市财政局
        差             1                  CRITICISM    通报批评   Criticism   .              市财政局
        """,
    "comment_rules": """
        rule_no  priority  any_words  no_words  topic_code  topic_name_zh  handling_kind  responsible_kind  due_days
        1        2         登记       .         REGISTRY    登记           整改           被评单位          10
        2        1         好         慢        PRAISE      表扬           留存           被评单位          .
        """,
}
# Methods with parameters of their own; the blank columns of the sheet are left out.
EFFICACY = """
    indicator_code  group_code  part_code  share  reference_kind  basis  method_code  satisfactory_value  unacceptable_value  floor_score  cap_score  fallback
    TASK            *           目标       1      无              数值   功效系数     100                 90                  40           110        暂缓
    """
STEP = """
    indicator_code  group_code  part_code  share  reference_kind  basis  method_code  base_score  step_score  floor_score  cap_score  fallback
    GDP_GROWTH      *           纵向       0.5    上年同期        差值   增减分       88          5           40           110        并入其他角度
    """

REGISTER = """
    unit_id  unit_code  unit_name_zh  unit_name_en  unit_level  valid_from_date
    U350100  350100     市            City          市          2000-01-01
    U350101  {code}     {name}        First         县区        2000-01-01
    U350102  350102     乙区          Second        县区        2000-01-01
    U350103  350103     丙区          Third         县区        2000-01-01
    """

DELIVERED = {
    ("statistics__county_accounts__rows", "2019", "final"): """
        unit_name_zh  gdp_index
        甲市          108
        """,
    ("statistics__county_accounts__rows", "2020", "final"): """
        unit_name_zh  gdp_index  gdp_growth_pct
        甲区          108.4      .
        乙区          .          8
        丙区          .          7
        """,
    ("statistics__quarterly_economy__rows", "2020Q4", "flash"): """
        unit_code  unit_name_zh  gdp_growth_pct
        350101     甲区          9.9
        """,
    ("statistics__quarterly_economy__rows", "2020Q2", "flash"): """
        unit_code  unit_name_zh  gdp_growth_pct
        350101     甲区          7.2
        """,
    ("efficiency_office__task_results__rows", "2020", "final"): """
        unit_code  unit_name_zh  indicator_code  indicator_name_zh  result_value
        350101     甲区          TASK            任务               96
        350102     乙区          TASK            任务               —
        350103     丙区          TASK            任务               95
        """,
    ("human_resources__employment__rows", "2020", "final"): """
        unit_code  unit_name_zh  new_jobs_persons  unemployment_rate_pct  data_nature
        350101     甲区          1                 2.4                    合成演示
        350102     乙区          1                 2.5                    合成演示
        """,
    ("human_resources__headcount__rows", "2020", "final"): """
        unit_code  unit_name_zh  established_posts_persons  staff_persons  data_nature
        350101     甲区          9                          8              合成演示
        """,
    ("survey__responses__rows", "2020", "final"): """
        response_no  interview_date  unit_code  respondent_group_zh  q1_answer  q2_answer  q3_answer  q4_answer  q5_answer  comment_text  data_nature
        R1           2020-12-01      350101     城乡居民             满意       满意       不了解     不了解     不了解     登记太慢、不好  合成演示
        R2           2020-12-01      350101     城乡居民             非常满意   不了解     不了解     不了解     不了解     .  合成演示
        R3           2020-12-01      350102     城乡居民             非常满意   非常满意   不了解     不了解     不了解     登记好  合成演示
        R4           2020-12-01      350102     城乡居民             非常满意   非常满意   不了解     不了解     不了解     路灯不亮  合成演示
        R5           2020-12-01      350103     城乡居民             非常满意   非常满意   不了解     不了解     不了解     没有登记本  合成演示
        R6           2020-12-01      350103     城乡居民             非常满意   非常满意   不了解     不了解     不了解     登记难  合成演示
        """,
    ("efficiency_office__inspections__rows", "2020", "final"): """
        case_no  inspection_date  unit_code  unit_name_zh  item_code  case_count  finding_text
        C1       2020-05-01       350101     甲区          D1         2           迟到
        C2       2020-06-01       350101     甲区          D1         1           迟到
        C3       2020-07-01       350101     甲区          D2         1           拖延
        """,
    ("organisation__honours_vetoes__rows", "2020", "final"): """
        record_no  decision_date  unit_code  unit_name_zh  item_code  case_count  document_no
        H1         2020-05-01     350101     甲区          B1         1           演示1号
        H2         2020-06-01     350102     乙区          V1         1           演示2号
        """,
    ("efficiency_office__objections__rows", "2020", "final"): """
        objection_no  objection_date  unit_code  objected_release_id  indicator_code  objection_text
        Y1            2021-02-10      350101     annual-2020-shown    .               口径有误
        Y2            2021-02-11      350102     annual-2020-shown    .               样本偏少
        """,
    ("efficiency_office__objections__decisions", "2020", "final"): """
        objection_no  answered_by  answer_text  evidence_reference  answer_date  decision  decision_reason  decided_by  decided_date
        Y2            调查队       已复核       底册                2021-02-12   不采纳    属实             效能办      2021-02-15
        """,
    ("efficiency_office__rectification_progress__rows", "2020", "final"): """
        item_no                      report_date  unit_code  progress_text  claimed_state  evidence_reference  confirmation  confirmed_date
        2020-350101-comment-REGISTRY  2021-03-05  350101     增设窗口       整改中         .                   .             .
        2020-350103-comment-REGISTRY  2021-03-06  350103     已上架         已完成         照片                通过          2021-03-08
        2020-350102-comment-REGISTRY  2021-03-12  350102     已说明         已完成         .                   .             .
        """,
}


def grid(text: str) -> list[Fields]:
    """Return the rows of a table that stands as text."""
    header, *lines = (line.split() for line in text.strip().splitlines())
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    return [{name: CELLS.get(cell, cell) for name, cell in row.items()} for row in rows]


def small_city() -> LandingSite:
    """Return the small city's year, ready to be written as a build's inputs."""
    site = LandingSite(year=YEAR)
    for sheet, text in SCHEME.items():
        site.land(f"efficiency_office__scheme__{sheet}", str(YEAR), grid(text))
    for text in (EFFICACY, STEP):
        site.land("efficiency_office__scheme__methods", str(YEAR), grid(text))
    for year, code, name in ((2019, "350181", "甲市"), (2020, "350101", "甲区")):
        site.land(
            "efficiency_office__unit_register__units", str(year), grid(REGISTER.format(code=code, name=name))
        )
    for (source, period, vintage), text in DELIVERED.items():
        site.land(source, period, grid(text), vintage)
    last_year = {"unit_id": "U350102", "grade_final": "C", "release_id": "annual-2019-oracle"}
    site.previous = [{**last_year, "composite_score": Decimal(70), "rank_in_group": 2}]
    return site
