"""A real PostgreSQL server from Debian's package, on loopback, in a folder of its own, that ends with its test."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

BINARIES = Path("/usr/lib/postgresql")
MISSING = "no PostgreSQL server: install Debian's package (apt-get install postgresql), as .ci/run does"
PASSWORD = "geheim-密码"
UNPRIVILEGED = "nobody"
START_SECONDS = 60
INITDB = ("--locale=C.UTF-8", "--no-sync", "--auth=scram-sha-256")


def _binaries() -> Path:
    found = sorted(BINARIES.glob("*/bin/initdb"))
    assert found, MISSING
    return found[-1].parent


def _unprivileged(command: list[str]) -> list[str]:
    """Return a command as PostgreSQL accepts it: it refuses root."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", f"--reuid={UNPRIVILEGED}", "--regid=nogroup", "--clear-groups", *command]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
            assert time.monotonic() < end, "PostgreSQL did not start in time"
            time.sleep(0.1)
        else:
            return


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server and yield the address of its database `postgres`, with user and password."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="jixiao-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, UNPRIVILEGED)
    secret = folder / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    secret.chmod(0o644)
    try:
        data = str(folder / "data")
        subprocess.run(
            _unprivileged(
                [
                    str(binaries / "initdb"),
                    "-D",
                    data,
                    "-U",
                    "owner",
                    "--encoding=UTF8",
                    *INITDB,
                    f"--pwfile={secret}",
                ]
            ),
            check=True,
            capture_output=True,
        )
        port = free_port()
        settings = [f"-cport={port}", "-clisten_addresses=127.0.0.1", f"-cunix_socket_directories={folder}"]
        log = folder / "log"
        with log.open("wb") as stream:
            process = subprocess.Popen(
                _unprivileged([str(binaries / "postgres"), "-D", data, "-cfsync=off", *settings]),
                stdout=stream,
                stderr=stream,
            )
            try:
                url = f"postgresql://owner:{PASSWORD}@127.0.0.1:{port}/postgres"
                _wait(url, process, log)
                yield url
            finally:
                process.send_signal(2)
                process.wait(timeout=30)
    finally:
        shutil.rmtree(folder)
