"""A PostgreSQL server of our own on loopback, from Debian's binaries, for tests and for the bench."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def postgresql_folder() -> Path | None:
    """Where the newest installed server's programs are; None when there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return folders[-1].parent if folders else None


@contextmanager
def postgresql_running(binaries: Path, settings: str = "") -> Iterator[str]:
    """Start in a temporary folder, stop and clear up at the end; yields its address without a database."""
    folder = Path(tempfile.mkdtemp(prefix="kith-pg-"))
    # The server refuses to run as root, so root hands over to the user that Debian's package makes.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    port = _free_port()
    data = str(folder / "data")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    run = [*as_user, str(binaries / "initdb"), "-D", data, "-U", "kith", "-A", "trust", "-E", "UTF8"]
    subprocess.run(run, check=True, capture_output=True, cwd=folder)
    control = [*as_user, str(binaries / "pg_ctl"), "-D", data, "-w"]
    start = [*control, "-l", str(folder / "log"), "-o", f"{options} {settings}", "start"]
    subprocess.run(start, check=True, capture_output=True, cwd=folder)
    try:
        yield f"postgresql://kith@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
