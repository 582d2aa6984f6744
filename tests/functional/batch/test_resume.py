"""What a batch keeps, makes anew, and says; the notebooks themselves are stood in for."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from msp_qi.batch import run as run_module
from msp_qi.batch.execute import NO_ROOM
from msp_qi.batch.manifest import NAME as MANIFEST
from msp_qi.batch.manifest import Made, Manifest
from msp_qi.batch.progress import Events, Quiet
from msp_qi.batch.run import run
from msp_qi.batch.task import Outcome
from msp_qi.errors import EXIT_FAILED, UserError
from tests.data_files import CONCERNS_HEAD, CONCERNS_LINE, write_csv
from tests.functional.batch.works import here, write

SERVICES = ("Ash House", "Birch", "Cedar")


@pytest.fixture
def data(tmp_path):
    lines = [CONCERNS_LINE.replace("Ash House", service) for service in SERVICES]
    return write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, *lines)


def batch(data, out, work=write, notebooks="01,08", **asked):
    """Run, and tell which tasks were handed to the runner."""
    handed = []

    def runner(tasks):
        for task in tasks:
            handed.append((task.service, task.name[:2]))
            yield work(task)

    result = run(data, out, notebooks=notebooks, kernel="plain", progress=Quiet(), runner=runner, **asked)
    return result, handed


def files(out):
    return {
        path: path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name != ".msp_qi.lock"
    }


def test_a_second_run_makes_nothing_and_changes_nothing(data, tmp_path, monkeypatch):
    out = tmp_path / "out"
    first, handed = batch(data, out)
    assert len(handed) == 6 and first.exit_status == 0
    before = files(out)

    def refuse(*_, **__):
        raise AssertionError("the data were read again")

    monkeypatch.setattr(run_module, "check", refuse)
    second, handed = batch(data, out)
    assert handed == [] and files(out) == before
    assert second.text.startswith(
        "6 of 6 notebooks are done (6 of them were there already, from the same data)."
    )


def test_changed_data_make_everything_anew(data, tmp_path):
    out = tmp_path / "out"
    batch(data, out)
    data.write_bytes(data.read_bytes() + b"Dale,9,P1,03/04/2026,other,,no,\n")
    _, handed = batch(data, out)
    assert len(handed) == 8


def test_a_changed_or_lost_file_is_made_anew_and_no_other(data, tmp_path):
    out = tmp_path / "out"
    result, _ = batch(data, out)
    (out / "birch" / f"{result.outcomes[2].task.name}.html").write_text("edited", encoding="utf-8")
    (out / "cedar" / f"{result.outcomes[5].task.name}.html").unlink()
    _, handed = batch(data, out)
    assert handed == [("Birch", "01"), ("Cedar", "08")]


def test_another_notebook_or_version_is_made_and_the_rest_is_kept(data, tmp_path, monkeypatch):
    out = tmp_path / "out"
    batch(data, out, notebooks="01")
    _, handed = batch(data, out)
    assert handed == [(service, "08") for service in SERVICES]
    monkeypatch.setattr("msp_qi.batch.fingerprint.program_hash", lambda: "another")
    _, handed = batch(data, out)
    assert len(handed) == 6


def test_again_makes_everything_anew(data, tmp_path):
    out = tmp_path / "out"
    batch(data, out)
    _, handed = batch(data, out, again=True)
    assert len(handed) == 6


def test_the_index_reaches_what_an_earlier_batch_made(data, tmp_path):
    out = tmp_path / "out"
    batch(data, out, notebooks="01")
    batch(data, out, notebooks="08", services="Birch")
    index = (out / "index.html").read_text(encoding="utf-8")
    assert (
        'href="ash-house/01_check_the_data.html"' in index and 'href="birch/08_learning_brief.html"' in index
    )


def test_a_services_folder_is_the_same_whichever_services_are_chosen(tmp_path):
    twice = [CONCERNS_LINE, CONCERNS_LINE.replace("Ash House", "ASH house")]
    data = write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, *twice)
    everyone, _ = batch(data, tmp_path / "one")
    alone, _ = batch(data, tmp_path / "two", services="Ash House")
    folders = {outcome.task.service: outcome.task.folder.name for outcome in everyone.outcomes}
    assert alone.outcomes[0].task.folder.name == folders["Ash House"]
    assert len({name.casefold() for name in folders.values()}) == 2


def test_reports_of_an_earlier_day_are_kept_and_the_day_is_said(data, tmp_path):
    out = tmp_path / "out"
    batch(data, out)
    manifest = Manifest(out)
    for made in list(manifest.made.values()):
        manifest.add(replace(made, made_on="2026-01-31"))
    result, handed = batch(data, out)
    assert handed == []
    assert "made on 31/01/2026" in result.text and "--again" in result.text


def test_a_failure_is_not_kept(data, tmp_path):
    def fails(task):
        return Outcome(task, "It went wrong", "ValueError") if task.service == "Birch" else write(task)

    result, _ = batch(data, tmp_path, fails, notebooks="01")
    assert (
        result.exit_status == EXIT_FAILED and "Failed: Birch, 01_check_the_data: It went wrong" in result.text
    )
    assert "run the same command again" in result.text
    _, handed = batch(data, tmp_path, notebooks="01")
    assert handed == [("Birch", "01")]


def test_a_stopped_batch_says_so_and_goes_on_from_there(data, tmp_path):
    made = []

    def stopped(task):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(task)
        return write(task)

    with pytest.raises(
        UserError, match=r"Stopped\. 2 of 6 notebooks were made and are kept.*same command"
    ) as caught:
        batch(data, tmp_path / "out", stopped)
    assert caught.value.exit_status == EXIT_FAILED
    _, handed = batch(data, tmp_path / "out")
    assert len(handed) == 4


def test_a_full_disk_ends_the_batch_and_leaves_what_was_made(data, tmp_path):
    def full(task):
        return Outcome(task, "no room", NO_ROOM) if task.service == "Cedar" else write(task)

    with pytest.raises(
        UserError, match=r"The disk is full\. 4 of 6 .* make room and run the same command again"
    ):
        batch(data, tmp_path / "out", full)
    result, handed = batch(data, tmp_path / "out")
    assert handed == [("Cedar", "01"), ("Cedar", "08")] and result.exit_status == 0


def test_every_bad_file_is_named_with_row_and_column_and_the_status_is_1(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for number in range(8):
        line = CONCERNS_LINE.replace("Ash House", f"Service {number}")
        bad = number % 4 == 0
        write_csv(
            folder / f"concerns_{number}.csv",
            CONCERNS_HEAD,
            line.replace("03/04/2026", "31/02/2026") if bad else line,
        )
    (folder / "concerns_9.csv").write_bytes(b"PK\x03\x04 not a csv file \x00\x00")
    result, _ = batch(folder, tmp_path / "out", notebooks="01")
    assert result.exit_status == EXIT_FAILED
    for number in (0, 4):
        assert f"Error in the data: concerns_{number}.csv, row 2, column date_raised" in result.text
    assert "concerns_9.csv" in result.text and "msp-qi check" in result.text
    assert "31/02/2026" not in (tmp_path / "out" / "batch.json").read_text(encoding="utf-8")
    again, handed = batch(folder, tmp_path / "out", notebooks="01")
    assert handed == [] and again.exit_status == EXIT_FAILED and again.bad_files == result.bad_files


def test_events_are_one_json_object_a_line_and_hold_no_value(data, tmp_path, capsys):
    def fails(task):
        return (
            Outcome(task, "Mrs Smith is no number", "ValueError") if task.service == "Cedar" else write(task)
        )

    run(data, tmp_path, notebooks="01", kernel="plain", progress=Events(), runner=here(fails))
    said = capsys.readouterr().out
    first, *ended = map(json.loads, said.splitlines())
    assert first == {"event": "begin", "notebooks": 3, "kept": 0, "services": 3}
    assert [(event["service"], event["well"], event["problem"]) for event in ended] == [
        ("Ash House", True, ""),
        ("Birch", True, ""),
        ("Cedar", False, "ValueError"),
    ]
    assert ended[-1]["done"] == 3 and ended[-1]["failed"] == 1 and ended[-1]["seconds_left"] == 0
    assert "Smith" not in said


def test_a_line_that_a_kill_has_cut_off_spoils_no_other(tmp_path):
    made = Made("Ash House", "01", "ash-house", "f", {"01.html": "x"}, "2026-01-31", "0.1")
    Manifest(tmp_path).add(made)
    path = tmp_path / MANIFEST
    path.write_bytes(path.read_bytes() + b'\n{"service": "Bir')
    later = Manifest(tmp_path)
    later.add(replace(made, service="Cedar"))
    assert set(Manifest(tmp_path).made) == {("Ash House", "01"), ("Cedar", "01")}


def test_a_report_without_files_does_not_stand(tmp_path):
    assert not Made("Ash House", "01", "ash-house", "f", {}, "2026-01-31", "0.1").stands(tmp_path)


def test_the_pages_of_a_batch_speak_of_one_moment(data, tmp_path, monkeypatch):
    from msp_qi.briefs.study import study

    seen = set()

    def look(task):
        seen.add(study(task.data, task.service).made_at)
        return write(task)

    batch(data, tmp_path, look, notebooks="01")
    assert len(seen) == 1 and abs(seen.pop() - pd.Timestamp.now()) < pd.Timedelta(minutes=5)
