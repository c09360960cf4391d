"""The PostgreSQL database that releases are served from: how it is reached, and what is said when it is not.

No message holds the password, whatever the server or the driver says.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import conninfo, errors

from orchestration.foundation.errors import UserError

READER = "jixiao_reader"
KEPT = 3
CONNECT_SECONDS = 10
WAIT_SECONDS = 60.0
# Any number will do; all exports to one database must agree on it.
LOCK = 7_117_211_802
Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True)
class Target:
    """A database and how releases are kept in it.

    Attributes:
        url: How it is reached; may hold a password, and so is never shown.
        reader: Name of the role that may only read.
        kept: How many releases of a year are kept, the current one included; from 1.
        wait_seconds: How long a switch waits for readers that hold the views.
    """

    url: str = field(repr=False)
    reader: str = READER
    kept: int = KEPT
    wait_seconds: float = WAIT_SECONDS

    @property
    def place(self) -> str:
        """Where it is, without password."""
        facts = conninfo.conninfo_to_dict(self.url)
        user = f"{facts['user']}@" if facts.get("user") else ""
        port = f":{facts['port']}" if facts.get("port") else ""
        return f"{user}{facts.get('host') or 'localhost'}{port}/{facts.get('dbname') or ''}"

    def without_secret(self, text: str) -> str:
        """Return what a server or driver said, without the password."""
        secret = conninfo.conninfo_to_dict(self.url).get("password")
        return " ".join((text.replace(str(secret), "***") if secret else text).split())


def target_of(url: str, *, reader: str = READER, kept: int = KEPT) -> Target:
    """Return the target that a user names.

    Raises:
        UserError: It is no address of a PostgreSQL database, or nothing would be kept.
    """
    if kept < 1:
        raise UserError(
            f"--keep is {kept}; allowed: a whole number from 1.", f"--keep 为 {kept}，应为不小于 1 的整数。"
        )
    if not url.startswith(("postgresql://", "postgres://")):
        raise _no_address() from None
    try:
        conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # The driver's message would repeat the address, and the password with it.
        raise _no_address() from None
    return Target(url, reader, kept)


def _no_address() -> UserError:
    return UserError(
        "--to is no address of a PostgreSQL database; write postgresql://USER@HOST:PORT/DATABASE, and give the password in PGPASSWORD or ~/.pgpass.",
        "--to 不是 PostgreSQL 数据库地址；应写作 postgresql://用户@主机:端口/数据库，密码放在环境变量 PGPASSWORD 或 ~/.pgpass 中。",
    )


@contextmanager
def connected(target: Target) -> Iterator[Connection]:
    """Yield a connection on which one export at a time works; what a user can mend is told without traceback.

    Raises:
        UserError: The server can't be reached or was lost, a right is missing, or another export is at work.
    """
    try:
        with psycopg.connect(
            target.url, autocommit=True, connect_timeout=CONNECT_SECONDS, client_encoding="utf8"
        ) as connection:
            _alone(connection, target)
            yield connection
    except errors.InsufficientPrivilege as error:
        raise UserError(
            f"{target.place}: a right is missing ({target.without_secret(str(error))}). The role that exports must be allowed to create schemas"
            f" in the database, and to create the role {target.reader} unless it exists. Nothing was switched.",
            f"{target.place}：数据库权限不足（{target.without_secret(str(error))}）。导出所用角色须可在库中建模式（CREATE），"
            f"并可创建角色 {target.reader}（该角色已存在则不需要）。现行视图未改动。",
        ) from None
    except psycopg.OperationalError as error:
        raise UserError(
            f"{target.place}: the PostgreSQL server can't be reached, refused or broke off: {target.without_secret(str(error))}. Nothing was switched.",
            f"{target.place}：PostgreSQL 服务器无法连接、拒绝连接或连接中断：{target.without_secret(str(error))}。现行视图未改动。",
        ) from None


def _alone(connection: Connection, target: Target) -> None:
    row = connection.execute("select pg_try_advisory_lock(%s)", [LOCK]).fetchone()
    if row is None or not row[0]:
        raise UserError(
            f"{target.place}: another export is at work on this database; try again when it has ended.",
            f"{target.place}：另一导出正在进行，请待其结束后重试。",
        )
