"""What all tests share: the real data beside the project, both databases, and no network."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.storage.store import SqlStore, open_store
from tests.postgresql_server import postgresql_folder, postgresql_running

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def pytest_report_header() -> list[str]:
    """Say in a line each what this run leaves out."""
    left_out = []
    if not SHARED.exists():
        left_out.append("left out: tests on real data, because ../shared is not there")
    if not postgresql_folder():
        left_out.append("left out: PostgreSQL tests, because no server is installed (Debian: postgresql)")
    if not Path("/usr/bin/chromium").exists():
        left_out.append("left out: browser tests, because no chromium is installed (Debian: chromium)")
    return left_out


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; tests that ask for it are left out where it is absent."""
    if not SHARED.exists():
        pytest.skip("real data in ../shared is not there")
    return SHARED


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing leave this machine."""
    connect = socket.socket.connect

    def only_near(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:  # type: ignore[index]  # (host, port)
            message = f"a test tried to reach {address}"
            raise AssertionError(message)
        connect(self, address)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(socket.socket, "connect", only_near)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL server of our own on loopback, stopped at the end; its address without a database."""
    binaries = postgresql_folder()
    if binaries is None:
        pytest.skip("no PostgreSQL server is installed")
    with postgresql_running(binaries) as address:
        yield address


@pytest.fixture
def postgresql_url(postgresql_server: str, request: pytest.FixtureRequest) -> str:
    """A fresh empty database."""
    import psycopg  # noqa: PLC0415 - loaded only where a server is there

    name = f"test_{abs(hash(request.node.nodeid))}"
    with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{postgresql_server}/{name}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A fresh file."""
    return f"sqlite:///{tmp_path / 'kith.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store(request: pytest.FixtureRequest) -> Iterator[SqlStore]:
    """The store over each database in turn."""
    opened = open_store(request.getfixturevalue(f"{request.param}_url"))
    yield opened
    opened.close()
