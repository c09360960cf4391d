"""Errors that a person may see. Faults of ours stay ordinary exceptions with their traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class UserError(Exception):
    """Something a user did or left undone; printed without a traceback.

    Args:
        message_en: What happened, where, what is allowed and what to do.
        message_zh: The same in Chinese, for bureau staff.
        exit_code: What the command line ends with: 2 misuse, 3 refused by a gate.
    """

    def __init__(self, message_en: str, message_zh: str, exit_code: int = 2) -> None:
        super().__init__(f"{message_zh}\n{message_en}")
        self.message_en = message_en
        self.message_zh = message_zh
        self.exit_code = exit_code


class Refused(UserError):
    """A gate said no; nothing was published and what was published stands."""

    def __init__(self, message_en: str, message_zh: str) -> None:
        super().__init__(message_en, message_zh, exit_code=3)


@contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Tell the user when the file or folder that they named can't be written.

    Raises:
        UserError: The file system said no.
    """
    try:
        yield
    except OSError as error:
        raise UserError(
            f"{place} can't be written ({error.strerror}). Name another place, or see to the rights on it.",
            f"无法写入 {place}（{error.strerror}）。请另选位置，或检查其权限。",
        ) from error
