"""Workbooks with a trick each, and what lands of each: written down by hand, not by intake."""

import datetime as dt
from typing import Any

from tests.corpus.good_book import (
    FIRST,
    FIRST_LANDS,
    HEADER,
    Book,
    as_percent,
    computed,
    dates,
    from_1904,
    hide,
)
from tests.corpus.good_city import Landed, ledger_row
from tests.corpus.shared_texts import share_texts


def _in_units(*units: str) -> tuple[tuple[Any, ...], ...]:
    """Return the header with other units of measure over total, last year's total, population and rate."""
    total, before, people, rate = units
    below = (None, total, "增速（%）", before, people, rate, *HEADER[1][6:])
    return HEADER[0], below


def usual(number: int = 4, **changes: Any) -> dict[str, Any]:
    """Return how the first row lands."""
    return ledger_row(number, "鼓楼区", **{**FIRST_LANDS, **changes})


BOOKS = {
    "title_words_notes_and_total_row": Book(
        above=(("2020年台账",), ("数据性质：合成演示", None, "单位：亿元")),
        rows=(
            ("福州市", 10020.25, 5.1),
            FIRST,
            (),
            ("台江 区", 600),
            ("注：空白为未公布。",),
            ("填表人：张三", "资料来源：统计局"),
        ),
        landed=Landed(
            [
                ledger_row(5, "福州市", gdp="10020.25", growth="5.1", nature="synthetic"),
                usual(6, nature="synthetic"),
                ledger_row(8, "台江区", gdp="600", nature="synthetic"),
            ],
            {
                **{f"5 {name}": "not_published" for name in ("gdp_before", "population", "natural_rate", "change_points", "towns", "founded")},
                **{f"8 {name}": "not_published" for name in ("growth", "gdp_before", "population", "natural_rate", "change_points", "towns", "founded")},
            },
        ),
    ),
    "hidden_sheets_rows_and_stray_formats": Book(
        rows=(FIRST, ("台江区", *FIRST[1:])),
        change=hide,
        landed=Landed([usual(), ledger_row(5, "台江区", **FIRST_LANDS)]),
    ),
    "formulas_with_values": Book(
        rows=(("鼓楼区", "=1000+1012.5", *FIRST[2:10], '=IF(1,"AB001","")', "已核对"),),
        finish=computed,
        landed=Landed([usual()]),
    ),
    "numbers_as_people_write_them": Book(
        rows=(
            ("鼓楼区", "２，０１２．５０", "5.1%", "1,914.8", "103.2 万人", "4.5‰", "－0.3个百分点", "１０", *FIRST[8:]),
            ("台江区", "（1,234.5）", "-3.5 ％", "+7", "'12", ".5", "−0.3", "1 234", *FIRST[8:]),
            ("仓山区(新)", "12000万元", "0", "0.00", "1032000人", "0.45%", "-0", "007", *FIRST[8:]),
        ),
        landed=Landed([
            usual(gdp="2012.50"),
            ledger_row(5, "台江区", **{**FIRST_LANDS, "gdp": "-1234.5", "growth": "-3.5", "gdp_before": "7", "population": "12",
                                       "natural_rate": "0.5", "change_points": "-0.3", "towns": "1234"}),
            ledger_row(6, "仓山区（新）", **{**FIRST_LANDS, "gdp": "1.2", "growth": "0", "gdp_before": "0.00", "population": "103.2",
                                         "natural_rate": "4.5", "change_points": "0", "towns": "7"}),
        ]),
    ),
    "units_in_the_header": Book(
        header=_in_units("总量（万元）", "上年同期(万元)", "常住人口（人）", "自然增长率（%）"),
        rows=(("鼓楼区", 20125000, 5.1, "19,148,000", 1032000, 0.45, *FIRST[6:]),),
        landed=Landed([usual()]),
    ),
    "shared_texts_fonts_and_readings": Book(
        rows=(FIRST, ("台江区", "1,234.5", "不适用", "3.5亿元", *FIRST[4:])),
        finish=share_texts,
        landed=Landed(
            [
                usual(),
                ledger_row(
                    5, "台江区", **{k: v for k, v in {**FIRST_LANDS, "gdp": "1234.5", "gdp_before": "3.5"}.items() if k != "growth"}
                ),
            ],
            {"5 growth": "not_applicable"},
        ),
    ),
    "units_in_the_words": Book(
        above=(("2020年台账",), ("计量单位：万元、人",)),
        header=_in_units("总量", "上年同期", "常住人口", "自然增长率（‰）"),
        rows=(("鼓楼区", 20125000, 5.1, 19148000.0, 1032000, 4.5, *FIRST[6:]),),
        landed=Landed([usual(5)]),
    ),
    "a_unit_in_the_cell_before_all_others": Book(
        above=(("2020年台账",), ("单位：万元",)),
        header=_in_units("总量", "上年同期（亿元）", "常住人口（万人）", "自然增长率（‰）"),
        rows=(("鼓楼区", "2012.5亿元", 5.1, "19148000 万元", *FIRST[4:]),),
        landed=Landed([usual(5)]),
    ),
    "why_there_is_no_figure": Book(
        rows=(
            ("福州市", None, "不适用", "…", "未公布", " ", None, None, "N/A"),
            ("鼓楼区", "-", *FIRST[2:]),
            ("台江区", "***", *FIRST[2:]),
            ("仓山区（新）", "未产生数据", *FIRST[2:]),
        ),
        landed=Landed(
            [
                ledger_row(4, "福州市"),
                usual(5, gdp="0"),
                ledger_row(6, "台江区", **{**FIRST_LANDS, "gdp": None}),
                ledger_row(7, "仓山区（新）", **{**FIRST_LANDS, "gdp": None}),
            ],
            {
                "4 gdp": "not_published", "4 growth": "not_applicable", "4 gdp_before": "not_published", "4 population": "not_published",
                "4 natural_rate": "not_published", "4 change_points": "not_published", "4 towns": "not_published",
                "4 founded": "not_applicable", "5 gdp": "nil", "6 gdp": "suppressed", "7 gdp": "not_produced",
            },
        ),
    ),
    "nil_in_words_and_zero": Book(
        rows=(("鼓楼区", "无", 0, 0.0, *FIRST[4:]), ("台江区", "零", "0", *FIRST[3:]), ("仓山区（新）", "——", *FIRST[2:])),
        landed=Landed(
            [
                usual(gdp="0", growth="0", gdp_before="0"),
                ledger_row(5, "台江区", **{**FIRST_LANDS, "gdp": "0", "growth": "0"}),
                ledger_row(6, "仓山区（新）", **{**FIRST_LANDS, "gdp": "0"}),
            ],
            {"4 gdp": "nil", "5 gdp": "nil", "6 gdp": "nil"},
        ),
    ),
    "dates_as_cells_serials_and_text": Book(
        rows=(
            (*FIRST[:8], 43895, *FIRST[9:]),
            ("台江区", *FIRST[1:8], "2020年3月5日", *FIRST[9:]),
            ("仓山区（新）", *FIRST[1:8], dt.date(2020, 3, 5), *FIRST[9:]),
            ("福州市", *FIRST[1:8], "２０２０．３．５", *FIRST[9:]),
        ),
        change=dates,
        landed=Landed([
            usual(), *(ledger_row(row, unit, **FIRST_LANDS) for row, unit in ((5, "台江区"), (6, "仓山区（新）"), (7, "福州市")))
        ]),
    ),
    "bare_serials_and_compact_dates": Book(
        rows=((*FIRST[:8], 43895, *FIRST[9:]), ("台江区", *FIRST[1:8], "20200305", *FIRST[9:]), ("福州市", *FIRST[1:8], 20200305, *FIRST[9:])),
        landed=Landed([usual(), ledger_row(5, "台江区", **FIRST_LANDS), ledger_row(6, "福州市", **FIRST_LANDS)]),
    ),
    "days_counted_from_1904": Book(
        rows=((*FIRST[:8], dt.date(2020, 3, 5), *FIRST[9:]), ("台江区", *FIRST[1:8], "2020/3/5", *FIRST[9:])),
        change=from_1904,
        landed=Landed([usual(), ledger_row(5, "台江区", **FIRST_LANDS)]),
    ),
    "percent_formats": Book(
        rows=(("鼓楼区", 2012.5, 0.051, *FIRST[3:5], 4.5, *FIRST[6:]), ("台江区", 2012.5, 0.07, *FIRST[3:])),
        change=as_percent,
        landed=Landed([usual(), ledger_row(5, "台江区", **{**FIRST_LANDS, "growth": "7"})]),
    ),
    "layout_of_2018": Book(
        year=2018,
        above=(("2018年台账",),),
        header=(("地区", "生产总值（万元）", "增长（%）"),),
        rows=(("鼓楼区", 18000000, 8.2), ("台江区", "6,000,000", "不适用")),
        landed=Landed(
            [ledger_row(3, "鼓楼区", gdp="1800", growth="8.2"), ledger_row(4, "台江区", gdp="600")],
            {"4 growth": "not_applicable"},
        ),
    ),
    "columns_in_another_order_and_left_out": Book(
        header=(("备 注", "地 区", "生产总值", None, "街镇数"), (None, None, "增速（％）", "总量(亿元)", None)),
        merges=("C{0}:D{0}",),
        rows=((" ＡＢ（一） ", "鼓 楼 区", 5.1, 2012.5, 10), (None, "台江区", 4, 5.25, 6)),
        landed=Landed([
            ledger_row(4, "鼓楼区", gdp="2012.5", growth="5.1", towns="10", remark="AB（一）"),
            ledger_row(5, "台江区", gdp="5.25", growth="4", towns="6"),
        ]),
    ),
    "the_only_sheet_under_another_name": Book(sheet="Sheet1", rows=(FIRST,), landed=Landed([usual(sheet="Sheet1")])),
    "binary_fractions_and_long_numbers": Book(
        rows=(("鼓楼区", 0.1 + 0.2, 1.1 * 3, 123456789012345.0, 1e-6, 1e15, -0.3, 10, *FIRST[8:]),),
        landed=Landed([usual(gdp="0.3", growth="3.3", gdp_before="123456789012345", population="0.000001", natural_rate="1000000000000000")]),
    ),
}  # fmt: skip
