"""An .ods workbook with what LibreOffice writes beside values: repeated cells and rows, spans, types, comments, a hidden sheet.

Files that LibreOffice itself wrote are kept under `good/libreoffice`.
"""

import zipfile
from html import escape
from pathlib import Path

from tests.corpus.good_book import FIRST_LANDS, HEADER
from tests.corpus.good_books import usual
from tests.corpus.good_city import Landed, ledger_row

NAME = "statistics/2020/2020年台账.ods"
TRICK = "opendocument"
LANDED = Landed(
    [usual(), ledger_row(6, "台江区", **FIRST_LANDS), ledger_row(7, "仓山区（新）", **FIRST_LANDS)]
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
STYLES = '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'


def write_opendocument(path: Path) -> None:
    """Write it."""
    rows = [
        _row(_text("2020年台账")),
        *(_row(*map(_header, line)) for line in HEADER),
        _row(_text("鼓楼区"), *_figures('office:value-type="float" office:value="5.1"')),
        '<table:table-row table:number-rows-repeated="1"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>',
        _row(_text("台江区"), *_figures('office:value-type="percentage" office:value="0.051"')),
        _row(
            _text("仓山区（新）"),
            *_figures('table:formula="of:=5+0.1" office:value-type="float" office:value="5.1"'),
        ),
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>',
    ]
    body = f'<table:table table:name="台账">{"".join(rows)}</table:table>'
    hidden = f'<table:table table:name="旧表" table:style-name="gone">{_row(_text("鼓楼区"))}</table:table>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}>'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{hidden}{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


def _row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(attributes: str = "", shown: str = "") -> str:
    paragraph = f"<text:p>{escape(shown)}</text:p>" if shown else ""
    return f"<table:table-cell {attributes}>{paragraph}</table:table-cell>"


def _text(text: str) -> str:
    return _cell('office:value-type="string"', text)


def _header(text: str | None) -> str:
    """Return a cell of the header: over figures it spans three columns, elsewhere both rows."""
    if text is None:
        return "<table:covered-table-cell/>"
    across = 3 if text in ("生产总值", "人口") else 1
    down = 2 if text in HEADER[0] and across == 1 else 1
    spans = f'table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"'
    return _cell(f'{spans} office:value-type="string"', text)


def _figures(growth: str) -> tuple[str, ...]:
    numbers = [
        _cell(f'office:value-type="float" office:value="{value}"', "#")
        for value in ("1914.8", "103.2", "4.5", "-0.3", "10")
    ]
    note = "<office:annotation><text:p>批注 12</text:p></office:annotation>"
    return (
        _cell('office:value-type="float" office:value="2012.5"', "2,013"),
        _cell(growth, "5%"),
        *numbers,
        _cell('office:value-type="date" office:date-value="2020-03-05"', "20/3/5"),
        f'<table:table-cell office:value-type="string">{note}<text:p>甲级</text:p></table:table-cell>',
        _text("AB001"),
        _text("已核对"),
    )
