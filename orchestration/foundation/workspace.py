"""Where things lie: the folders of one raw/ and one warehouse/. Paths only; nothing here reads or writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period

KEPT_VARIABLE = "JIXIAO_KEPT_BUILDS"
REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Workspace:
    """The two folders that a command or a run works on (see docs/architecture.md)."""

    raw: Path
    warehouse: Path
    given_key: Path | None = None
    kept_builds: int = 8

    @property
    def personal_key(self) -> Path:
        """The key under which identifiers of persons are hashed: where the city keeps it, else in the warehouse."""
        return self.given_key or self.warehouse / "keys" / "personal.key"

    @property
    def landing(self) -> Path:
        """Accepted submissions."""
        return self.warehouse / "landing"

    @property
    def refused(self) -> Path:
        """Receipts of refused submissions."""
        return self.warehouse / "refused"

    def received(self, sha256: str) -> Path:
        """Where the bytes with this hash are kept."""
        return self.warehouse / "received" / sha256[:2] / sha256

    def landed(self, bureau: str, dataset: str, period: Period, sha256: str) -> Path:
        """Folder of one accepted submission."""
        return self.landing / bureau / dataset / period.code / sha256[:16]

    def builds(self, kind: str, period: Period) -> Path:
        """Folder of the candidates of a kind (annual, monitoring) and period."""
        return self.warehouse / "builds" / kind / period.code

    def published(self, kind: str, period: Period) -> Path:
        """Folder of the releases of a kind and period."""
        return self.warehouse / "published" / kind / period.code

    def current(self, kind: str, period: Period) -> Path:
        """The link that readers follow to the current release."""
        return self.published(kind, period) / "current"


def kept_builds(environment: Mapping[str, str]) -> int:
    """Return how many candidates of a kind and period are kept: what the environment says, else the workspace's default.

    Raises:
        UserError: It is no number from 1.
    """
    text = environment.get(KEPT_VARIABLE) or str(Workspace.kept_builds)
    if not text.isdecimal() or int(text) < 1:
        raise UserError(
            f"{KEPT_VARIABLE} is '{text}'; allowed: a whole number from 1.",
            f"{KEPT_VARIABLE} 为“{text}”，应为不小于 1 的整数。",
        )
    return int(text)
