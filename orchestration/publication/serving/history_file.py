"""A DuckDB file of views over the current releases of all years: nothing is copied, and each look follows `current`.

The views name Parquet files by their place on this machine; a column or a year that is new needs the file to be written anew.
"""

import tempfile
from pathlib import Path

import duckdb

from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication.mart_database import STORAGE_VERSION
from orchestration.publication.serving.described import describe
from orchestration.publication.serving.united import Tables, united_views


def _years(workspace: Workspace) -> dict[int, Path]:
    links = (workspace.warehouse / "published" / "annual").glob("*/current/mart.duckdb")
    return {int(path.parent.parent.name): path.parent for path in sorted(links)}


def _tables(current: Path) -> Tables:
    return {
        table.name: {column.name: column.type for column in table.columns}
        for table in describe(current / "mart.duckdb")
    }


def write_history(workspace: Workspace, path: Path) -> list[int]:
    """Write the file, in place of one that is there.

    Args:
        workspace: Whose published years.
        path: The file.

    Returns:
        The years.

    Raises:
        UserError: No year has been published.
    """
    years = _years(workspace)
    if not years:
        raise UserError(
            f"No year has been published below {workspace.warehouse}; run `jixiao run YEAR` first.",
            f"{workspace.warehouse} 下尚无已发布的年度，请先运行 jixiao run 年度。",
        )

    def relation(year: int, table: str) -> str:
        # Through the link as it is, so that a later release is followed.
        place = workspace.current("annual", Period(year)) / "parquet" / f"{table}.parquet"
        return "read_parquet('" + str(place).replace("'", "''") + "')"

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as folder:
        made = Path(folder) / "history.duckdb"
        with duckdb.connect() as connection:
            connection.execute(f"attach '{made}' as history (storage_version '{STORAGE_VERSION}')")
            connection.execute("use history")
            for view in united_views({year: _tables(place) for year, place in years.items()}, relation):
                connection.execute(f'create view "{view.name}" as {view.query}')
            connection.execute("use memory")
            connection.execute("detach history")
        made.replace(path)
    return sorted(years)
