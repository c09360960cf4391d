"""The `jixiao` command: one module per group of commands, and how results are shown in a terminal.

Commands parse, call and print; whatever computes lives in the packages below. Heavy imports (Dagster, dbt) happen inside
the command that needs them, so that `jixiao --help` and `jixiao check` answer at once.
"""

from orchestration.cli.main import main

__all__ = ["main"]
