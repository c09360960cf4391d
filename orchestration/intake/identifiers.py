"""Finds what identifies a person in one text: identity card, mobile telephone, bank card, e-mail address, a name that is called one.

Exact checks only (checksum, birth date, province), so that figures and codes are left alone. Where to look is `personal`'s business.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

ID_CARD = "身份证号 an identity number"
MOBILE = "手机号码 a mobile telephone number"
BANK_CARD = "银行卡号 a bank card number"
E_MAIL = "电子邮箱 an e-mail address"
NAME = "姓名 a person's name"

# The first digit is a part of the country, the second a province in it.
PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
# Codes made of region, date and serial number look like identity numbers; their dates are of our days.
LAST_YEAR_OF_BIRTH = 2012
BANK_LENGTHS = (16, 19)
NO_DIGIT_AROUND = (r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z]|[.][0-9])")
PLAIN_RUN = re.compile(NO_DIGIT_AROUND[0] + r"[0-9]{11,19}[Xx]?" + NO_DIGIT_AROUND[1])
GROUPED_RUN = re.compile(
    NO_DIGIT_AROUND[0]
    + r"([0-9]{6}[ -][0-9]{8}[ -][0-9]{3}[0-9Xx]|1[0-9]{2}[ -][0-9]{4}[ -][0-9]{4}|[0-9]{4}([ -][0-9]{4}){3}([ -][0-9]{3})?)"
    + NO_DIGIT_AROUND[1]
)
PREFIXED_MOBILE = re.compile(r"(?<![0-9])(\+86|0086|86)[ -]?(1[3-9][0-9]{9})(?![0-9])")
MOBILE_NUMBER = re.compile(r"1[3-9][0-9]{9}")
OLD_ID = re.compile(r"[0-9]{15}")
MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
CALLED = re.compile(r"(?:姓名|投诉人|举报人|反映人|来电人|受访人|受访者)[:：]\s*[\u3400-\u9fff·]{2,}")
ID_WORDS = ("身份证", "证件号")


@dataclass(frozen=True)
class Trace:
    """Something in a text that may identify a person.

    Attributes:
        kind: What it is.
        is_sure: False when a code may look the same: then it counts where most of its like in the column hold.
        holds: Whether its checksum and parts hold.
    """

    kind: str
    is_sure: bool = True
    holds: bool = True


def folded_width(text: str) -> str:
    """Return a text with full-width letters, digits and signs folded: what `traces` looks at."""
    return unicodedata.normalize("NFKC", text)


def traces(text: str) -> Iterator[Trace]:
    """Yield what in a text (of folded width) may identify a person."""
    is_whole = PLAIN_RUN.fullmatch(text.strip()) is not None
    for match in PLAIN_RUN.finditer(text):
        yield from _of_digits(match[0], is_whole=is_whole, text=text)
    for match in GROUPED_RUN.finditer(text):
        yield from _of_digits(re.sub("[ -]", "", match[0]), is_whole=False, text=text)
    for pattern, kind in ((PREFIXED_MOBILE, MOBILE), (MAIL, E_MAIL), (CALLED, NAME)):
        if pattern.search(text):
            yield Trace(kind)


def _of_digits(run: str, *, is_whole: bool, text: str) -> Iterator[Trace]:
    if len(run) == len(ID_WEIGHTS) + 1 and is_id_shaped(run):
        year = int(run[6:10])
        yield Trace(ID_CARD, is_sure=year <= LAST_YEAR_OF_BIRTH, holds=has_id_checksum(run))
    elif OLD_ID.fullmatch(run) and any(word in text for word in ID_WORDS):
        yield Trace(ID_CARD)
    elif len(run) in BANK_LENGTHS and run.startswith("62"):
        yield Trace(BANK_CARD, is_sure=not is_whole, holds=has_luhn_checksum(run))
    elif len(run) == len("13800000000"):
        yield Trace(MOBILE, is_sure=not is_whole, holds=MOBILE_NUMBER.fullmatch(run) is not None)


def is_id_shaped(run: str) -> bool:
    """Whether eighteen characters begin like an identity number: a province and a day that existed."""
    if not (PROVINCE.fullmatch(run[:2]) and run[:17].isdecimal() and run[6:8] in ("19", "20")):
        return False
    try:
        dt.date(int(run[6:10]), int(run[10:12]), int(run[12:14]))
    except ValueError:
        return False
    return True


def has_id_checksum(run: str) -> bool:
    """Whether the last of eighteen characters is the checksum of the others (GB 11643)."""
    total = sum(weight * int(digit) for weight, digit in zip(ID_WEIGHTS, run, strict=False))
    return ID_CHECKS[total % 11] == run[-1].upper()


def has_luhn_checksum(run: str) -> bool:
    """Whether the last digit of a card number is its checksum (Luhn)."""
    if not run.isdecimal():
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(run)))
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0  # noqa: PLR2004


def is_personal(text: str) -> bool:
    """Whether a finding may not quote a text, since it identifies a person.

    A bare number may be quoted, unless it is an identity number: figures have eleven digits too.
    """
    return any(
        trace.holds and (trace.is_sure or trace.kind == ID_CARD) for trace in traces(folded_width(text))
    )
