"""What the terminal shows: progress while a run works, and errors as a person can use them."""

import time

from rich.console import Console
from rich.markup import escape
from rich.status import Status

STEP_WIDTH = 22
# What tables need; a terminal may be narrower than what is written for a file.
NARROWEST = 100
IN_A_FILE = 110


def terminal() -> Console:
    """Return a console wide enough for the tables, also where the output goes into a file."""
    console = Console()
    narrowest = NARROWEST if console.is_terminal else IN_A_FILE
    return console if console.width >= narrowest else Console(width=narrowest)


class ConsoleReporter:
    """A Reporter that prints one line per finished step, and a moving line while a step works on a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._started = time.monotonic()
        self._label = ""
        self._count = 0
        self._status: Status | None = None

    def step(self, period: str, title: str, total: int | None = None) -> None:
        """Begin a step."""
        self._stop()
        self._label = f"{period:<10}{title:<{STEP_WIDTH}}"
        self._started, self._count = time.monotonic(), 0
        self._status = self._console.status(self._label)
        self._status.start()

    def advance(self, name: str) -> None:
        """Show what has just been done."""
        self._count += 1
        if self._status is not None:
            self._status.update(f"{self._label}{self._count:>4}  {escape(name)}")

    def done(self, summary: str) -> None:
        """Close the step with its summary and its time."""
        self._stop()
        seconds = time.monotonic() - self._started
        self._console.print(
            f"{self._label}{seconds:>6.1f} s  {escape(summary)}", highlight=False, soft_wrap=True
        )

    def _stop(self) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None

    def close(self) -> None:
        """Stop the moving line, whatever happened."""
        self._stop()
