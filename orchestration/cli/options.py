"""Options that every command on data shares: where raw and warehouse are, and as of when."""

import os
from pathlib import Path
from typing import Annotated

import typer

from orchestration.foundation.keys import given_key
from orchestration.foundation.workspace import REPOSITORY, Workspace, kept_builds

Raw = Annotated[
    Path | None,
    typer.Option("--raw", envvar="JIXIAO_RAW", help="Folder with the bureaus' files. 各部门报送文件夹。"),
]
Warehouse = Annotated[
    Path | None,
    typer.Option(
        "--warehouse", envvar="JIXIAO_WAREHOUSE", help="Folder for everything computed. 数据仓库文件夹。"
    ),
]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of", help="See only submissions accepted up to this time, e.g. 2021-03-01T18:00+08:00."
    ),
]


def workspace(raw: Path | None, warehouse: Path | None) -> Workspace:
    """Return the folders to work on; the repository's own where none is given."""
    return Workspace(
        raw=(raw or REPOSITORY / "raw").resolve(),
        warehouse=(warehouse or REPOSITORY / "warehouse").resolve(),
        given_key=given_key(os.environ),
        kept_builds=kept_builds(os.environ),
    )


def dagster_home() -> Path:
    """Return DAGSTER_HOME, set to the repository's own folder when the environment names none."""
    home = Path(os.environ.setdefault("DAGSTER_HOME", str(REPOSITORY / ".dagster_home")))
    home.mkdir(parents=True, exist_ok=True)
    return home
