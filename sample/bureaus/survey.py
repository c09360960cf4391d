"""What the survey contractor drops: one CSV file with all responses of the public appraisal."""

from pathlib import Path

from sample.bureaus.layout import EVALUATED_YEARS
from sample.responses import HEADER, responses
from sample.textfile import write_csv


def write(raw: Path, year: int) -> None:
    """Write a year's file."""
    if year in EVALUATED_YEARS:
        path = raw / "survey" / str(year) / f"{year}年公众评议问卷.csv"
        write_csv(path, HEADER, responses(year), "utf-8")
