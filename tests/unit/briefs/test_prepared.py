"""A page made from one service's part of the data is the page made from all of them."""

import pandas as pd
import pytest

import msp_qi
from msp_qi.briefs import prepared
from msp_qi.briefs.study import Study
from msp_qi.data.demo import demo_tables, plant
from msp_qi.data.template import write_workbook
from msp_qi.data.validate import CheckResult, check
from tests.data_files import CONCERNS_HEAD, CONCERNS_LINE, write_csv

NOW = pd.Timestamp("2026-11-03 14:00")
PLACE = "somewhere"
AUDITS_HEAD = "service,case_id,audit_month,sampled_as,audit_date,outcome_text,a1_own_words,a2_revisited"
PAGES = {
    "01": lambda study: msp_qi.check_page(study),
    "02": lambda study: msp_qi.sample_page(msp_qi.monthly_sample(study, "", 8, 7, "")),
    "03": lambda study: msp_qi.practice_page(study),
    "03 rows": lambda study: msp_qi.rows_page(study),
    "04": lambda study: msp_qi.change_page(study, "", ""),
    "05": lambda study: msp_qi.recurring_page(study),
    "06": lambda study: msp_qi.loops_page(study),
    "07": lambda study: msp_qi.person_page(study, "", ""),
    "08": lambda study: msp_qi.learning_brief(study).document,
    "08 prompts": lambda study: msp_qi.supervision_page(study),
}


def synthetic(folder) -> CheckResult:
    path = folder / "years.xlsx"
    write_workbook(demo_tables(5, plant(3, 14), 14), path)
    return check(path, as_of=NOW)


def awkward(folder) -> CheckResult:
    """Files with different columns, rows of nobody, a day in the future, a wrong cell, a service in one table only."""
    write_csv(
        folder / "concerns_north.csv",
        CONCERNS_HEAD,
        CONCERNS_LINE,
        CONCERNS_LINE.replace("0042", "0043").replace("03/04/2026", "31/02/2026"),
        CONCERNS_LINE.replace("0042", "0044").replace("03/04/2026", "03/04/2030"),
        CONCERNS_LINE.replace("Ash House", "").replace("0042", "0045"),
    )
    write_csv(
        folder / "concerns_south.csv",
        "service,case_id,date_raised,theme",
        "Birch,1,01/02/2026,neglect",
        "Birch,1,01/02/2026,neglect",
        "Cedar,2,01/10/2026,financial",
    )
    write_csv(
        folder / "case_audits.csv",
        AUDITS_HEAD,
        "Birch,1,2026-02-01,random,2026-02-20,I want my key.,met,met",
        "Dale,9,2026-03-01,random,2026-03-20,,not_met,",
    )
    return check(folder, as_of=NOW)


@pytest.fixture(scope="module", params=[synthetic, awkward], ids=["synthetic", "awkward"])
def checked(request, tmp_path_factory):
    return request.param(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def taken(checked, tmp_path_factory):
    """Each service as a batch's notebook takes it up; counted in chunks of two."""
    folder = tmp_path_factory.mktemp("private") / "prepared"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepared, "_TOGETHER", 2)
        patch.setenv(prepared.VARIABLE, str(folder))
        overview = prepared.prepare(checked, NOW, PLACE, checked.data.services, folder)
        return overview, {name: prepared.taken_up(PLACE, name) for name in checked.data.services}


def made(page, study) -> str:
    try:
        return PAGES[page](study).html()
    except msp_qi.UserError as error:
        return str(error)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_the_same(checked, taken, page):
    for service, part in taken[1].items():
        whole = Study(checked, service, NOW)
        one = Study(part.checked, service, part.made_at, part.measures)
        assert made(page, one) == made(page, whole), service


def test_the_overview_is_that_of_all_services(checked, taken):
    from msp_qi.learning.status import statuses
    from msp_qi.measures.compute import compute

    overview, _ = taken
    whole = compute(checked.data, as_of=NOW)
    assert overview.status == statuses(whole)
    assert list(overview.periods) == list(whole.table["period"].drop_duplicates())
    assert len(overview.uncounted) == len(whole.uncounted)


def test_a_part_is_small(checked, taken):
    for service, part in taken[1].items():
        for name, rows in part.checked.data.tables.items():
            others = rows["service"].notna() & rows["service"].ne(service)
            dates = len(rows.select_dtypes("datetime").columns)
            sheets = checked.data.tables[name][["source_file", "source_sheet"]].drop_duplicates()
            assert others.sum() <= len(sheets) + 4 * dates


def test_inputs_are_left_as_they_are(tmp_path):
    checked = awkward(tmp_path)
    before = {name: rows.copy() for name, rows in checked.data.tables.items()}
    prepared.prepare(checked, NOW, PLACE, checked.data.services, tmp_path / "prepared")
    for name, rows in before.items():
        pd.testing.assert_frame_equal(checked.data.tables[name], rows)


def test_another_place_or_service_is_not_taken_up(taken, tmp_path, monkeypatch):
    assert prepared.taken_up(PLACE, "Ash House") is None  # outside a batch
    monkeypatch.setenv(prepared.VARIABLE, str(tmp_path))
    assert prepared.taken_up(PLACE, "Ash House") is None
