"""The command line: what it says, and its exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from msp_qi.data.template import write_workbook
from tests.builders import audit, frame


def msp_qi(*words, cwd):
    command = [sys.executable, "-c", "from msp_qi.cli.main import main; main()", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def workbook(tmp_path):
    concerns = [{"service": "Ash House", "case_id": "1", "date_raised": "2026-04-02", "theme": "financial"}]
    tables = {
        "concerns": frame("concerns", concerns),
        "case_audits": frame("case_audits", [audit(a2_revisited="met")]),
    }
    plain = {
        name: rows.drop(columns=["source_file", "source_sheet", "source_row"])
        for name, rows in tables.items()
    }
    write_workbook(plain, tmp_path / "audit.xlsx")
    return tmp_path / "audit.xlsx"


def test_a_missing_file_is_one_sentence_and_status_2(tmp_path):
    done = msp_qi("check", "nothing_here.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "nothing_here.xlsx" in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_an_unknown_command_is_a_usage_error(tmp_path):
    assert msp_qi("chek", cwd=tmp_path).returncode == 2


def test_check_names_the_cell_and_exits_1(tmp_path, workbook):
    import openpyxl

    book = openpyxl.load_workbook(workbook)
    sheet = book["Concerns"]
    heading = [cell.value for cell in sheet[1]].index("Date raised") + 1
    row = sheet.max_row
    sheet.cell(row, heading).value = "31/02/2026"
    book.save(workbook)
    done = msp_qi("check", workbook, cwd=tmp_path)
    assert done.returncode == 1
    said = " ".join(done.stdout.split())
    assert f"audit.xlsx, sheet Concerns, row {row}, column Date raised" in said
    assert '"31/02/2026"' in said
    assert max(map(len, done.stdout.splitlines())) <= 80
    copy = openpyxl.load_workbook(tmp_path / "audit_checked.xlsx")
    assert copy["Concerns"].cell(row, heading).comment.text.startswith("Error:")
    assert openpyxl.load_workbook(workbook)["Concerns"].cell(row, heading).comment is None


def test_check_as_json_is_json_and_nothing_else_and_leaves_no_copy_where_none_is_wanted(tmp_path, workbook):
    done = msp_qi("check", workbook, "--json", "--no-copy", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["files"][0]["name"] == "audit.xlsx"
    assert not (tmp_path / "audit_checked.xlsx").exists()


def test_a_mapping_is_used_by_check(tmp_path):
    (tmp_path / "our.toml").write_text(
        '[[table]]\ntable = "concerns"\n[table.columns]\n"Ref" = "case_no"\n', "utf-8"
    )
    (tmp_path / "a.csv").write_text("Ref\n1\n", "utf-8")
    done = msp_qi("check", "a.csv", "--mapping", "our.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith('our.toml, line 4: there is no field "case_no"')


def test_rows_and_samples_take_the_mapping_of_an_export(tmp_path):
    shipped = Path(__file__).parents[3] / "data_templates"
    given = [shipped / "mapping_example_extract.csv", "--mapping", shipped / "mapping_example.toml"]
    drawn = msp_qi("sample", *given, "--month", "2026-04", "--size", "2", cwd=tmp_path)
    assert (drawn.returncode, drawn.stdout.startswith("Example House (synthetic)")) == (0, True)
    again = msp_qi("verify-sample", tmp_path / "samples" / "sample_2026-04.json", *given, cwd=tmp_path)
    assert again.stdout.startswith("The same draw comes out for April 2026")
    words = ["--indicator", "concerns_raised", "--service", "Example House (synthetic)", "--month", "2026-04"]
    rows = msp_qi("rows", *given, *words, cwd=tmp_path)
    assert rows.returncode == 0
    assert "mapping_example_extract.csv" in rows.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_one_sentence(tmp_path, workbook):
    command = [
        sys.executable,
        "-c",
        "from msp_qi.cli.main import main; main()",
        "check",
        workbook,
        "--no-copy",
    ]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith("Something could not be read or written (No space left on device)")


def test_rows_shows_where_a_number_comes_from(tmp_path, workbook):
    words = ["--indicator", "outcome_revisited", "--service", "Ash House", "--month", "2026-04"]
    done = msp_qi("rows", workbook, *words, cwd=tmp_path)
    assert done.returncode == 0
    assert "counted, and shown" in done.stdout and "audit.xlsx" in done.stdout


@pytest.mark.parametrize(
    "words,said", [(["--indicator", "x"], "There is no indicator"), (["--service", "x"], "no service")]
)
def test_rows_answers_a_wrong_name_with_the_right_ones(tmp_path, workbook, words, said):
    given = {"--indicator": "outcome_revisited", "--service": "Ash House", "--month": "2026-04"}
    given.update(dict([words]))
    done = msp_qi("rows", workbook, *[word for pair in given.items() for word in pair], cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr and "there are:" in done.stderr


def test_templates_are_written_where_they_are_asked_for(tmp_path):
    done = msp_qi("templates", "--out", "mine", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "mine" / "msp_qi_starter.xlsx").exists()
    assert (
        pd.read_csv(tmp_path / "mine" / "csv" / "concerns.csv").columns[:2] == ["service", "case_id"]
    ).all()
