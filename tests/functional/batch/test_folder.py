"""The lock on a folder of reports, and what is swept up after a kill."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from msp_qi.batch.folder import LOCK, WORKING, held
from msp_qi.errors import EXIT_FAILED, EXIT_IN_USE, UserError

HOLD = """
import sys, time
from pathlib import Path
from msp_qi.batch.folder import held
with held(Path(sys.argv[1])) as private:
    (private / "rows of people").write_text("x")
    print(private, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    private = Path(process.stdout.readline().strip())
    yield process, private
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_batch_is_refused_with_a_sentence(tmp_path, holder):
    with pytest.raises(UserError, match="Another batch is writing to") as caught, held(tmp_path):
        pass
    assert caught.value.exit_status == EXIT_IN_USE == 3


def test_a_kill_releases_the_lock_and_the_next_batch_sweeps_up(tmp_path, holder):
    process, private = holder
    (tmp_path / "ash-house").mkdir()
    (tmp_path / "ash-house" / ".msp_qi-x.part").write_text("half", encoding="utf-8")
    (tmp_path / "ash-house" / "01.html").write_text("whole", encoding="utf-8")
    process.kill()
    process.wait()
    assert private.is_dir()
    with held(tmp_path) as mine:
        assert not private.exists() and mine.is_dir()
    assert [path.name for path in (tmp_path / "ash-house").iterdir()] == ["01.html"]
    assert not mine.exists() and not (tmp_path / WORKING).exists()


def test_only_a_private_folder_of_ours_is_swept_up(tmp_path):
    precious = tmp_path / "msp_qi-precious"
    precious.mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / WORKING).write_text(str(precious), encoding="utf-8")
    with held(tmp_path / "out"):
        assert precious.is_dir()


def test_temporary_files_of_a_batch_go_into_its_private_folder(tmp_path):
    before = os.environ.get("TMPDIR")
    with held(tmp_path) as private:
        made = subprocess.run(
            [sys.executable, "-c", "import tempfile; print(tempfile.mkdtemp())"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert Path(made.stdout.strip()).parent == private
    assert os.environ.get("TMPDIR") == before


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be written to") as caught, held(tmp_path / "file"):
        pass
    assert caught.value.exit_status == EXIT_FAILED


def test_the_command_line_ends_with_3(tmp_path, holder):
    data = tmp_path / "concerns.csv"
    data.write_text("service,case_id,date_raised,theme\nAsh,1,03/04/2026,other\n", encoding="utf-8")
    command = [sys.executable, "-c", "from msp_qi.cli.main import main; main()"]
    done = subprocess.run(
        [*command, "run", str(data), "--out", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3 and done.stderr.startswith("Another batch") and "Traceback" not in done.stderr


def test_the_lock_of_a_batch_that_was_asked_to_end_is_free(tmp_path, holder):
    process, _ = holder
    process.send_signal(signal.SIGTERM)
    process.wait()
    with held(tmp_path):
        assert (tmp_path / LOCK).exists()
