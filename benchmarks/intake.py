"""Landing large files, beside what libraries take alone over the same bytes: DuckDB's read_csv to Parquet, and python-calamine.

Each figure is of a process of its own, which prints its seconds; its peak memory is the operating system's, over it and all its
children. The peer runs before and after, and the better of its two runs counts. Run: `make bench`, or with other sizes
`python -m benchmarks.intake --responses 1000000`.
"""

import argparse
import datetime as dt
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from benchmarks.annual import REPOSITORY, Measured, measure

RESPONSES = 10_000_000
ROWS, COLUMNS = 50_000, 20
BATCH = 100_000
YEAR = "2020"
SURVEY = f"survey/{YEAR}/{YEAR}年公众评议问卷.csv"
REGISTER = f"efficiency_office/{YEAR}/{YEAR}年考评单位名录.xlsx"


def write_responses(path: Path, count: int) -> None:
    """Write a survey file: the sample's answers over and over, every response with a number of its own."""
    header, *answers = (REPOSITORY / "raw" / SURVEY).read_text(encoding="utf-8-sig").splitlines()
    tails = [answer.partition(",")[2] for answer in answers if answer.count(",") >= header.count(",")]
    with path.open("w", encoding="utf-8") as stream:
        stream.write(header + "\n")
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            stream.write("".join(f"W{number:010d},{tails[number % len(tails)]}\n" for number in numbers))


def write_figures(path: Path, rows: int = ROWS) -> None:
    """Write a workbook of numbers: a key and nineteen measures."""
    import openpyxl

    chance = random.Random(20)  # noqa: S311
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("数据")
    sheet.append(["编号", *(f"指标{number}" for number in range(1, COLUMNS))])
    for row in range(rows):
        values = [round(chance.uniform(0, 1e6), number % 3) for number in range(1, COLUMNS)]
        sheet.append([f"U{row:06d}", *values])
    workbook.save(path)


def figures_contract() -> dict[str, object]:
    """Return a contract for that workbook."""
    names = ["编号", *(f"指标{number}" for number in range(1, COLUMNS))]
    columns = [
        {
            "name": f"column_{number}",
            "businessName": name,
            "logicalType": "number" if number else "string",
            "description": name,
            "required": True,
        }
        | ({} if number else {"primaryKey": True, "primaryKeyPosition": 1})
        for number, name in enumerate(names)
    ]
    own = {
        "dataset": "figures",
        "frequency": "year",
        "format": "xlsx",
        "filePatterns": ["*指标*.xlsx"],
        "requiredForAnnual": True,
        "defaultVintage": "final",
        "titleNamesPeriod": True,
    }
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": "statistics.figures",
        "name": "指标",
        "version": "1.0.0",
        "status": "active",
        "domain": "statistics",
        "description": {"purpose": "A large workbook."},
        "team": {"name": "统计局", "description": "Bureau of Statistics"},
        "customProperties": [{"property": key, "value": value} for key, value in own.items()],
        "slaProperties": [{"property": "deadline", "value": 30}],
        "schema": [
            {
                "name": "rows",
                "physicalName": "数据",
                "businessName": "数据",
                "description": "Rows.",
                "customProperties": [{"property": "headerRows", "value": 1}],
                "properties": columns,
            }
        ],
    }


def land(raw: Path, contracts_in: Path, first: Sequence[str], name: str) -> None:
    """Receive files into an empty warehouse and print the seconds that the last one took."""
    from orchestration.contracts import load_contracts
    from orchestration.foundation.workspace import Workspace
    from orchestration.intake import receive

    now = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
    workspace, contracts = Workspace(raw, raw.parent / "warehouse"), load_contracts(contracts_in)
    shutil.rmtree(workspace.warehouse, ignore_errors=True)
    seconds = 0.0
    for dropped in (*first, name):
        started = time.perf_counter()
        receipt = receive(workspace, contracts, raw / dropped, now=now)
        seconds = time.perf_counter() - started
        if not receipt.accepted:
            raise SystemExit(f"{dropped}: {[finding.message_en for finding in receipt.findings][:3]}")
    print(seconds)


def read_csv(path: Path, out: Path) -> None:
    """Have DuckDB read a CSV file and write it as Parquet; print the seconds."""
    import duckdb

    with duckdb.connect() as connection:
        started = time.perf_counter()
        connection.execute(f"copy (select * from read_csv('{path}')) to '{out}' (format parquet)")
        print(time.perf_counter() - started)


def read_workbook(path: Path) -> None:
    """Have python-calamine read a workbook's only sheet; print the seconds."""
    import python_calamine

    started = time.perf_counter()
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    print(time.perf_counter() - started)


def timed(call: str, log: Path) -> Measured:
    """Run one of the functions above in a process of its own: its own seconds, the peak memory of all its processes."""
    log.write_text("", encoding="utf-8")
    whole = measure(
        [sys.executable, "-c", f"from pathlib import Path; from benchmarks import intake; intake.{call}"],
        {},
        log,
    )
    return replace(whole, seconds=float(log.read_text(encoding="utf-8").split()[-1]))


def compared(title: str, ours: str, peer: str, log: Path) -> None:
    """Measure ours between two runs of the peer and print the ratio."""
    before = timed(peer, log)
    own = timed(ours, log)
    after = timed(peer, log)
    best = min(before, after, key=lambda run: run.seconds)
    print(
        f"{title}\n"
        f"  receive  {own.seconds:7.2f} s  {own.peak_mib:7.0f} MiB\n"
        f"  peer     {best.seconds:7.2f} s  {best.peak_mib:7.0f} MiB\n"
        f"  ratio    {own.seconds / best.seconds:7.2f}"
    )


def main() -> None:
    """Write the files, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--responses", type=int, default=RESPONSES)
    count = parser.parse_args().responses
    folder = Path(tempfile.mkdtemp(prefix="jixiao-bench-"))
    try:
        log = folder / "log.txt"
        raw = folder / "survey" / "raw"
        made: tuple[tuple[Path, Callable[[Path], object]], ...] = (
            (raw / SURVEY, lambda path: write_responses(path, count)),
            (raw / REGISTER, lambda path: shutil.copy(REPOSITORY / "raw" / REGISTER, path)),
        )
        for path, write in made:
            path.parent.mkdir(parents=True)
            write(path)
        megabytes = (raw / SURVEY).stat().st_size / 1e6
        compared(
            f"{count:,} survey responses, {megabytes:,.0f} MB of CSV; peer: DuckDB read_csv to Parquet",
            f"land(Path('{raw}'), Path('{REPOSITORY / 'raw'}'), ['{REGISTER}'], '{SURVEY}')",
            f"read_csv(Path('{raw / SURVEY}'), Path('{folder / 'peer.parquet'}'))",
            log,
        )
        raw = folder / "figures" / "raw"
        for year in ("2019", YEAR):
            (raw / "statistics" / year).mkdir(parents=True)
        contract = yaml.safe_dump(figures_contract(), allow_unicode=True)
        (raw / "statistics" / "figures.odcs.yaml").write_text(contract, encoding="utf-8")
        # The first file of a process pays for starting it; as above, that is not the one that counts.
        small, large = "statistics/2019/2019年指标.xlsx", f"statistics/{YEAR}/{YEAR}年指标.xlsx"
        write_figures(raw / small, 1)
        write_figures(raw / large)
        compared(
            f"a workbook of {ROWS:,} × {COLUMNS}; peer: python-calamine",
            f"land(Path('{raw}'), Path('{raw}'), ['{small}'], '{large}')",
            f"read_workbook(Path('{raw / large}'))",
            log,
        )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
