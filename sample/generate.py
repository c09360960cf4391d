"""`python -m sample.generate --out raw`: writes every bureau's files for 2018 (baselines), 2019 and 2020, and SOURCES.md."""

import argparse
from pathlib import Path

from sample.answers import write_answers
from sample.bureaus import (
    development_reform,
    efficiency_office,
    finance,
    human_resources,
    organisation,
    statistics,
    survey,
)
from sample.objections import write_objections
from sample.rectification import write_rectification
from sample.sources_page import write_sources
from sample.units import LAST_YEAR

YEARS = (LAST_YEAR - 2, LAST_YEAR - 1, LAST_YEAR)
BUREAUS = (statistics, finance, development_reform, efficiency_office, human_resources, organisation, survey)


def generate(raw: Path) -> None:
    """Write the whole sample below a folder; the same files each time."""
    for year in YEARS:
        for bureau in BUREAUS:
            bureau.write(raw, year)
    write_answers(raw)
    write_rectification(raw)
    write_objections(raw)
    write_sources(raw / "SOURCES.md")


def main() -> None:
    """Read the command line and write the sample."""
    parser = argparse.ArgumentParser(description="Write the sample input, the same bytes each time.")
    parser.add_argument(
        "--out", type=Path, default=Path("raw"), help="folder that holds one folder per bureau"
    )
    generate(parser.parse_args().out)


if __name__ == "__main__":
    main()
