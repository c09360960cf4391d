"""Finds its way in a workbook's archive: which part holds which sheet, and which cell styles show percentages."""

import re
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml import ElementTree  # type: ignore[import-untyped]

from orchestration.intake.archive import WORKBOOK_PART

RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
BUILT_IN_PERCENT = {"9", "10"}
NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def local_name(name: str) -> str:
    """Return a tag or attribute without its namespace: Excel and WPS use two families of them."""
    return name.rpartition("}")[2].rpartition(":")[2]


def _root(archive: zipfile.ZipFile, part: str) -> Element:
    root: Element = ElementTree.fromstring(archive.read(part), forbid_dtd=True)
    return root


def _all(root: Element, tag: str) -> list[dict[str, str]]:
    return [
        {local_name(key): value for key, value in item.attrib.items()}
        for item in root.iter()
        if local_name(item.tag) == tag
    ]


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return each sheet's name and the part of the archive that holds it."""
    targets = {item["Id"]: item["Target"] for item in _all(_root(archive, RELATIONSHIPS), "Relationship")}
    return {
        item["name"]: targets[item["id"]].lstrip("/")
        if targets[item["id"]].startswith("/")
        else f"xl/{targets[item['id']]}"
        for item in _all(_root(archive, WORKBOOK_PART), "sheet")
    }


def shared_texts(archive: zipfile.ZipFile) -> list[str]:
    """Return the parts that hold texts which sheets share."""
    targets = [
        item["Target"]
        for item in _all(_root(archive, RELATIONSHIPS), "Relationship")
        if item["Type"].endswith("/sharedStrings")
    ]
    names = [target.lstrip("/") if target.startswith("/") else f"xl/{target}" for target in targets]
    return [name for name in names if name in archive.namelist()]


@dataclass(frozen=True)
class Styles:
    """How cells are shown: the numbers of the styles that show a percentage, and how many styles there are."""

    percent: frozenset[str] = frozenset()
    count: int = 1


def cell_styles(archive: zipfile.ZipFile) -> Styles:
    """Return a workbook's cell styles."""
    if "xl/styles.xml" not in archive.namelist():
        return Styles()
    root = _root(archive, "xl/styles.xml")
    percent = BUILT_IN_PERCENT | {
        item["numFmtId"] for item in _all(root, "numFmt") if "%" in NOT_FORMAT.sub("", item["formatCode"])
    }
    styles = [style for part in root if local_name(part.tag) == "cellXfs" for style in part]
    shown = frozenset(
        str(number) for number, style in enumerate(styles) if style.attrib.get("numFmtId") in percent
    )
    return Styles(shown, max(len(styles), 1))


def counts_from_1904(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook counts days from 1904, as Excel on the Mac once did: a bare number in it is another date."""
    properties = _all(_root(archive, WORKBOOK_PART), "workbookPr")
    return any(item.get("date1904") in {"1", "true"} for item in properties)
