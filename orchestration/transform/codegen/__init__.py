"""Writes what of the dbt project follows from the contracts: sources, staging models and the model of facts.

The files are committed, and a test holds that they are what the contracts say. Nothing here decides what a figure means; the
contracts do. Run `python -m orchestration.transform.codegen` after a contract has changed.
"""

from orchestration.transform.codegen.files import generated_files, stale_files, write_files

__all__ = ["generated_files", "stale_files", "write_files"]
