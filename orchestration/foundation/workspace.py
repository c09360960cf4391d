"""Where things lie: the folders of one raw/ and one warehouse/. Paths only; nothing here reads or writes."""

from dataclasses import dataclass
from pathlib import Path

from orchestration.foundation.periods import Period

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Workspace:
    """The two folders that a command or a run works on (see docs/architecture.md)."""

    raw: Path
    warehouse: Path
    given_key: Path | None = None

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
