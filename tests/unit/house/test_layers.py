"""The rules of the house that import-linter checks, and one way of doing a thing: checked here so that a test run is enough."""

import re
import subprocess
import sys
from pathlib import Path

from orchestration.foundation.workspace import REPOSITORY


def test_packages_import_only_what_stands_below_them() -> None:
    answer = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout
    assert "kept" in answer.stdout


def test_the_readme_names_only_files_that_exist() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
        assert len(links) > 5
        assert [link for link in links if not (REPOSITORY / link).exists()] == []
