"""Fills forms in with LibreOffice itself and saves them, as .xlsx and .ods: files made the way a clerk makes them.

    apt-get install libreoffice-calc python3-uno
    .venv/bin/python tests/corpus/make_libreoffice.py

The files are kept under tests/corpus/good/libreoffice, so that tests need no LibreOffice. What is typed stands in
`typed.json` beside them. The part that talks to LibreOffice runs in the system's Python, where its bridge is installed.
"""

import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "tests" / "corpus" / "good" / "libreoffice"
BRIDGE = Path(__file__).with_name("libreoffice_bridge.py")
SYSTEM_PYTHON = "/usr/bin/python3"
FORMS = (
    ("statistics", "county_accounts", "2020"),
    ("development_reform", "project_progress", "2020Q2"),
    ("organisation", "honours_vetoes", "2020"),
)


def main() -> None:
    """Write forms from the sample's unit register, let LibreOffice fill them in, and keep what it saves."""
    sys.path.insert(0, str(REPOSITORY))
    typed = json.loads((FOLDER / "typed.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        for bureau, dataset, period in FORMS:
            form = _form(Path(folder), bureau, dataset, period)
            cells = typed[f"{bureau}.{dataset}"]
            for suffix in (".xlsx", ".ods"):
                task = {"form": str(form), "cells": cells, "out": str(FOLDER / f"{form.stem}{suffix}")}
                subprocess.run([SYSTEM_PYTHON, BRIDGE], input=json.dumps(task), text=True, check=True)


def _form(folder: Path, bureau: str, dataset: str, period: str) -> Path:
    from orchestration.contracts import load_contracts
    from orchestration.foundation.periods import Period
    from orchestration.foundation.workspace import Workspace
    from orchestration.intake import receive
    from orchestration.papers.template import write_template
    from orchestration.papers.template_basis import read_basis
    from orchestration.papers.template_words import file_name

    workspace, contracts = (
        Workspace(REPOSITORY / "raw", folder / "warehouse"),
        load_contracts(REPOSITORY / "raw"),
    )
    now = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
    # The register says which units there are; the accounts of the year before, which of them they are about.
    for name in ("efficiency_office/2020/2020年考评单位名录.xlsx", "efficiency_office/2019/2019年考评单位名录.xlsx",
                 "statistics/2019/2019年县（市）区国民经济核算.xlsx"):  # fmt: skip
        receive(workspace, contracts, workspace.raw / name, now=now)
    contract, when = contracts.get(bureau, dataset), Period.parse(period)
    basis = read_basis(workspace.landing, contract, when)
    return write_template(contract, contracts, when, folder / file_name(contract, when), basis)[0]


if __name__ == "__main__":
    main()
