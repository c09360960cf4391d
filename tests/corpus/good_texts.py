"""Text files as clerks' programs save them, each with a trick of its own, and what lands of each: written down by hand."""

import codecs
from dataclasses import dataclass
from typing import Any

from tests.corpus.good_city import Landed, return_row

HEADER = "单位代码,单位名称,类型,金额（万元）,完成率（%）,项目数,日期,文号,备注"
FIRST = "350102,鼓楼区,收入,120,98.5,3,2020-03-05,AB001,已核对"
SECOND = "350103,台江区,支出(一般公共预算),1234.50,不适用,无,2020/3/5,AB002,"
FIRST_LANDS = {
    "kind": "收入", "amount": "120", "rate": "98.5", "projects": "3", "paid_date": "2020-03-05", "document_no": "AB001",
    "remark": "已核对",
}  # fmt: skip
SECOND_LANDS = {
    "kind": "支出（一般公共预算）", "amount": "1234.50", "projects": "0", "paid_date": "2020-03-05", "document_no": "AB002",
}  # fmt: skip
# Beyond the first plane of Unicode, and four bytes in GB18030.
RARE = "㐂𠮷镕"


@dataclass(frozen=True)
class Text:
    """A text file: its lines, how they are encoded and ended, and what lands."""

    lines: tuple[str, ...]
    landed: Landed
    encoding: str = "utf-8"
    mark: bytes = b""
    end: str = "\r\n"
    name: str = "finance/2020/2020年收支.csv"

    def content(self) -> bytes:
        """Return its bytes."""
        return self.mark + "".join(line + self.end for line in self.lines).encode(self.encoding)


def _both(first: int = 2, second: int = 3, **changes: Any) -> Landed:
    """Return how the two usual lines land; the first with changes."""
    return Landed(
        [
            return_row(first, "350102", "鼓楼区", **{**FIRST_LANDS, **changes}),
            return_row(second, "350103", "台江区", **SECOND_LANDS),
        ],
        {f"{second} rate": "not_applicable", f"{second} projects": "nil"},
    )


def _told(delimiter: str = ",") -> tuple[str, ...]:
    return tuple(line.replace(",", delimiter) for line in (HEADER, FIRST, SECOND))


RARE_LINES = (HEADER, FIRST.replace("已核对", RARE), SECOND)
TEXTS = {
    "utf8": Text(_told(), _both()),
    "utf8_with_mark": Text(_told(), _both(), mark=codecs.BOM_UTF8),
    "utf16_little": Text(RARE_LINES, _both(remark=RARE), encoding="utf-16-le", mark=codecs.BOM_UTF16_LE),
    "utf16_big_with_tabs": Text(_told("\t"), _both(), encoding="utf-16-be", mark=codecs.BOM_UTF16_BE),
    "gb18030_with_rare_characters": Text(RARE_LINES, _both(remark=RARE), encoding="gb18030"),
    "tabs": Text(_told("\t"), _both(), end="\n"),
    "semicolons": Text(_told(";"), _both(), end="\r"),
    "one_row_that_ends_in_a_carriage_return": Text(
        _told()[:2], Landed([return_row(2, "350102", "鼓楼区", **FIRST_LANDS)]), end="\r"
    ),
    "quotes_commas_and_line_ends_in_cells": Text(
        (HEADER, FIRST.replace("120", '"1,200.5"').replace("已核对", '"见“附件”,第""1""页\n第二行"'), SECOND),
        _both(2, 4, amount="1200.5", remark='见“附件”,第"1"页\n第二行'),
        end="\n",
    ),
    "title_and_notes_around_the_table": Text(
        ("2020年收支,,,,,,,,", "单位：元,,,,,,,,", HEADER.replace("金额（万元）", "金额"), "", FIRST.replace("120", "1200000"), SECOND.replace("1234.50", "12345000"),
         ",,,,,,,,", "注：含转移支付。,,,,,,,,"),
        Landed(
            [return_row(5, "350102", "鼓楼区", **FIRST_LANDS), return_row(6, "350103", "台江区", **{**SECOND_LANDS, "amount": "1234.5"})],
            {"6 rate": "not_applicable", "6 projects": "nil"},
        ),
    ),
    "numbers_and_reasons_as_people_write_them": Text(
        (
            HEADER,
            "350102,鼓 楼 区,收入,１２０．５０,－3.5%,零,20200305,ＡＢ００１,  内 文  ",
            "350103,台江区,收入,（12）,-,,2020年3月5日,,\ufeff好",
            "350104,仓山区(新),收入,1.2亿元,***,-0,2020.3.5,AB 003,",
            "350100,福州市,收入,¥130000,未产生数据,007,不适用,,",
        ),
        Landed(
            [
                return_row(2, "350102", "鼓 楼 区", **{**FIRST_LANDS, "amount": "120.50", "rate": "-3.5", "projects": "0", "remark": "内 文"}),
                return_row(3, "350103", "台江区", kind="收入", amount="-12", paid_date="2020-03-05", remark="好"),
                return_row(4, "350104", "仓山区(新)", kind="收入", amount="12000", projects="0", paid_date="2020-03-05", document_no="AB003"),
                return_row(5, "350100", "福州市", kind="收入", amount="13", projects="7"),
            ],
            {
                "2 projects": "nil", "3 rate": "not_applicable", "3 projects": "not_published", "4 rate": "suppressed",
                "5 rate": "not_produced", "5 paid_date": "not_applicable",
            },
        ),
    ),
}  # fmt: skip
