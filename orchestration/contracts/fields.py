"""Fields of an ODCS document, read so that a fault names where it stands. What the fields mean is decided in `loader`."""

from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from open_data_contract_standard.model import CustomProperty

from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period


class Fault(Exception):
    """Something in a contract that can't be used.

    Args:
        where: The field, as a path into the document.
        reason_en: What is wrong with it.
        reason_zh: The same in Chinese.
    """

    def __init__(self, where: str, reason_en: str, reason_zh: str) -> None:
        super().__init__(f"{where}: {reason_en}")
        self.where = where
        self.reason_en = reason_en
        self.reason_zh = reason_zh


def required(value: Any, where: str) -> str:
    """Return a text that must not be missing."""
    if value is None or str(value).strip() == "":
        raise Fault(where, "is missing", "缺少该字段")
    return str(value)


def one_of(value: Any, allowed: Collection[str], where: str) -> Any:
    """Return a value that must be one of a few."""
    if value not in allowed:
        shown = ", ".join(sorted(allowed))
        raise Fault(where, f"'{value}' is not one of {shown}", f"“{value}”不在允许的取值中：{shown}")
    return value


def decimal(value: Any, where: str) -> Decimal | None:
    """Return a number exactly as written, or None when there is none."""
    if value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise Fault(where, f"'{value}' is not a number", f"“{value}”不是数字") from error


def whole(value: Any, where: str) -> int:
    """Return a whole number."""
    number = decimal(required(value, where), where)
    if number is None or number != number.to_integral_value():
        raise Fault(where, f"'{value}' is not a whole number", f"“{value}”不是整数")
    return int(number)


def period(value: Any, kind: str, where: str) -> Period | None:
    """Return a period of a kind (year or quarter), or None when there is none."""
    if value is None:
        return None
    try:
        found = Period.parse(str(value))
    except UserError as error:
        raise Fault(where, error.message_en, error.message_zh) from error
    one_of(found.kind, (kind,), where)
    return found


def flag(value: Any, where: str) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise Fault(where, f"'{value}' is not true or false", f"“{value}”须为 true 或 false")
    return value


def custom(properties: list[CustomProperty] | None, known: Collection[str], where: str) -> dict[str, Any]:
    """Return custom properties by name; a name that nobody reads is a fault, for it is most often a misspelt one."""
    found: dict[str, Any] = {}
    for item in properties or ():
        one_of(item.property, known, f"{where}.customProperties")
        found[str(item.property)] = item.value
    return found


def unread(document: Any, read: Any, where: str = "") -> Iterator[str]:
    """Yield the fields of a document that the standard's model did not take up."""
    if isinstance(document, dict) and isinstance(read, dict):
        for key, value in document.items():
            here = f"{where}.{key}" if where else str(key)
            if key not in read:
                yield here
            else:
                yield from unread(value, read[key], here)
    elif isinstance(document, list) and isinstance(read, list):
        for index, (value, other) in enumerate(zip(document, read, strict=True)):
            name = value.get("name", value.get("property", index)) if isinstance(value, dict) else index
            yield from unread(value, other, f"{where}[{name}]")
