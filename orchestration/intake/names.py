"""Looks at a dropped file from outside, before a byte of it is read: its name, and whether it is a file at all.

A name is repeated in receipts, pages and workbooks and given back to other machines; a link, a pipe or a folder may stand where
a file should. Which dataset a name means is `identify`'s business.
"""

import os
import re
import stat
import unicodedata
from pathlib import Path

from orchestration.foundation.places import LONGEST_NAME, UNSEEN, shown_name
from orchestration.foundation.workspace import Workspace
from orchestration.intake.findings import Finding, finding

NOT_A_FILE = "F19_NOT_A_FILE"
# Windows knows none of these in a name; a backslash there is a folder.
FORBIDDEN = '<>:"|?*\\'
# Excel takes a text that starts like this for a formula, and a command for an option.
FORMULA_STARTS = ("=", "+", "-", "@")
RESERVED = re.compile(r"(CON|PRN|AUX|NUL|(COM|LPT)[0-9])(\..*)?", re.IGNORECASE)
KINDS = {
    stat.S_IFLNK: "链接 a link",
    stat.S_IFDIR: "文件夹 a folder",
    stat.S_IFIFO: "管道 a pipe",
    stat.S_IFSOCK: "套接字 a socket",
    stat.S_IFCHR: "设备 a device",
    stat.S_IFBLK: "设备 a device",
}
LINKED_FOLDER = "链接的文件夹中的文件 a file in a linked folder"
NOT_READABLE = "没有读取权限的文件 a file without permission to read"
GONE = "已被移走的文件 a file that has been moved away"


def name_findings(workspace: Workspace, path: Path) -> list[Finding]:
    """Return what is wrong with a dropped file before it is opened.

    Args:
        workspace: The folders; below `raw/` links are not followed, elsewhere they are the caller's own.
        path: The file.

    Returns:
        F19 when it is no regular file that can be read, else F18 when its name is not safe; nothing otherwise.
    """
    shown = shown_name(path.name)
    kind = irregular_kind(workspace, path)
    if kind is not None:
        return [finding(NOT_A_FILE, shown, value=kind)]
    fault = unsafe_part(path.name)
    return [] if fault is None else [finding("F18_UNSAFE_NAME", shown, value=fault)]


def unsafe_part(name: str) -> str | None:
    """Return what in a file name is not safe, as it may be shown; None when nothing is."""
    hidden = next((char for char in name if unicodedata.category(char) in UNSEEN), None)
    if hidden is not None:
        return shown_name(hidden)
    forbidden = next((char for char in name if char in FORBIDDEN), None)
    if forbidden is not None:
        return forbidden
    if name.startswith(FORMULA_STARTS):
        return name[0]
    if name != name.strip() or name.endswith("."):
        return "首尾的空格或句点 a blank or full stop at an end"
    if RESERVED.fullmatch(name):
        return name.partition(".")[0]
    size = len(name.encode())
    return f"{size} 字节 bytes" if size > LONGEST_NAME else None


def irregular_kind(workspace: Workspace, path: Path) -> str | None:
    """Return what stands where a file should, or None when it is a regular file that can be read."""
    inside = path.is_relative_to(workspace.raw)
    try:
        mode = path.lstat().st_mode if inside else path.stat().st_mode
    except FileNotFoundError:
        return GONE
    if not stat.S_ISREG(mode):
        return KINDS[stat.S_IFMT(mode)]
    if inside and path.parent.resolve() != workspace.raw.resolve() / path.parent.relative_to(workspace.raw):
        return LINKED_FOLDER
    return None if os.access(path, os.R_OK) else NOT_READABLE
