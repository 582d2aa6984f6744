"""The command ``msp-qi sample``: what it says, what it writes, and its exit status."""

import pytest

from msp_qi.data.template import write_workbook
from tests.builders import frame
from tests.unit.cli.test_main import msp_qi


@pytest.fixture
def data(tmp_path):
    rows = [
        {
            "service": service,
            "case_id": f"{service[0]}{number}",
            "date_raised": "2026-04-03",
            "theme": "other",
        }
        for service in ("Ash House", "Elm View")
        for number in range(1, 7)
    ]
    sources = ["source_file", "source_sheet", "source_row"]
    tables = {name: frame(name, rows if name == "concerns" else []) for name in ("concerns", "case_audits")}
    write_workbook(
        {name: table.drop(columns=sources) for name, table in tables.items()}, tmp_path / "audit.xlsx"
    )
    return tmp_path / "audit.xlsx"


def written(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_draws_writes_and_says_so_and_the_same_again_changes_nothing(tmp_path, data):
    words = ["sample", data, "--month", "2026-04", "--size", "2", "--seed", "7", "--out", "mine"]
    done = msp_qi(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Ash House: 2 of 6 cases current in April 2026 are drawn at random." in done.stdout
    assert "Elm View: 2 of 6 cases current in April 2026 are drawn at random." in done.stdout
    before = written(tmp_path / "mine")
    assert set(before) == {"sample_2026-04.json", "sample_2026-04.html", "audit_sheet_2026-04.xlsx"}
    assert msp_qi(*words, cwd=tmp_path).returncode == 0
    assert written(tmp_path / "mine") == before


def test_one_service_has_files_of_its_own_and_the_same_draw(tmp_path, data):
    msp_qi("sample", data, "--month", "2026-04", "--size", "2", "--out", "mine", cwd=tmp_path)
    done = msp_qi("sample", data, "--size", "2", "--service", "Elm View", "--out", "mine", cwd=tmp_path)
    assert done.returncode == 0 and "Ash House" not in done.stdout
    assert "sample_2026-04_elm-view.json" in written(tmp_path / "mine")
    sentence = next(line for line in done.stdout.splitlines() if line.startswith("Elm View"))
    assert sentence.encode() in written(tmp_path / "mine")["sample_2026-04.html"]


def test_another_draw_of_a_drawn_month_is_refused_with_status_1(tmp_path, data):
    msp_qi("sample", data, "--size", "2", "--out", "mine", cwd=tmp_path)
    before = written(tmp_path / "mine")
    done = msp_qi("sample", data, "--size", "2", "--seed", "8", "--out", "mine", cwd=tmp_path)
    assert done.returncode == 1
    assert "that one has size 2, seed 7, stratified by nothing" in done.stdout
    assert written(tmp_path / "mine") == before


def test_a_certificate_is_verified(tmp_path, data):
    msp_qi("sample", data, "--size", "2", "--out", "mine", cwd=tmp_path)
    done = msp_qi("verify-sample", "mine/sample_2026-04.json", data, cwd=tmp_path)
    assert done.returncode == 0
    assert (
        done.stdout.strip() == "The same draw comes out for April 2026: 2 services, the frames are unchanged."
    )
    wrong = msp_qi("verify-sample", data, data, cwd=tmp_path)
    assert wrong.returncode == 2 and "is not a sampling certificate" in wrong.stderr


@pytest.mark.parametrize(
    "words,said",
    [
        (["--month", "2026-13"], 'The month "2026-13" cannot be read; write year and month like 2026-10.'),
        (["--size", "0"], "The size is 0; draw at least 1 case, for example 8."),
        (["--service", "Oak"], 'There is no service "Oak" in the data; there are: Ash House, Elm View.'),
        (["--exclude", "A1=x"], "--exclude needs --service as well"),
        (
            ["--service", "Ash House", "--replace", "A1"],
            '--replace "A1" cannot be read; write the case number, =',
        ),
    ],
)
def test_a_mistake_is_one_sentence_and_status_2(tmp_path, data, words, said):
    done = msp_qi("sample", data, *words, cwd=tmp_path)
    assert done.returncode == 2 and said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "samples").exists()
