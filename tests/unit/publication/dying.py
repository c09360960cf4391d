"""Lets a publisher die before every single change that it makes on the disk, and looks at what it left: `python -m tests.unit.publication.dying`.

A process of its own that opens no database, so that it may fork: each attempt works on a fresh copy, in a child that dies for good
(`os._exit`: nothing is flushed, no `finally` runs); another child looks at what is left and carries on.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication import approve, current_release, publish, publishing, rollback, verify
from tests.unit.publication.candidates import NOW

YEAR = Period(2020)
DIED, MOST = 9, 2000
CHANGES = {
    "os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "shutil.copyfile",
}  # fmt: skip
MANY = re.compile(r"/\.[^/]*tmp/(report/(?!index\.html)|parquet/(?!meta_release\.))")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _workspace(root: Path) -> Workspace:
    return Workspace(root / "raw", root / "warehouse")


def _publish(root: Path) -> None:
    publish(_workspace(root), root / "build", now=NOW)


def _sign(root: Path) -> None:
    current = current_release(_workspace(root), "annual", YEAR)
    if current is None or not current.is_signed:
        key = root / "own.key"
        approve(
            _workspace(root), root / "build", release_type="final", by="张三", key=key, reason=None, now=NOW
        )
        publish(_workspace(root), root / "build", now=NOW, release_type="final")


def _roll_back(root: Path) -> None:
    name = (root / "target").read_text(encoding="utf-8")
    rollback(_workspace(root), "annual", YEAR, name, by="张三", reason="更正有误", now=NOW)


ACTIONS: dict[str, Callable[[Path], None]] = {"publish": _publish, "sign": _sign, "rollback": _roll_back}


def _die_before(number: int, root: Path) -> None:
    """Have this process die before its so-manieth change below a folder."""
    left, below = number, f"{root}/"

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event == "open":
            path, _, flags = arguments
            if not isinstance(flags, int) or not flags & WRITING:
                return
        elif event in CHANGES:
            path = arguments[1] if event in ("os.symlink", "os.link") else arguments[0]
        else:
            return
        # A release in the making is swept whole, so of its many pages and tables one stands for all.
        if (
            isinstance(path, (str, os.PathLike))
            and os.fspath(path).startswith(below)
            and not MANY.search(os.fspath(path))
        ):
            left -= 1
            if left == 0:
                os._exit(DIED)

    sys.addaudithook(hook)


def _forked(work: Callable[[], None]) -> int:
    """Run something in a child and return how that ended."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _look_and_carry_on(action: str, root: Path, old: str) -> None:
    """Raise unless a reader finds one whole release and the same call again ends what was begun."""
    found = current_release(_workspace(root), "annual", YEAR)
    assert found is not None, "nothing is current"
    assert not found.damaged_files(), found.damaged_files()
    ACTIONS[action](root)
    after = current_release(_workspace(root), "annual", YEAR)
    assert after is not None
    assert after.release_id != old, "the same call again did not end what was begun"
    assert not verify(_workspace(root))[1]
    left = list(_workspace(root).published("annual", YEAR).glob(".*"))
    assert {path.name for path in left} <= {".lock"}, left


def deaths(action: str, prepared: Path, work: Path, old: str, step: int) -> int:
    """Return how many deaths an action survived: one before every so-manieth of its changes.

    Raises:
        SystemExit: A reader would have seen something else than one whole release, or the next call did not carry on.
    """
    for survived, number in enumerate(range(1, MOST, step)):
        root = work / str(number)
        shutil.copytree(prepared, root, symlinks=True)

        def dying(number: int = number, root: Path = root) -> None:
            _die_before(number, root)
            ACTIONS[action](root)

        def looking(root: Path = root) -> None:
            _look_and_carry_on(action, root, old)

        ended = _forked(dying)
        if ended == 0:
            return survived
        if ended != DIED or _forked(looking) != 0:
            raise SystemExit(f"{action}: death before change {number} was not survived (ended {ended})")
        shutil.rmtree(root)
    raise SystemExit(f"{action}: more than {MOST} changes")


def main() -> None:
    """Read action, prepared and work folder, database, id of the old release and step; print the number of deaths."""
    action, prepared, work, database, old, step = sys.argv[1:]
    publishing.write_database = lambda path, *_: shutil.copyfile(database, path)
    sys.stdout.write(f"{deaths(action, Path(prepared), Path(work), old, int(step))}\n")


if __name__ == "__main__":
    main()
