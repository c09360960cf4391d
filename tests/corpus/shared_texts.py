"""Gives a workbook the table of shared texts that Excel writes, with runs of other fonts and readings above the characters.

The library that writes the corpus keeps every text in its cell.
"""

import re
import zipfile
from pathlib import Path

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
INLINE = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*) t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
PLAIN = re.compile(r"<t>([^<]{2,})</t>")
# Once in the file: a text in two fonts, and one with its reading.
FONTS = r'<r><t xml:space="preserve">{0}</t></r><r><rPr><b/><sz val="11"/></rPr><t>{1}</t></r>'
READING = r'<t>{0}{1}</t><rPh sb="0" eb="1"><t>gu</t></rPh><phoneticPr fontId="1"/>'


def share_texts(path: Path) -> None:
    """Move the texts of a workbook's first sheet into the table of shared texts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    texts: list[str] = []

    def moved(match: "re.Match[str]") -> str:
        cell, style, text = match.groups()
        if text not in texts:
            texts.append(text)
        return f'<c r="{cell}"{style} t="s"><v>{texts.index(text)}</v></c>'

    parts[SHEET] = INLINE.sub(moved, parts[SHEET])
    decorated = (_decorated(text, (FONTS, READING, "")[number % 3]) for number, text in enumerate(texts))
    parts[STRINGS] = f'<sst xmlns="{SPACE}">{"".join(f"<si>{text}</si>" for text in decorated)}</sst>'
    for name, end, line in (
        ("[Content_Types].xml", "</Types>", f'<Override PartName="/{STRINGS}" ContentType="{CONTENT}"/>'),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            f'<Relationship Id="rIdS" Type="{KIND}" Target="/{STRINGS}"/>',
        ),
    ):
        parts[name] = parts[name].replace(end, line + end)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def _decorated(text: str, form: str) -> str:
    match = PLAIN.fullmatch(text)
    return form.format(match[1][:1], match[1][1:]) if match and form else text
