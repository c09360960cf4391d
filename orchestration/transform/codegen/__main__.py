"""The command that brings the generated part of the dbt project up to date with the contracts."""

import argparse
from pathlib import Path

from orchestration.contracts import load_contracts
from orchestration.foundation.workspace import REPOSITORY
from orchestration.transform.codegen.files import write_files


def main() -> None:
    """Read the contracts and write the files."""
    parser = argparse.ArgumentParser(
        description="Write sources, staging models and the model of facts from the contracts."
    )
    parser.add_argument("--raw", type=Path, default=REPOSITORY / "raw", help="folder with the contracts")
    parser.add_argument("--project", type=Path, default=REPOSITORY / "dbt_project", help="dbt project")
    arguments = parser.parse_args()
    write_files(arguments.project, load_contracts(arguments.raw))


if __name__ == "__main__":
    main()
