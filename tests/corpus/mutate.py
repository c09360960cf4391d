"""Spoils a file in one or a few places, at random but the same for the same seed: its bytes, its cells, the XML of its parts.

Whether what comes out is right or wrong is not known here.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable
from typing import Any

Spoil = Callable[[bytes, random.Random], bytes]

NUMBERS = (
    "", " ", "0", "-0", "+5", "7", "1e3", "1E400", "-1e-400", "1e-7", "0x10", "1_000", " 7 ", "７", "1,000", "0,123", "nan", "NaN", "inf",
    "-Infinity", "00012", "1.0000000000000002", "9007199254740993", "99999999999999999999", ".5", "5.", "--5", "٣", "1.2.3", "(5)",
    "5%", "12万元", "1.5亿元", "-", "…", "***", "无", "不适用", "TRUE", "1 234", "12\n3", "1.123456789", "0.1234567万元", "¥5", "(¥-5)",
)  # fmt: skip
WORDS = (
    "=1+1", "+1", "@x", "-2+3", "'5", "鼓楼区", "台江区", "单位：万元", "数据性质：合成演示", "注：", "合计", "\u200b", "\u3000", "\ufeff7", "ＡＢ００１", "AB001",
    "甲级", "2020-02-30", "2020/3/5", "2020.13.1", "20200305", "43895", "2020年3月5日", "2020-03-05 00:00", "a" * 300, "&lt;", "_x0041_",
    "_x000D_", "١٢", "①", "²", "½", "\u202e12", "é", "e\u0301", "𠮷", "#DIV/0!", "#N/A", "总量（万元）", "增速（%）", "地区", "2019年", "三季度",
)  # fmt: skip
ATTRIBUTES = (
    "", "0", "1", "-1", "2", "9", "10", "65535", "4294967296", "99999999999999999999", "true", "false", "s", "n", "str", "b", "e", "d",
    "inlineStr", "A1", "B4", "C4", "B5", "XFD1048576", "b4", "4B", "ZZZZ9", "A0", "hidden", "0%", "yyyy/m/d", "A1:XFD60", "../x.xml",
    "float", "percentage", "currency", "date", "string", "boolean", "time", "1E3", "nan", "2020-03-05T10:00:00", "2020-99-99",
)  # fmt: skip
SNIPPETS = (
    "<f>1+1</f>", "<f/>", "<!-- x -->", "<![CDATA[7]]>", "<v>9</v>", "<v/>", '<t xml:space="preserve"> </t>', "<r><t>x</t></r>",
    '<rPh sb="0" eb="1"><t>ふ</t></rPh>', "&#65;", "&amp;", "&#x200b;", '<c r="B4"><v>7</v></c>', '<row r="4"><c r="B4"><v>7</v></c></row>',
    "<c><v>3</v></c>", "<row/>", "<extLst/>", "<x:c/>", "<is><t>5</t></is>", "<si><t>y</t></si>", "</c>", "<", "<?x y?>", "\n", " ", "7",
    "<text:p>8</text:p>", "<text:s/>", "<text:span>9</text:span>", '<table:table-cell table:number-columns-repeated="2"/>',
    "<office:annotation><text:p>1</text:p></office:annotation>", "<table:table-row/>", "<text:line-break/>",
)  # fmt: skip
ATTRIBUTE = re.compile(rb'[ :](\w[\w.-]*)="([^"]*)"')
TEXT = re.compile(rb">([^<>]+)<")
ELEMENT = re.compile(
    rb"<(row|c|si|mergeCell|xf|sheet|Relationship|table:table-row|table:table-cell)\b[^>]*?(/>|>.*?</\1>)",
    re.DOTALL,
)
LATER = 0.7
SPLICES = (
    b"\x00",
    b"\xff",
    b'"',
    b",",
    b"\n",
    b"\r",
    b";",
    b"\t",
    "：".encode(),
    b"9",
    b"-",
    b".",
    b" ",
    b"%",
    b"\xef\xbb\xbf",
    b"\x81",
)


def mutant(data: bytes, suffix: str, chance: random.Random) -> tuple[bytes, str]:
    """Return a file spoilt in one to three places, and what was done."""
    done = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        spoil = chance.choice(_of_text if suffix == ".csv" else _of_archive)
        data = spoil(data, chance)
        done.append(spoil.__name__.strip("_"))
    return data, "+".join(done)


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)]


def _without(data: bytes, chance: random.Random) -> bytes:
    place = _place(data, chance)
    return data[:place] + data[place + chance.choice((1, 2, 3, 10, 100)) :]


def _with(data: bytes, chance: random.Random) -> bytes:
    place = _place(data, chance)
    return data[:place] + chance.choice(SPLICES) + data[place:]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted((_place(data, chance), _place(data, chance)))
    return data[:end] + data[start:end] + data[end:]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    a, b, c = sorted(_place(data, chance) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


_of_bytes: tuple[Spoil, ...] = (_flipped, _cut, _without, _with, _doubled, _swapped)


def _part(data: bytes, chance: random.Random) -> bytes:
    """Spoil one part of an archive and pack it soundly, so that whoever opens it gets as far as its content."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in dict.fromkeys(archive.namelist())]
    except Exception:  # noqa: BLE001
        return _flipped(data, chance)
    heavy = [
        number
        for number, (name, _) in enumerate(parts)
        if "sheet" in name.lower() or name in ("xl/sharedStrings.xml", "content.xml")
    ]
    which = chance.choice(heavy) if heavy and chance.random() < 0.8 else chance.randrange(len(parts))
    name, content = parts[which]
    parts[which] = (name, chance.choice(_of_xml)(content, chance))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


_of_archive: tuple[Spoil, ...] = (*_of_bytes, *[_part] * 24)


def _later(found: list[Any], chance: random.Random) -> Any:
    """Choose one of several, more often one of the second half: that is where a table's rows stand."""
    half = len(found) // 2 if chance.random() < LATER else 0
    return chance.choice(found[half:])


def _replaced(
    data: bytes, pattern: "re.Pattern[bytes]", group: int, told: bytes, chance: random.Random
) -> bytes:
    """Put something else in one of the places that a pattern finds."""
    found = list(pattern.finditer(data))
    if not found:
        return _flipped(data, chance)
    match = _later(found, chance)
    return data[: match.start(group)] + told + data[match.end(group) :]


def _attribute(data: bytes, chance: random.Random) -> bytes:
    others = [match[2] for match in ATTRIBUTE.finditer(data)]
    told = chance.choice(others) if others and chance.random() < 0.4 else chance.choice(ATTRIBUTES).encode()
    return _replaced(data, ATTRIBUTE, 2, told, chance)


def _words(data: bytes, chance: random.Random) -> bytes:
    return _replaced(data, TEXT, 1, chance.choice(chance.choice((NUMBERS, WORDS))).encode(), chance)


def _element_again(data: bytes, chance: random.Random) -> bytes:
    found = list(ELEMENT.finditer(data))
    if not found:
        return _doubled(data, chance)
    what, where = chance.choice(found), chance.choice(found)
    return data[: where.end()] + what[0] + data[where.end() :]


def _element_gone(data: bytes, chance: random.Random) -> bytes:
    return _replaced(data, ELEMENT, 0, b"", chance)


def _snippet(data: bytes, chance: random.Random) -> bytes:
    ends = [match.end() for match in re.finditer(rb">", data)] or [0]
    place = chance.choice(ends)
    return data[:place] + chance.choice(SNIPPETS).encode() + data[place:]


_of_xml: tuple[Spoil, ...] = (
    *[_attribute] * 6, *[_words] * 6, *[_element_again] * 2, *[_element_gone] * 2, *[_snippet] * 3, _flipped, _without, _swapped,
)  # fmt: skip


def _cell(data: bytes, chance: random.Random) -> bytes:
    """Put something else into one cell of a text file."""
    encoding = (
        "utf-16"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff")
        else "gb18030"
        if b"\xb5\xa5\xce\xbb" in data
        else "utf-8"
    )
    text = data.decode(encoding, "replace")
    found = list(re.finditer(r"[^,;\t\r\n]*", text))
    match, told = _later(found, chance), chance.choice(chance.choice((NUMBERS, WORDS)))
    return (text[: match.start()] + told + text[match.end() :]).encode(encoding, "replace")


def _line(data: bytes, chance: random.Random) -> bytes:
    """Double a line, take it away, or put it elsewhere."""
    lines = data.splitlines(keepends=True) or [b""]
    line = chance.choice(lines)
    kind = chance.randrange(3)
    if kind:
        lines.remove(line)
    if kind != 1:
        lines.insert(chance.randrange(len(lines) + 1), line)
    return b"".join(lines)


_of_text: tuple[Spoil, ...] = (*_of_bytes, *[_cell] * 8, *[_line] * 2)
