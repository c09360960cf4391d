"""The key for personal identifiers: made once, its owner's alone, and missed aloud."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from orchestration.foundation.errors import UserError
from orchestration.foundation.keys import given_key, make_key, read_key


def test_a_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "personal.key"
    make_key(path)
    key = read_key(path)
    make_key(path)
    assert read_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_two_who_make_a_key_at_once_use_the_same(tmp_path: Path) -> None:
    path = tmp_path / "personal.key"

    def made(_: int) -> bytes:
        make_key(path)
        return read_key(path)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(made, range(32)))) == 1


@pytest.mark.parametrize("content", [None, b"", b"short"])
def test_a_key_that_is_missing_or_short_is_told_with_its_place(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "given.key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_key(path)
    assert str(path) in caught.value.message_en
    assert str(path) in caught.value.message_zh


def test_the_environment_may_say_where_the_key_lies(tmp_path: Path) -> None:
    assert given_key({}) is None
    assert given_key({"JIXIAO_HASH_KEY_FILE": str(tmp_path / "k")}) == (tmp_path / "k").resolve()
