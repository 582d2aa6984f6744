"""What a person sees of ``msp-qi brief``: what was written, or the words that stopped it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from msp_qi.cli.main import commands
from msp_qi.data.template import write_workbook
from msp_qi.errors import UserError
from tests.unit.briefs.brief_data import NAMES, PLAIN, SECRETS, SERVICE, planted_data

SOURCES = ["source_file", "source_sheet", "source_row"]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("data") / "audit.xlsx"
    tables = planted_data().tables
    write_workbook({name: rows.drop(columns=SOURCES) for name, rows in tables.items()}, path)
    return path


def run(*words: object):
    return CliRunner().invoke(commands, ["brief", *map(str, words)], standalone_mode=False)


def test_it_writes_the_formats_and_says_which(workbook, tmp_path):
    done = run(workbook, "--service", SERVICE, "--case", PLAIN, "--out", tmp_path / "new")
    assert done.return_value == 0, done.exception
    written = sorted(path.suffix for path in (tmp_path / "new").iterdir())
    assert written == [".docx", ".html", ".json", ".pdf"]
    assert "Learning brief after a concern: financial pressure" in done.output
    assert "cannot guarantee" in done.output
    assert not any(secret in done.output for secret in (*SECRETS, PLAIN))


def test_a_name_on_the_roster_stops_it_and_only_the_screen_shows_the_name(workbook, tmp_path):
    roster = tmp_path / "names.txt"
    roster.write_text("Audit\n", encoding="utf-8")  # the data file is called audit.xlsx
    asked = (workbook, "--service", SERVICE, "--case", PLAIN, "--out", tmp_path / "out", "--roster", roster)
    stopped = run(*asked, "--formats", "html")
    assert stopped.return_value == 1 and "name of the data file: name on the roster: audit" in stopped.output
    assert not (tmp_path / "out").exists()
    done = run(*asked, "--formats", "html", "--confirmed-by", "Sam Reader")
    assert done.return_value == 0
    (manifest,) = (tmp_path / "out").glob("*.manifest.json")
    kept = json.loads(manifest.read_text(encoding="utf-8"))
    assert kept["confirmed_by"] == "Sam Reader" and "audit" not in json.dumps(kept["may_identify"])
    assert NAMES[0] not in manifest.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--service", "Nowhere"), 'There is no service "Nowhere"'),
        (("--service", SERVICE, "--formats", "odt"), 'There is no format "odt"'),
        (("--service", SERVICE, "--case", "1", "--theme", "neglect"), "not both"),
        (("--service", SERVICE, "--roster", "none.txt"), "The roster none.txt cannot be read"),
    ],
)
def test_a_mistake_ends_in_one_sentence(workbook, more, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(workbook, *more)
    assert isinstance(done.exception, UserError) and sentence in str(done.exception)
    assert not list(tmp_path.iterdir())
