"""Mutates the good files and asks intake about each mutant: it must be refused with findings, or land as others read it.

    python -m tests.corpus.fuzz --count 20000 --seed 1 [--jobs 2] [--first 0] [--keep FOLDER]

No traceback, no fault of ours, no file beyond the limits, and of what is accepted every landed cell is what openpyxl, the csv
module or a plain tree of XML see there, read by the contract a second time (`meaning`). A mutant that breaks this is kept; the
same seed and number make it again. Exit 1 when there is one.
"""

import argparse
import contextlib
import multiprocessing
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from orchestration.foundation.periods import Period
from orchestration.intake import Receipt, chamber, check
from tests.corpus.expected import differences
from tests.corpus.good_city import NOW, UNITS, City, Landed
from tests.corpus.meaning import squeezed
from tests.corpus.mutate import mutant
from tests.corpus.write import GOOD, LIBREOFFICE

# Every so many refused mutants are received too: nothing of them may land.
RECEIVED_TOO = 10
MOST_SECONDS = 60
REGISTERED = {squeezed(text): text for code, name, _ in UNITS for text in (code, name)}
SPAN = 250


@dataclass
class Tally:
    """What came of the mutants."""

    tried: int = 0
    same: int = 0
    changed: int = 0
    unseen: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0
    memory_mib: int = 0
    violations: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take another's counts in."""
        for name in ("tried", "same", "changed", "unseen"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.refused += other.refused
        self.slowest, self.memory_mib = (
            max(self.slowest, other.slowest),
            max(self.memory_mib, other.memory_mib),
        )
        self.violations += other.violations


class Fuzz:
    """A city that is asked about one mutant after another.

    Args:
        root: An empty folder; in memory it goes faster.
        keep: Where mutants are put that must not have come to what they came to.
    """

    def __init__(self, root: Path, keep: Path) -> None:
        self.city, self.keep, self.tally = City(root), keep, Tally()
        folders = sorted(folder for folder in GOOD.iterdir() if folder.name != LIBREOFFICE)
        self.seeds = [next((folder / "raw").rglob("*.*")) for folder in folders]
        self.originals = {seed: self._original(seed) for seed in self.seeds}

    def _original(self, seed: Path) -> Landed:
        with self._dropped(seed, seed.read_bytes()) as path:
            return self.city.landed(self.city.receive(path))

    def run(self, seed: int, number: int) -> None:
        """Make a mutant and ask about it."""
        chance = random.Random(f"{seed}-{number}")  # noqa: S311
        file = chance.choice(self.seeds)
        data, done = mutant(file.read_bytes(), file.suffix, chance)
        self.ask(file, data, f"seed {seed} number {number}: {file.parents[3].name} {done}")

    def ask(self, file: Path, data: bytes, name: str) -> None:
        """Ask about a mutant of a file."""
        self.tally.tried += 1
        begun = time.perf_counter()
        with self._dropped(file, data) as path:
            try:
                wrong = list(self._wrong(file, path))
            except Exception as error:  # noqa: BLE001
                wrong = [f"{type(error).__name__}: {error}"]
            took = time.perf_counter() - begun
            self.tally.slowest = max(self.tally.slowest, took)
            if took > MOST_SECONDS:
                wrong.append(f"{took:.0f} s")
            if wrong:
                kept = self.keep / f"{self.tally.tried}-{abs(hash(name))}" / path.name
                kept.parent.mkdir(parents=True)
                shutil.copyfile(path, kept)
                self.tally.violations.append("\n  ".join((name, str(kept), *wrong[:5])))

    @contextlib.contextmanager
    def _dropped(self, file: Path, data: bytes) -> Iterator[Path]:
        """Drop a mutant in its original's place; afterwards the city is as it was before."""
        path = self.city.workspace.raw / file.relative_to(file.parents[2])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        try:
            yield path
        finally:
            path.unlink()
            bureau, warehouse = file.parents[1].name, self.city.workspace.warehouse
            for folder in (warehouse / "landing" / bureau, warehouse / "refused"):
                shutil.rmtree(folder, ignore_errors=True)

    def _wrong(self, file: Path, path: Path) -> Iterator[str]:
        """Yield what is wrong with the answer to a mutant."""
        receipt = check(self.city.workspace, self.city.contracts, path, now=NOW)
        yield from _ill_answered(receipt)
        if receipt.accepted:
            yield from self._landed_wrong(file, path)
            return
        self.tally.refused.update({item.rule for item in receipt.findings})
        if self.tally.tried % RECEIVED_TOO == 0:
            again = self.city.receive(path)
            if again.findings != receipt.findings or any(
                (self.city.workspace.landing / path.parents[1].name).rglob("*.parquet")
            ):
                yield f"received otherwise than checked: {again.status}"

    def _landed_wrong(self, file: Path, path: Path) -> Iterator[str]:
        receipt = self.city.receive(path)
        if not receipt.accepted:
            yield f"checked as accepted and received as {receipt.status}"
            return
        landed = self.city.landed(receipt)
        is_same = landed == self.originals[file]
        contract = self.city.contracts.for_period(
            (receipt.bureau, str(receipt.dataset)), Period.parse(receipt.period)
        )
        assert contract is not None
        try:
            found = list(differences(path, contract, receipt, landed, REGISTERED))
        except Exception as error:  # noqa: BLE001
            # Others open fewer files than intake, or see nothing in them.
            if not is_same:
                yield f"no other reader opens it, and it landed otherwise than the original: {error!r}"
            self.tally.unseen += 1
            return
        yield from found
        self.tally.same += is_same
        self.tally.changed += not is_same


def _ill_answered(receipt: Receipt) -> Iterator[str]:
    rules = {item.rule for item in receipt.findings}
    if receipt.status == "fault" or rules & {"X03_FAULT", "F17_BEYOND_LIMITS"}:
        yield f"{receipt.status} {sorted(rules)} {receipt.fault}"
    if receipt.accepted == any(item.severity != "QUERY" for item in receipt.findings):
        yield f"{receipt.status} with {sorted(rules)}"
    for item in receipt.findings:
        if not all((item.message_zh, item.message_en, item.fix_zh, item.fix_en)):
            yield f"{item.rule} says nothing"


def fuzz(seed: int, keep: Path, numbers: range) -> Tally:
    """Ask about the mutants of these numbers."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as root:
        asked = Fuzz(Path(root), keep)
        for number in numbers:
            asked.run(seed, number)
    # Once the process in which files are opened has ended, the system tells how much memory its largest fork took.
    chamber._chamber.close()
    asked.tally.memory_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return asked.tally


def main() -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "jixiao-fuzz")
    told = parser.parse_args()
    begun, tally = time.perf_counter(), Tally()
    end = told.first + told.count
    spans = [range(start, min(start + SPAN, end)) for start in range(told.first, end, SPAN)]
    with ProcessPoolExecutor(told.jobs, multiprocessing.get_context("spawn")) as pool:
        for one in pool.map(partial(fuzz, told.seed, told.keep), spans):
            tally.add(one)
            for violation in one.violations:
                print(violation, flush=True)  # noqa: T201
            print(report(tally, time.perf_counter() - begun).splitlines()[:4], file=sys.stderr, flush=True)  # noqa: T201
    print(report(tally, time.perf_counter() - begun))  # noqa: T201
    return 1 if tally.violations else 0


def report(tally: Tally, seconds: float) -> str:
    """Return what came of the mutants, for people."""
    refused = tally.tried - tally.same - tally.changed - tally.unseen
    lines = [
        f"tried {tally.tried} in {seconds:.0f} s ({tally.tried / seconds:.1f} a second)",
        f"accepted, the same as the original: {tally.same}; changed, as others see it: {tally.changed}",
        f"accepted, the same, and no other reader opens it: {tally.unseen}",
        f"refused or in violation: {refused}; violations: {len(tally.violations)}",
        f"slowest {tally.slowest:.1f} s; most memory to open one {tally.memory_mib} MiB",
        *(f"{count:7d} {rule}" for rule, count in tally.refused.most_common()),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
