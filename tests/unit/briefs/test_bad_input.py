"""A service with no row, one row, nothing that applies, targeted cases alone or days to come: each page says so."""

import re

import pandas as pd
import pytest

from msp_qi.briefs.change_page import NOT_YET, NOTHING_COUNTED, change_page
from msp_qi.briefs.check_page import check_page
from msp_qi.briefs.learning_brief import learning_brief
from msp_qi.briefs.practice_page import practice_page
from msp_qi.briefs.rows_page import rows_page
from msp_qi.briefs.study import Study, rows_behind
from msp_qi.data.validate import CheckResult
from msp_qi.errors import UserError
from msp_qi.learning.nothing_counted import NO_AUDIT, NO_CONCERN, NOTHING_APPLIES, ONLY_TARGETED
from msp_qi.measures.counting import ITEMS
from tests.builders import audit, audit_data

TODAY = pd.Timestamp("2026-11-15")
CONCERN = {"service": "Ash House", "case_id": "1", "date_raised": "2026-04-03", "theme": "neglect"}
ELSEWHERE = CONCERN | {"service": "Birch"}
CHANGE = {"service": "Ash House", "change_date": "2026-05-01", "title": "Ask first", "requirement": "P1"}
SIX = range(6)

BAD = {
    "no row": ({"concerns": [ELSEWHERE], "changes": [CHANGE]}, (NO_CONCERN, NO_AUDIT)),
    "one concern": ({"concerns": [CONCERN]}, (NO_AUDIT,)),
    "one audit": ({"case_audits": [audit(a1_own_words="met")]}, (NO_CONCERN,)),
    "nothing applies": (
        {
            "concerns": [CONCERN],
            "case_audits": [audit(case_id=str(n), **dict.fromkeys(ITEMS, "na")) for n in SIX],
            "changes": [CHANGE],
        },
        (NOTHING_APPLIES,),
    ),
    "targeted alone": (
        {
            "concerns": [CONCERN],
            "case_audits": [audit(case_id=str(n), sampled_as="targeted", a1_own_words="met") for n in SIX],
            "changes": [CHANGE],
        },
        (ONLY_TARGETED,),
    ),
    "days to come": (
        {
            "concerns": [CONCERN | {"date_raised": "2062-04-03"}],
            "case_audits": [audit(audit_month="2062-04-01", audit_date="2062-04-20")],
            "changes": [CHANGE | {"change_date": "2062-05-01"}],
        },
        (NO_CONCERN, NO_AUDIT),
    ),
}


def study_of(**tables):
    return Study(CheckResult(audit_data(**tables), ()), "Ash House", TODAY)


def words(document):
    page = re.sub(r"<(style|svg|head).*?</\1>", "", document.html(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("&#34;", '"')


@pytest.mark.parametrize("name", BAD)
def test_the_page_says_why_there_is_nothing_and_never_shows_a_zero_for_it(name):
    tables, said = BAD[name]
    given = study_of(**tables)
    for page in (words(practice_page(given)), words(change_page(given))):
        assert all(sentence in page for sentence in said)
        assert not any(sentence in page for sentence in {NO_CONCERN, NO_AUDIT, ONLY_TARGETED} - set(said))
    assert not re.search(r"\bnan\b|\bNaT\b", words(practice_page(given)))
    assert words(rows_page(given)) and words(check_page(given)) and words(learning_brief(given).document)


def test_a_change_that_lies_ahead_or_has_nothing_to_count_is_not_compared():
    ahead = words(change_page(study_of(**BAD["days to come"][0])))
    assert NOT_YET in ahead and "Before and after" not in ahead
    assert NOTHING_COUNTED in words(change_page(study_of(**BAD["days to come"][0]), "2026-05-01", "R1"))
    assert "Meant to improve: 1 too few to tell" in words(
        change_page(study_of(concerns=[CONCERN]), "2026-05-01", "T2")
    )


@pytest.mark.parametrize("tables", [{"concerns": [CONCERN]}, {"case_audits": [audit(a1_own_words="met")]}])
def test_a_table_that_is_absent_is_not_collected(tables):
    given = study_of(**tables)
    assert "Not collected, which is not the same as not met" in words(practice_page(given))
    assert words(learning_brief(given).document) and words(change_page(given, "2026-05-01", "P1"))


def test_rows_behind_a_number_by_indicator_service_and_period():
    given = study_of(concerns=[CONCERN, CONCERN | {"case_id": "2", "date_raised": "2026-06-03"}])
    assert rows_behind("concerns_raised", "Ash House", "2026-04", given)["case_id"].tolist() == ["1"]
    assert rows_behind("concerns_raised", "Ash House", "2026Q2", given)["case_id"].tolist() == ["1", "2"]
    assert rows_behind("concerns_raised", "Ash House", "2062-01", given).empty
    for guess in ("April", "03/04/2026", "2026-13"):
        with pytest.raises(UserError, match="is no month and no quarter; write it as 2026-04 or 2026Q2"):
            rows_behind("concerns_raised", "Ash House", guess, given)
    with pytest.raises(UserError, match="No data were named, so that these are the synthetic years"):
        rows_behind("concerns_raised", "Ash House", "2026-04")
