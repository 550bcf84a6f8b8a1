"""Nothing is asked of the world: every command and the app work with the network shut off."""

import os
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from browser_app import running_app
from trust_home import LETTER

ROOT = Path(__file__).parent.parent
OFFLINE = ROOT / "tests" / "offline"

pytest_plugins = ["trust_fixtures"]

PROGRAM = """
import sys
from ui.cli import run
for line in sys.argv[2].split("\\n"):
    status = run(["--home", sys.argv[1], *line.split("\\t")])
    assert status == 0, (line, status)
"""


@pytest.fixture
def offline(tmp_path):
    """An environment in which a connection to anywhere is refused and written down."""
    log = tmp_path / "netwerk.log"
    path = os.pathsep.join((str(OFFLINE), str(ROOT)))
    return {**os.environ, "PYTHONPATH": path, "KENNISBANK_OFFLINE_LOG": str(log)}, log


def test_the_network_is_really_shut_off(offline):
    """The guard itself: a connection and a question for an address are refused, this machine is not."""
    environment, log = offline
    code = (
        "import socket, sys\ntry: socket.create_connection(('192.0.2.1', 9), 1)\nexcept OSError as e: print(e)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert "shut off" in done.stdout
    assert "192.0.2.1" in log.read_text()
    with socket.create_server(("127.0.0.1", 0)) as here:
        code = f"import socket; socket.create_connection(('127.0.0.1', {here.getsockname()[1]}), 5)"
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def test_no_command_calls_out(offline, home, tmp_path):
    """Taking in (with readers in processes of their own), search, registers, exports, upkeep."""
    environment, log = offline
    (tmp_path / "nieuw").mkdir()
    (tmp_path / "nieuw" / "brief.txt").write_text(LETTER.replace("4 juli", "5 juli"))
    commands = [
        ["ingest", str(tmp_path / "nieuw"), "--workers", "2"],
        ["search", "huurtoeslag capaciteit"],
        ["references", "--missing"],
        ["kpis"],
        ["knelpunten"],
        ["documents"],
        ["annotate", "--all"],
        ["reindex"],
        ["check", "--repair"],
        ["backup", str(tmp_path / "k.zip")],
        ["export", "passages", "huurtoeslag", "--format", "docx", "-o", str(tmp_path / "uit.docx")],
        ["pages", str(tmp_path / "html")],
        ["taxonomy", "check"],
    ]
    lines = "\n".join("\t".join(command) for command in commands)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, str(home), lines],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert not log.exists(), log.read_text()


def upgrade(port: int, host: str, origin: str) -> bytes:
    """The answer to a page that wants to talk to the app, as a browser would ask it."""
    with socket.create_connection(("127.0.0.1", port), 20) as link:
        link.sendall(
            f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: streamlit\r\nOrigin: {origin}\r\n\r\n".encode()
        )
        return link.recv(400).split(b"\r\n")[0]


def test_the_app_calls_nobody_and_listens_here_only(offline, home):
    """It starts, answers, and refuses a page of another site without asking the world who it is itself."""
    environment, log = offline
    given = {name: environment[name] for name in ("PYTHONPATH", "KENNISBANK_OFFLINE_LOG")}
    with running_app(home, **given) as url:
        port = int(url.rsplit(":", 1)[1])
        own = f"127.0.0.1:{port}"
        assert b"101" in upgrade(port, own, f"http://{own}")
        assert b"403" in upgrade(port, own, "http://kwaad.example")
        assert b"403" in upgrade(port, own, "null")
        listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        places = {place.split(":")[0] for place in listening if int(place.split(":")[1], 16) == port}
        assert places == {"0100007F"}  # 127.0.0.1, and not 0.0.0.0
    assert not log.exists(), log.read_text()


def test_usage_statistics_are_off():
    """In the settings of the app and on its command line."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    from ui.server import command  # noqa: PLC0415

    given = command(8501)
    assert "--browser.gatherUsageStats=false" in given
    assert "--server.address=127.0.0.1" in given
    assert "--server.enableXsrfProtection=true" in given
