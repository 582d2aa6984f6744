"""A whole batch as a person starts it: killed half-way, stopped, without a network."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from msp_qi.batch.manifest import NAME as MANIFEST
from tests.data_files import CONCERNS_HEAD, CONCERNS_LINE, write_csv
from tests.functional.batch.test_pool import _runs, _until

pytestmark = pytest.mark.notebooks
COMMAND = [sys.executable, "-c", "from msp_qi.cli.main import main; main()", "run"]
GUARD = """
import socket
connect = socket.socket.connect
def guarded(self, address):
    if self.family != getattr(socket, "AF_UNIX", None) and not str(address[0]).startswith(("127.", "::1", "localhost")):
        open({told!r}, "a").write(repr(address))
        raise OSError("no network")
    return connect(self, address)
socket.socket.connect = guarded
"""


@pytest.fixture
def data(tmp_path):
    services = [CONCERNS_LINE.replace("Ash House", f"House {number}") for number in range(4)]
    return write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, *services)


def batch(data, *words, **asked):
    command = [*COMMAND, str(data), "--notebooks", "01", "--jobs", "2", "--json", *words]
    return subprocess.Popen(
        command,
        cwd=data.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **asked,
    )


def descendants(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    found = [int(child) for child in path.read_text().split()] if path.exists() else []
    return [*found, *(deeper for child in found for deeper in descendants(child))]


def all_whole(out: Path) -> None:
    for path in out.glob("*/*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))
    for path in out.glob("*/*.html"):
        assert path.read_text(encoding="utf-8").rstrip().endswith("</html>"), path.name


@pytest.mark.parametrize("kernel", ["auto", "plain"])
def test_a_killed_batch_leaves_whole_reports_and_nobody_and_goes_on(data, kernel):
    out = data.parent / "reports"
    running = batch(data, "--kernel", kernel)
    _until(lambda: (out / MANIFEST).exists(), 240)
    others = descendants(running.pid)
    running.kill()
    running.communicate()
    _until(lambda: not any(_runs(other) for other in others))
    all_whole(out)
    kept = len([line for line in (out / MANIFEST).read_text().splitlines() if line])
    resumed = batch(data, "--kernel", kernel)
    events = [json.loads(line) for line in resumed.communicate()[0].splitlines()]
    assert resumed.returncode == 0
    assert 1 <= kept <= events[0]["kept"] + 1 <= 5 and events[-1]["done"] == 4
    all_whole(out)
    assert not list(out.rglob(".msp_qi-*"))


@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM"])
@pytest.mark.skipif(sys.platform == "win32", reason="signals of a person at a keyboard cannot be sent there")
def test_a_stopped_batch_says_what_to_do_and_leaves_nobody(data, sign):
    out = data.parent / "reports"
    running = batch(data, start_new_session=True)
    _until(lambda: (out / MANIFEST).exists(), 240)
    others = descendants(running.pid)
    os.killpg(running.pid, getattr(signal, sign)) if sign == "SIGINT" else running.terminate()
    _, said = running.communicate()
    if running.returncode:  # else it had ended before
        assert running.returncode == 1
        assert "Stopped." in said and "run the same command again" in said
    assert "Traceback" not in said and "KeyboardInterrupt" not in said
    _until(lambda: not any(_runs(other) for other in others))
    all_whole(out)
    assert batch(data).wait() == 0


def test_a_whole_run_asks_nothing_of_a_network_and_writes_no_path_into_a_page(data, tmp_path):
    guard, told = tmp_path / "guard", tmp_path / "told"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD.format(told=str(told)), encoding="utf-8")
    running = batch(data, "--notebooks", "01,03,08,10", env={**os.environ, "PYTHONPATH": str(guard)})
    _, errors = running.communicate()
    assert running.returncode == 0, errors
    assert not told.exists(), told.read_text()
    assert "KeyboardInterrupt" not in errors and "WARNING" not in errors
    pages = list((data.parent / "reports").rglob("*.html"))
    assert len(pages) > 15
    digest = hashlib.sha256(data.read_bytes()).hexdigest()
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert str(tmp_path) not in text, page.name
        assert digest[:12] in text and "0.1.0" in text, page.name
