"""Real notebooks, run by papermill for real services."""

import json
import re

import pytest

from msp_qi.batch.plan import ALL_SERVICES, about_all_services, shipped_notebooks
from msp_qi.batch.run import run
from msp_qi.data.template import write_workbook
from msp_qi.errors import UserError
from tests.builders import audit, frame

pytestmark = pytest.mark.notebooks

CANARY = "I want the heron back"
MONTHS = [f"2026-{number:02d}-01" for number in range(1, 13 - 2)]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """Ash House: outcome revisited in 2 of 3 cases of every month; Birch: one concern and no audit."""
    audits = [
        audit(
            case_id=f"C{month[5:7]}{case}",
            outcome_text=CANARY,
            audit_month=month,
            audit_date=month,
            a2_revisited="met" if case else "partly",
        )
        for month in MONTHS
        for case in range(3)
    ]
    concerns = [
        {
            "service": "Ash House",
            "case_id": row["case_id"],
            "date_raised": row["audit_month"],
            "theme": "financial",
        }
        for row in audits
    ]
    concerns.append({"service": "Birch", "case_id": "1", "date_raised": "2026-04-02", "theme": "neglect"})
    change = {"service": "Ash House", "change_date": "2026-06-01", "title": "Ask first", "requirement": "P2"}
    tables = {
        "concerns": frame("concerns", concerns),
        "case_audits": frame("case_audits", audits),
        "changes": frame("changes", [change]),
    }
    plain = {
        name: rows.drop(columns=["source_file", "source_sheet", "source_row"])
        for name, rows in tables.items()
    }
    path = tmp_path_factory.mktemp("data") / "audit.xlsx"
    write_workbook(plain, path)
    return path


@pytest.fixture(scope="module")
def batch(workbook, tmp_path_factory):
    return run(workbook, tmp_path_factory.mktemp("reports"), jobs=2)


def page(batch, service, name):
    return (batch.index.parent / service / f"{name}.html").read_text(encoding="utf-8")


def test_every_notebook_runs_for_every_service(batch):
    assert batch.exit_status == 0, batch.text
    for notebook in shipped_notebooks():
        folders = (ALL_SERVICES,) if about_all_services(notebook) else ("ash-house", "birch")
        for folder in folders:
            assert (batch.index.parent / folder / notebook.name).exists()
            assert (batch.index.parent / folder / f"{notebook.stem}.html").exists()


def test_a_notebook_about_all_services_is_run_once(batch):
    assert [found.task.service for found in batch.outcomes if found.task.name.startswith("10_")] == [""]
    assert f'href="{ALL_SERVICES}/10_tender_evidence.html"' in batch.index.read_text(encoding="utf-8")


def test_the_report_says_what_a_person_counts(batch):
    text = page(batch, "ash-house", "03_is_practice_personal")
    assert "12 of 18 (67 %)" in text
    assert 'href="rows_behind.html#outcome_revisited-2026-04"' in text


def test_a_number_leads_to_its_rows(batch):
    rows = page(batch, "ash-house", "rows_behind")
    assert 'id="outcome_revisited-2026-04"' in rows
    start = rows.index('id="outcome_revisited-2026-04"')
    april = re.sub(r"<[^>]+>", " ", rows[start : rows.index('id="outcome_revisited-2026-05"')])
    assert re.findall(r"C04\d", april) == ["C040", "C041", "C042"]
    assert april.count("counted, and shown") == 2 and april.count("counted, and not shown") == 1


def test_before_and_after_are_counted_as_a_person_counts_them(batch):
    text = re.sub(r"<[^>]+>", " ", page(batch, "ash-house", "04_did_the_change_work"))
    assert "10 of 15" in text and "No clear difference" in text
    assert "No change is recorded for this service" in page(batch, "birch", "04_did_the_change_work")


def test_a_brief_holds_no_case_number_and_no_text_from_the_records(batch):
    text = page(batch, "ash-house", "08_learning_brief")
    assert not re.search(r"C\d{3}", text) and CANARY not in text
    assert "C040" in page(batch, "ash-house", "rows_behind")


def test_a_service_with_nothing_audited_gets_pages_that_say_so(batch):
    text = page(batch, "birch", "03_is_practice_personal")
    assert "there was nothing to count" in text


def test_the_index_leads_to_every_page_and_every_link_exists(batch):
    links = re.findall(r'href="([^"#]+)"', batch.index.read_text(encoding="utf-8"))
    assert len([link for link in links if link.endswith(".html")]) >= 8
    assert all((batch.index.parent / link).exists() for link in links)


def test_pages_ask_nothing_of_a_network(batch):
    for path in batch.index.parent.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text), path.name
        assert "<script" not in text


def test_executed_notebooks_ran_to_their_end(batch):
    for path in batch.index.parent.rglob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert all(cell["execution_count"] for cell in cells if cell["cell_type"] == "code")


def test_one_services_failure_stays_local_and_is_named(workbook, tmp_path):
    (tmp_path / "birch").write_text("in the way", encoding="utf-8")
    result = run(workbook, tmp_path, notebooks="01", jobs=2)
    assert result.exit_status == 1
    assert [outcome.task.service for outcome in result.failed] == ["Birch"]
    assert "Failed: Birch, 01_check_the_data" in result.text
    assert (tmp_path / "ash-house" / "01_check_the_data.html").exists()
    assert "Birch" in result.index.read_text(encoding="utf-8")


def test_an_unknown_service_or_notebook_is_a_usage_error(workbook, tmp_path):
    with pytest.raises(UserError, match=r'no service "Oak" in the data; there are: Ash House, Birch'):
        run(workbook, tmp_path, services="Oak")
    with pytest.raises(UserError, match="There is no notebook 99; there are: 01_check_the_data"):
        run(workbook, tmp_path, notebooks="99")


def test_an_export_runs_by_its_mapping_and_the_reports_name_both_files(tmp_path):
    (tmp_path / "export.csv").write_text("Ref,Received,Type\n1,04/03/2026,F1\n", encoding="utf-8")
    mapping = """date_format = "%m/%d/%Y"
[[table]]
table = "concerns"
[table.columns]
"Ref" = "case_id"
"Received" = "date_raised"
"Type" = "theme"
[table.constants]
service = "Ash House"
[table.answers.theme]
"F1" = "financial"
"""
    (tmp_path / "our.toml").write_text(mapping, encoding="utf-8")
    result = run(tmp_path / "export.csv", tmp_path / "out", notebooks="03", mapping=tmp_path / "our.toml")
    assert result.exit_status == 0
    (page,) = (tmp_path / "out").glob("*/03_is_practice_personal.html")
    text = page.read_text(encoding="utf-8")
    assert "Not collected, which is not the same as not met" in text
    assert "export.csv" in text and "our.toml" in text
