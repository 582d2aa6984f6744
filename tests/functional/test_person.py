"""Notebook 07, run by papermill as a batch runs it."""

import re

import papermill
import pytest

from msp_qi.batch.plan import shipped_notebooks
from msp_qi.batch.run import run
from msp_qi.data.template import write_workbook
from tests.builders import frame
from tests.unit.learning.person.people import CONCERN, SERVICE, mondays

pytestmark = pytest.mark.notebooks

(NOTEBOOK,) = (path for path in shipped_notebooks() if path.stem.startswith("07"))


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """P1: control 1 or 2 in twelve weeks, then 4 or 5 in twelve; three journeys tried of four, two completed."""
    key = {"service": SERVICE, "person_id": "P1"}
    ratings = zip(mondays(24), [1, 2] * 6 + [4, 5] * 6, strict=True)
    outcomes = ("success", "success", "stopped", "not_attempted_staff")
    tables = {
        "concerns": frame("concerns", [{**CONCERN, "plan_agreed_on": "2026-03-30"}]),
        "weekly_ratings": frame(
            "weekly_ratings", [{**key, "week_starting": day, "control": rating} for day, rating in ratings]
        ),
        "journeys": frame(
            "journeys",
            [
                {**key, "journey_date": f"2026-05-0{day}", "journey_no": 1, "outcome": outcome}
                for day, outcome in enumerate(outcomes, start=1)
            ],
        ),
    }
    plain = {
        name: rows.drop(columns=["source_file", "source_sheet", "source_row"])
        for name, rows in tables.items()
    }
    path = tmp_path_factory.mktemp("data") / "audit.xlsx"
    write_workbook(plain, path)
    return path


def words(path):
    return " ".join(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")).split())


def test_a_batch_leaves_the_list_and_a_page_for_each_person(workbook, tmp_path):
    result = run(workbook, tmp_path, notebooks="07")
    assert result.exit_status == 0, result.text
    folder = tmp_path / "ash-house"
    assert 'href="person_p1.html"' in (folder / "07_one_persons_outcomes.html").read_text(encoding="utf-8")
    page = words(folder / "person_p1.html")
    # Every week after is better than every week before: 100 of 100 pairs.
    assert "in 100 of 100 pairs" in page and "12 weeks before, 12 weeks after" in page
    assert "2 of 3 journeys attempted (67 %)" in page
    assert "3 of 4 planned journeys were tried" in page
    assert "Not collected: nothing is filled in on the sheet Restrictions. That is not a zero." in page
    index = result.index.read_text(encoding="utf-8")
    assert 'href="ash-house/07_one_persons_outcomes.html"' in index


def run_for(person, workbook, folder):
    papermill.execute_notebook(
        str(NOTEBOOK),
        str(folder / "run.ipynb"),
        parameters={"data": str(workbook), "output": str(folder), "person": person},
        kernel_name="python3",
        progress_bar=False,
    )


def test_one_person_is_run_by_pseudonym(workbook, tmp_path):
    run_for("P1", workbook, tmp_path)
    assert "One person" in words(tmp_path / "07_one_persons_outcomes.html")
    assert not list(tmp_path.glob("person_*"))


def test_an_unknown_person_stops_the_notebook_with_a_sentence(workbook, tmp_path):
    with pytest.raises(papermill.PapermillExecutionError) as caught:
        run_for("P2", workbook, tmp_path)
    assert caught.value.ename == "UserError"
    assert caught.value.evalue.startswith(
        'There is nobody "P2" in Ash House; msp_qi.people(study) lists all 1'
    )
