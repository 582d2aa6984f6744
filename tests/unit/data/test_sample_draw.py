"""The monthly draw: the frame, the order, who is left out, replaced, added on purpose, and what is said."""

from dataclasses import replace

import pandas as pd
import pytest

from msp_qi.data.audit_data import Absence, AuditData
from msp_qi.data.sampling.draw import Reason
from msp_qi.data.sampling.frame import frames, strata_names
from msp_qi.data.sampling.history import drawn_before, held_already, not_known
from msp_qi.data.sampling.sample import draw_sample
from msp_qi.errors import UserError
from tests.builders import audit, audit_data

# sha256sum of "7|2026-04|Ash House|1" to "...|6", sorted; and with "|second" at the end.
ORDER = ("2", "4", "6", "1", "3", "5")
SECOND_ORDER = ("1", "5", "6", "2", "3", "4")
# sha256sum of the lines 1 to 6, joined by line feeds.
FRAME_HASH = "e1b7800c06d228ecdf19d34158c4a35b871cff964848f336eda6175fa53c332c"


def concern(case_id="1", **answers):
    row = {"service": "Ash House", "case_id": case_id, "date_raised": "2026-04-03", "theme": "other"}
    return row | answers


def concerns(*rows, **tables):
    return audit_data(concerns=rows, **tables)


SIX = concerns(*(concern(case) for case in "123456"))


def draw(data=SIX, month="2026-04", size=3, seed=7, **more):
    return draw_sample(data, month, size, seed, **more)


def core(sample, service="Ash House"):
    table = sample.table
    return tuple(table[table["service"].eq(service) & table["sampled_as"].eq("random")]["case_id"])


def test_the_draw_is_the_order_of_the_hashes_that_any_sha256_tool_gives():
    assert core(draw()) == ORDER[:3]
    assert core(draw(size=5)) == ORDER[:5]
    assert draw().certificate.draws[0].frame_hash == FRAME_HASH


def test_two_of_the_core_are_rated_twice_in_an_order_of_their_own():
    table = draw(size=5).table
    expected = [case for case in SECOND_ORDER if case in ORDER[:5]][:2]
    assert draw(size=5).certificate.draws[0].rate_twice == tuple(expected)
    assert set(table[table["rate_twice"]]["case_id"]) == set(expected)


@pytest.mark.parametrize(
    "raised,concluded,inside",
    [
        ("2026-04-30", None, True),
        ("2026-05-01", None, False),
        ("2025-01-01", None, True),
        ("2026-01-10", "2026-03-31", False),
        ("2026-01-10", "2026-04-01", True),
        ("2026-04-02", "2026-04-09", True),
        ("2026-04-02", "2026-06-09", True),
        (None, None, False),
    ],
)
def test_the_frame_holds_the_cases_current_in_the_month(raised, concluded, inside):
    data = concerns(concern("1", date_raised=raised, date_concluded=concluded), concern("9"))
    assert ("1" in frames(data, "2026-04").of("Ash House")) == inside


def test_rows_that_cannot_be_placed_are_named_and_not_silently_dropped():
    data = concerns(concern("1"), concern(None), concern("3", date_raised=None), concern("4", service=None))
    text = draw(data).text
    assert (
        "2 rows without a case number or a date that can be read could not be drawn: run msp-qi check."
        in text
    )
    assert "1 row of the concerns without a service could not be drawn: run msp-qi check." in text


def test_a_case_number_given_twice_is_one_case():
    data = concerns(concern("1", theme="neglect"), concern("1", date_raised="2026-04-20", theme="financial"))
    assert frames(data, "2026-04", "theme").of("Ash House") == {"1": "financial"}


def test_a_frame_smaller_than_the_size_is_drawn_whole_and_said():
    assert "Ash House: all 6 cases are drawn for April 2026, fewer than the 8 asked for." in draw(size=8).text
    assert "all 6 cases are drawn for April 2026." in draw(size=6).text
    one = draw(concerns(concern()), size=8)
    assert "the only case is drawn for April 2026, fewer than the 8 asked for." in one.text
    assert one.certificate.draws[0].rate_twice == ("1",)


def test_a_service_without_a_current_case_is_said():
    sample = draw(month="2026-03")
    assert sample.text == "Ash House: no case was current in March 2026, so there is nothing to draw."
    assert sample.table.empty


def test_the_sentence_of_an_ordinary_draw():
    assert draw().text == (
        "Ash House: 3 of 6 cases current in April 2026 are drawn at random. To be rated twice: 6, 2."
    )


def test_an_empty_month_is_the_last_of_the_data_and_a_date_in_the_future_does_not_count():
    data = concerns(
        concern("1"), concern("2", date_concluded="2026-06-02"), concern("3", date_raised="2062-04-03")
    )
    sample = draw_sample(data, drawn_at=pd.Timestamp("2026-07-01"))
    assert sample.certificate.plan.month == "2026-06"


@pytest.mark.parametrize(
    "today,month",
    [
        ("2026-06-30 23:59", "2026-05"),  # June still runs
        ("2026-07-01", "2026-06"),
        ("2026-04-30", "2026-04"),  # nothing else is there
    ],
)
def test_a_month_that_runs_is_drawn_only_where_no_other_is_there(today, month):
    data = concerns(
        concern("1"), concern("2", date_raised="2026-05-02"), concern("3", date_raised="2026-06-02")
    )
    assert draw_sample(data, drawn_at=pd.Timestamp(today)).certificate.plan.month == month


def test_a_month_that_has_not_begun_is_refused():
    with pytest.raises(UserError) as error:
        draw(month="2026-07", drawn_at=pd.Timestamp("2026-06-30 23:59"))
    assert str(error.value) == "July 2026 has not begun; draw a month that is over, such as 2026-05."
    assert draw(month="2026-06", drawn_at=pd.Timestamp("2026-06-01")).certificate.plan.month == "2026-06"


def unknown(data=SIX, month="2026-04", at="2026-05-01"):
    certificate = draw(data, month, drawn_at=pd.Timestamp(at)).certificate
    return not_known(data, certificate.plan, certificate.draws, pd.Timestamp(at))


def test_what_keeps_a_frame_from_being_the_cases_of_the_month_is_said():
    assert unknown() == []
    (running,) = unknown(at="2026-04-30 23:59")
    assert running.startswith("April 2026 was not over when this was drawn")
    (ended,) = unknown(month="2026-05", at="2026-06-01")
    assert ended == (
        "The last concern in the data was raised in April 2026: see that the data reach to the end of May 2026."
    )
    slip = concerns(concern("1"), concern("2", date_raised="2062-04-03"))
    assert unknown(slip, "2026-05", "2026-06-01") == [ended]


def test_without_a_column_for_the_end_of_a_concern_the_certificate_says_what_that_means():
    found = SIX.tables["concerns"].iloc[0]
    gap = Absence(found["source_file"], found["source_sheet"], "concerns", "date_concluded")
    (said,) = unknown(replace(SIX, absent=frozenset({gap})))
    assert "(Ash House), so that cases closed long ago may be drawn. Add the column Date concluded." in said


def test_exclusions_are_left_out_before_the_draw_with_their_reason():
    sample = draw(exclude=[Reason("Ash House", "2", " auditor knows\nthe person ")])
    assert core(sample) == ORDER[1:4]
    assert sample.certificate.draws[0].excluded == (Reason("Ash House", "2", "auditor knows the person"),)
    assert "2" in set(sample.frame["case_id"])
    assert sample.certificate.draws[0].frame_hash == FRAME_HASH
    assert "Left out before the draw: 1 case, with the reason." in sample.text


def test_a_replacement_is_the_next_in_order_and_the_certificate_says_so():
    sample = draw(replace=[Reason("Ash House", "4", "record locked"), Reason("Ash House", "1", "lost")])
    assert core(sample) == ("2", "6", "3")
    assert "Case 4 was drawn and could not be read; case 1 replaces it." in sample.text
    assert [done.replaced_by for done in sample.certificate.draws[0].replaced] == ["1", "3"]


def test_a_replacement_keeps_the_marks_of_those_who_stay():
    # The core is 2, 4, 6; marked are 6 and 2. Case 1 comes first in the second order and must not push one out.
    assert draw(replace=[Reason("Ash House", "4", "lost")]).certificate.draws[0].rate_twice == ("6", "2")
    assert draw(replace=[Reason("Ash House", "6", "lost")]).certificate.draws[0].rate_twice == ("2", "1")


def test_nobody_is_left_to_replace():
    sample = draw(size=6, replace=[Reason("Ash House", "4", "lost")])
    assert core(sample) == ("2", "6", "1", "3", "5")
    assert "Case 4 was drawn and could not be read; no case is left to replace it." in sample.text


def test_a_replacement_comes_from_the_same_stratum_while_there_is_one():
    themes = dict(zip("123456", ("neglect", "other", "neglect", "neglect", "other", "other"), strict=True))
    data = concerns(*(concern(case, theme=theme) for case, theme in themes.items()))
    # Order 2 4 6 1 3 5: of other 2 6 5, of neglect 4 1 3.
    assert core(draw(data, size=2, by="theme")) == ("2", "4")
    lost = draw(data, size=2, by="theme", replace=[Reason("Ash House", "4", "lost")])
    assert core(lost) == ("2", "1")


def test_strata_get_their_share_by_largest_remainder():
    # 4 neglect, 2 other, 4 places: 2.67 and 1.33, so 3 and 1.
    data = concerns(*(concern(case, theme="neglect" if case in "1234" else "other") for case in "123456"))
    assert core(draw(data, size=4, by="theme")) == ("2", "4", "6", "1")
    # 1 place: 0.67 and 0.33; the sample says what got none.
    text = draw(data, size=1, by="theme").text
    assert "Too few cases for a place in the core: Other (2 cases)." in text


def test_of_equal_remainders_the_order_of_the_strata_decides():
    # sha256sum of "7|2026-04|Ash House|other|stratum" is before those of neglect and financial.
    themes = ("financial", "financial", "neglect", "neglect", "other", "other")
    data = concerns(*(concern(case, theme=theme) for case, theme in zip("123456", themes, strict=True)))
    assert core(draw(data, size=1, by="theme")) == ("6",)


def test_stages_are_told_from_the_dates():
    data = concerns(
        concern("1"),
        concern("2", date_raised="2026-02-01"),
        concern("3", date_raised="2026-02-01", date_concluded="2026-04-30"),
        concern("4", date_raised="2026-04-01", date_concluded="2026-05-01"),
    )
    expected = {"1": "raised", "2": "open", "3": "concluded", "4": "raised"}
    assert frames(data, "2026-04", "stage").of("Ash House") == expected


def test_a_draw_can_be_stratified_by_stage_or_a_list_of_answers_and_not_by_text_or_a_date():
    assert {"stage", "theme", "age_band"} <= set(strata_names())
    assert not {"case_id", "date_raised"} & set(strata_names())


def test_a_theme_that_is_missing_is_a_stratum_of_its_own():
    assert frames(concerns(concern("1", theme=None)), "2026-04", "theme").of("Ash House") == {
        "1": "not_recorded"
    }


def targeted(sample):
    table = sample.table
    return dict(table[table["sampled_as"].eq("targeted")][["case_id", "reason"]].itertuples(index=False))


REPEAT = "repeat concern: the same person within 12 months"


@pytest.mark.parametrize(
    "earlier,service,person,found",
    [
        ("2025-04-03", "Ash House", "P1", True),
        ("2025-04-02", "Ash House", "P1", False),
        ("2026-04-03", "Ash House", "P1", False),
        ("2026-04-01", "Elm View", "P1", False),
        ("2026-04-01", "Ash House", "P2", False),
        ("2026-04-01", "Ash House", None, False),
    ],
)
def test_a_repeat_concern_is_the_same_person_in_the_year_before(earlier, service, person, found):
    data = concerns(
        concern("4", person_id="P1"),
        concern("2"),
        concern("99", service=service, person_id=person, date_raised=earlier, date_concluded=earlier),
    )
    assert targeted(draw(data, size=1)) == ({"4": REPEAT} if found else {})


def test_targeted_cases_are_never_mixed_into_the_core():
    rows = [concern(case, person_id="P1", date_raised="2026-04-03") for case in "123456"]
    data = concerns(
        *rows, concern("old", person_id="P1", date_raised="2026-03-03", date_concluded="2026-03-04")
    )
    sample = draw(data, exclude=[Reason("Ash House", "5", "under investigation by the police")])
    assert core(sample) == ORDER[:3]
    assert set(targeted(sample)) == {"1", "3"}
    assert sample.certificate.draws[0].also_targeted == 3
    assert targeted(draw(data, targeted=False)) == {}


def test_restrictions_and_breaches_are_looked_for_where_the_tables_exist():
    assert draw().certificate.not_looked_for == ("restriction", "breach")
    more = {
        "restrictions": pd.DataFrame(
            {
                "service": ["Ash House"] * 2,
                "case_id": ["3", "1"],
                "start_date": pd.to_datetime(["2026-04-30", "2026-05-01"]),
            }
        ),
        "breaches": pd.DataFrame(
            {"service": ["Ash House"], "case_id": ["3"], "breach_at": pd.to_datetime(["2026-04-30 23:59"])}
        ),
    }
    sample = draw(AuditData({**SIX.tables, **more}, (), ()))
    assert targeted(sample) == {"3": "restriction introduced in the month; breach in the month"}
    assert sample.certificate.not_looked_for == ()


def test_what_the_data_know_of_earlier_draws():
    audits = [
        audit(case_id="2", audit_month="2026-02-01"),
        audit(case_id="2", audit_month="2026-03-01"),
        audit(case_id="4", audit_month="2026-05-01"),
        audit(case_id="5", audit_month="2026-04-01"),
        audit(case_id="2", audit_month="2026-04-01"),
    ]
    data = concerns(*(concern(case) for case in "123456"), case_audits=audits)
    certificate = draw(data).certificate
    assert drawn_before(data, certificate.plan, "Ash House") == {"2": "2026-03"}
    assert held_already(data, certificate.plan, certificate.draws) == (
        "The data already hold other random-core cases for April 2026: Ash House 2, of which 1 in this draw. If that "
        "month was drawn another way, keep that draw: two draws in one month are no random sample."
    )
    assert core(draw(data)) == ORDER[:3]
    assert held_already(SIX, certificate.plan, certificate.draws) == ""


@pytest.mark.parametrize(
    "asked,said",
    [
        ({"month": "2026-13"}, 'The month "2026-13" cannot be read; write year and month like 2026-10.'),
        ({"month": "10/2026"}, 'The month "10/2026" cannot be read; write year and month like 2026-10.'),
        (
            {"month": "2026-04-01"},
            'The month "2026-04-01" cannot be read; write year and month like 2026-10.',
        ),
        ({"size": 0}, "The size is 0; draw at least 1 case, for example 8."),
        ({"seed": -1}, "The seed is -1; give a whole number, 0 or more, for example 7."),
        ({"services": ["Oak"]}, 'There is no service "Oak" in the data; there are: Ash House.'),
        (
            {"by": "moon"},
            f'A sample cannot be stratified by "moon"; choose one of {", ".join(strata_names())}.',
        ),
        (
            {"exclude": [Reason("Ash House", "42", "x")]},
            "Case 42 of Ash House is not in the frame of 2026-04, so it cannot be left out; check the case number.",
        ),
        (
            {"replace": [Reason("Ash House", "5", "x")]},
            "Case 5 of Ash House was not drawn, so it cannot be replaced; drawn are: 2, 4, 6. To leave a case out "
            "before the draw, exclude it.",
        ),
        (
            {"replace": [Reason("Ash House", "4", "x"), Reason("Ash House", "4", "x")]},
            "Case 4 of Ash House is replaced twice; name it once.",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(asked, said):
    with pytest.raises(UserError) as error:
        draw(**asked)
    assert str(error.value) == said


def test_a_reason_is_needed():
    with pytest.raises(
        UserError, match="Case 4 of Ash House cannot be left out or replaced without a reason"
    ):
        Reason("Ash House", "4", " \n")


def test_without_concerns_there_is_nothing_to_draw():
    with pytest.raises(UserError, match="Nothing can be drawn: the data hold no table concerns"):
        draw(audit_data(case_audits=[audit()]))


def test_the_data_are_left_as_they_are():
    before = SIX.tables["concerns"].copy(deep=True)
    draw(by="stage")
    pd.testing.assert_frame_equal(SIX.tables["concerns"], before)
