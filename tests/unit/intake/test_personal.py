"""Personal data is found in any column of text and in no figure or code, and is told without being shown."""

import json
import re

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.intake.identifiers import (
    BANK_CARD,
    E_MAIL,
    ID_CARD,
    ID_CHECKS,
    ID_WEIGHTS,
    MOBILE,
    NAME,
    has_luhn_checksum,
    is_personal,
)
from orchestration.intake.personal import (
    MAYBE,
    _may_hold_any,
    personal_header,
    personal_kinds,
    personal_words,
)
from tests.unit.intake.workshop import Workshop, payment_rows, rules


def identity(region: str = "350102", born: str = "19900307", number: str = "123") -> str:
    """Return a made-up identity number whose checksum holds."""
    digits = region + born + number
    return digits + ID_CHECKS[sum(w * int(d) for w, d in zip(ID_WEIGHTS, digits, strict=True)) % 11]


def card(start: str = "622202123456789", length: int = 19) -> str:
    """Return a made-up card number whose checksum holds."""
    body = start.ljust(length - 1, "7")
    return next(body + str(digit) for digit in range(10) if has_luhn_checksum(body + str(digit)))


PERSONS = {
    "identity": (identity(), ID_CARD),
    "identity in words": (f"本人身份证{identity()}，请回复", ID_CARD),
    "identity, full width": ("".join(chr(ord(c) + 0xFEE0) for c in identity()), ID_CARD),
    "identity in groups": (f"{identity()[:6]} {identity()[6:14]} {identity()[14:]}", ID_CARD),
    "identity of fifteen digits": ("身份证号350102900307123", ID_CARD),
    "identity of a child": (identity(born="20190307"), ID_CARD),
    "mobile": ("13800138000", MOBILE),
    "mobile in words": ("打13800138000找我", MOBILE),
    "mobile in groups": ("138-0013-8000", MOBILE),
    "mobile with country": ("+86 13800138000", MOBILE),
    "mobile, full width": ("１３８００１３８０００", MOBILE),
    "two mobiles": ("13800138000 13900139000", MOBILE),
    "card": (f"卡号{card()}", BANK_CARD),
    "card in groups": (" ".join(card(length=16)[i : i + 4] for i in range(0, 16, 4)), BANK_CARD),
    "mail": ("zhang.san@example.com", E_MAIL),
    "mail, full width": ("ｚｓ＠example.com", E_MAIL),
    "name": ("姓名：张三", NAME),
}
NO_PERSONS = (
    "",
    "350102",
    "2020-350102-48-03-012345",
    "91350100M000100Y43",
    "12350100488100047C",
    "350102202013450001",  # no such month
    "350102199003071230",  # checksum doesn't hold
    "138001380001",
    "1380013800",
    "13800138000.5",
    "12800138000",
    "6222021234567890123456",
    "0591-83330000",
    "GB/T 11643-1999",
    "单位姓名牌更换",
    "5 @ 3",
    "AB13800138000X",
    "350102900307123",
)


@pytest.mark.parametrize(("text", "kind"), PERSONS.values(), ids=list(PERSONS))
def test_what_identifies_a_person_is_found_and_blacked_out(text: str, kind: str) -> None:
    assert personal_kinds(pa.array(["1", text, None], pa.string())) == {1: kind}
    assert personal_kinds(pa.array([text, "一切正常"])) == {0: kind}
    if not text.strip().isdecimal():
        assert is_personal(text)


@pytest.mark.parametrize("text", NO_PERSONS)
def test_figures_and_codes_are_left_alone(text: str) -> None:
    assert not personal_kinds(pa.array([text]))
    assert not is_personal(text)


def test_codes_of_region_date_and_serial_number_are_no_identity_numbers() -> None:
    codes = [f"350102{year}0305{serial:04d}" for year in (2019, 2020) for serial in range(200)]
    assert not personal_kinds(pa.array(codes))


def test_codes_of_eleven_digits_are_no_telephone_numbers() -> None:
    assert not personal_kinds(
        pa.array([str(number) for number in range(10_000_000_000, 99_000_000_000, 7 * 10**8)])
    )


def test_one_person_among_many_codes_is_found() -> None:
    codes = [f"350102202003{day:02d}{serial:04d}" for day in range(1, 29) for serial in range(20)]
    assert list(personal_kinds(pa.array([*codes, identity()]))) == [len(codes)]


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(alphabet="0123456789 -@.aX姓名：张１８６２＠", max_size=40) | st.text(max_size=60))
def test_what_the_quick_look_passes_over_the_exact_one_does_not_find(text: str) -> None:
    alone = personal_kinds(pa.array([text], pa.string()))
    assert bool(alone) or not is_personal(text)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("姓名", NAME),
        ("受访者姓名", NAME),
        ("身份证号码", ID_CARD),
        ("联系电话（必填）", MOBILE),
        ("基本情况 / 手机号", MOBILE),
        ("电子邮箱", "联系方式 a way to reach a person"),
        ("单位名称", None),
        ("12345热线电话办结率（%）", None),
        ("移动电话用户（万户）", None),
        ("电话", None),
        ("单位姓名牌数量", None),
        ("联系人数", None),
    ],
)
def test_headers_that_speak_of_persons(header: str, kind: str | None) -> None:
    assert personal_header(header) == kind


def test_who_filled_the_form_in_may_stand_around_the_table_but_no_identity_number() -> None:
    assert not personal_words(["填表人：张三 13800138000", "联系电话：0591-83330000"], "f", None)
    told = personal_words([f"填表人：张三 {identity()}", "有疑问请打13800138000"], "f", "表")
    assert [item.value for item in told] == [ID_CARD, MOBILE]


def test_personal_data_is_refused_by_cell_and_never_shown(workshop: Workshop) -> None:
    rows = payment_rows()
    rows[0][8] = "姓名：张三，zhang.san@example.com"
    rows[2][8] = "联系 lisi@example.com"
    receipt = workshop.receive(workshop.payments(rows))
    assert set(rules(receipt)) == {"D01_PERSONAL_DATA"}
    assert [item.cell for item in receipt.findings] == ["I2", "I4"]
    told = json.dumps(receipt.as_dict(), ensure_ascii=False)
    assert "张三" not in told
    assert "example.com" not in told


def test_a_person_in_a_column_of_figures_is_refused_and_never_shown(workshop: Workshop) -> None:
    rows = payment_rows()
    rows[0][3] = "张三13800138000"
    receipt = workshop.receive(workshop.payments(rows))
    assert rules(receipt) == ["C02_NOT_A_NUMBER"]
    assert "13800138000" not in json.dumps(receipt.as_dict(), ensure_ascii=False)


def test_a_column_of_persons_is_told_as_such(workshop: Workshop) -> None:
    path = workshop.payments()
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join([lines[0] + ",联系电话", *(line + ",1" for line in lines[1:])]), encoding="utf-8"
    )
    assert "D01_PERSONAL_DATA" in rules(workshop.receive(path))


def test_persons_in_words_around_a_table_are_refused(workshop: Workshop) -> None:
    path = workshop.payments(above=f"2020年执行情况\n经手 {identity()}\n")
    receipt = workshop.receive(path)
    assert rules(receipt) == ["D01_PERSONAL_DATA"]
    assert identity() not in json.dumps(receipt.as_dict())


@given(st.lists(st.text(alphabet="0123456789- xX@W1", max_size=24), max_size=6))
def test_what_the_bytes_rule_out_holds_nothing(texts: list[str]) -> None:
    column = pa.array(texts, pa.string())
    if not _may_hold_any(column):
        assert not any(re.search(MAYBE, text) for text in texts)


def test_ten_digit_serial_numbers_are_ruled_out_and_telephones_are_not() -> None:
    assert not _may_hold_any(pa.array([f"W{number:010d}" for number in range(100)]))
    assert _may_hold_any(pa.array(["W1", "13912345678"]))
    assert _may_hold_any(pa.array(["a@b.cn"]))
    assert _may_hold_any(pa.array(["姓名：张三"]))
    assert not _may_hold_any(pa.array([], pa.string()))
