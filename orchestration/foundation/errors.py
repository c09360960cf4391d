"""Errors that a person may see. Faults of ours stay ordinary exceptions with their traceback."""


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
