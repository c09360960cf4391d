"""How long work tells a person where it is. The plain functions and Dagster's assets call a Reporter; who prints, and how,
is decided by the command line.
"""

from typing import Protocol


class Reporter(Protocol):
    """Receives the progress of a run."""

    def step(self, period: str, title: str, total: int | None = None) -> None:
        """A new step begins; `total` is the number of things it will do, when that is known."""

    def advance(self, name: str) -> None:
        """One thing of the step is done."""

    def done(self, summary: str) -> None:
        """The step has ended well; `summary` says what came of it."""


class Quiet:
    """A Reporter that says nothing: Dagster's own log already tells."""

    def step(self, period: str, title: str, total: int | None = None) -> None:
        """Ignore the step."""

    def advance(self, name: str) -> None:
        """Ignore the advance."""

    def done(self, summary: str) -> None:
        """Ignore the summary."""
