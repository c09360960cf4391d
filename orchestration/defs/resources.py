"""What assets are given: the folders to work on, the clock, and a reporter. Nothing is read when this is imported."""

import datetime as dt
import os
from pathlib import Path

import dagster as dg

from orchestration.foundation.keys import given_key
from orchestration.foundation.workspace import REPOSITORY, Workspace, kept_builds


class WorkspaceResource(dg.ConfigurableResource):
    """The raw and warehouse folders; empty means JIXIAO_RAW and JIXIAO_WAREHOUSE, or the repository's own."""

    raw: str = ""
    warehouse: str = ""

    def get(self) -> Workspace:
        """Return the folders, with the environment's choice where none is configured."""
        raw = self.raw or os.environ.get("JIXIAO_RAW") or str(REPOSITORY / "raw")
        warehouse = self.warehouse or os.environ.get("JIXIAO_WAREHOUSE") or str(REPOSITORY / "warehouse")
        environment = os.environ
        return Workspace(
            Path(raw).resolve(), Path(warehouse).resolve(), given_key(environment), kept_builds(environment)
        )


class ClockResource(dg.ConfigurableResource):
    """The time of day, so that a test or a replay can set it (`fixed`, ISO 8601)."""

    fixed: str = ""

    def now(self) -> dt.datetime:
        """Return the current time with its zone."""
        return dt.datetime.fromisoformat(self.fixed) if self.fixed else dt.datetime.now(dt.UTC)
