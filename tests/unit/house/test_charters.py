"""Every module says what belongs in it, and the house rules that a linter does not know hold."""

import ast
import re
from pathlib import Path

import pytest

from orchestration.foundation.workspace import REPOSITORY

PACKAGES = ("orchestration", "expectations", "sample", "benchmarks")
MODULES = sorted(p for package in PACKAGES for p in (REPOSITORY / package).rglob("*.py"))
HOSTS = re.compile(r"https?://[^\s\"')]*(pypi|pythonhosted|npmjs|debian)\.(org|com)", re.IGNORECASE)


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_module_opens_with_its_charter(module: Path) -> None:
    charter = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    assert len(charter or "") > 40, "say in a sentence or two what belongs here and what does not"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_module_fits_on_a_few_screens(module: Path) -> None:
    lines = [line for line in module.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) <= 400


def test_no_file_names_a_package_registry() -> None:
    suffixes = {".py", ".toml", ".lock", ".yml", ".yaml", ".md", ".cfg", ""}
    folders = [REPOSITORY, *(REPOSITORY / name for name in ("docs", ".ci", *PACKAGES))]
    files = [p for folder in folders for p in folder.glob("*") if p.is_file() and p.suffix in suffixes]
    assert len(files) > 10
    assert [str(p) for p in files if HOSTS.search(p.read_text(encoding="utf-8", errors="ignore"))] == []
