"""Which theme is common, which vanished or appeared, and was it renamed?"""

import pandas as pd

from msp_qi.learning.findings import findings
from msp_qi.learning.recurring.history import LABELS, NO_THEME
from msp_qi.learning.recurring.together import recurring
from msp_qi.measures.compute import compute
from msp_qi.schema.answers import THEME
from tests.builders import audit_data
from tests.unit.learning.concerns import by_month, concern, found_in


def labels_and_counts(found):
    return list(found.commonest.table[["label", "concerns"]].itertuples(index=False, name=None))


def test_counts_the_last_year_by_theme_the_commonest_first():
    found = found_in(concerns=by_month("2026-01", neglect=[1] * 12, physical=[0] * 9 + [1, 1, 1]))
    assert labels_and_counts(found) == [("Neglect or missed care", 12), ("Physical harm", 3)]
    # 12 against 3, two-sided: 2 (1 + 15 + 105 + 455) / 2 ** 15 = 0.035
    assert found.commonest.leads
    assert found.commonest.sentence == (
        "Neglect or missed care was named most in Jan 2026 to Dec 2026: 12 of 15 concerns (80 %). It clearly leads the "
        'next, "Physical harm", with 3. A common theme is one that staff notice and report; it need not be the one '
        "that does most harm."
    )


def test_eleven_against_three_is_not_yet_clear():
    # 2 (1 + 14 + 91 + 364) / 2 ** 14 = 0.057
    found = found_in(concerns=by_month("2026-01", neglect=[1] * 11 + [0], physical=[0] * 9 + [1, 1, 1]))
    assert not found.commonest.leads
    assert (
        'It does not clearly lead: "Physical harm" has 3, and chance could swap them.'
        in found.commonest.sentence
    )


def test_a_tie_names_both_and_neither_leads():
    found = found_in(concerns=by_month("2026-01", neglect=[2, 1], physical=[1, 2]))
    assert not found.commonest.leads
    assert found.commonest.sentence.startswith(
        '"Neglect or missed care" and "Physical harm" were named most in Jan 2026 to Feb 2026, each in 3 of 6 concerns '
        "(50 %): none leads."
    )


def test_one_theme_alone_asks_how_themes_are_chosen():
    found = found_in(concerns=by_month("2026-01", other=[2] * 12))
    assert found.commonest.sentence == (
        "Other is the only theme in Jan 2026 to Dec 2026: 24 of 24 concerns (100 %). That can mean that everybody "
        "picks the same answer, so check how themes are chosen."
    )
    assert found.pairs == ()


def test_a_concern_without_a_theme_stays_in_the_n_and_never_leads():
    rows = [concern(n, "2026-05-04", None) for n in range(5)] + [concern(9, "2026-05-04", "physical")]
    found = found_in(concerns=rows)
    assert labels_and_counts(found) == [("No theme recorded", 5), ("Physical harm", 1)]
    assert "Physical harm is the only theme in May 2026: 1 of 6 concerns (17 %)" in found.commonest.sentence


def test_a_year_is_365_days_that_end_with_the_last_month():
    # 31 December 2026 less 364 days is 1 January 2026; the day before lies outside.
    rows = [concern(1, "2025-12-31"), concern(2, "2026-01-01"), concern(3, "2026-12-31")]
    found = found_in(concerns=rows)
    assert found.history.last_year["case_id"].tolist() == ["0002", "0003"]


def test_a_month_without_the_theme_is_zero_and_a_silent_month_is_missing():
    rows = by_month("2026-01", neglect=[1, 0, 1, 1], physical=[0, 1, 0, 0])
    others = [concern(99, "2026-06-10") | {"service": "Birch"}]
    found = found_in(concerns=rows + others)
    points = found.monthly.spc.points
    neglect = points[points["group"] == "neglect"]["y"].tolist()
    assert neglect[:4] == [1, 0, 1, 1]
    assert pd.isna(neglect[4]) and pd.isna(neglect[5])
    assert found.history.silence == (
        "This service has no concern after Apr 2026: the months since then are silent, and are not zeros."
    )


def test_a_gap_between_is_told():
    found = found_in(concerns=by_month("2026-01", neglect=[1, 0, 1]))
    assert found.history.silence == (
        "No concern of any kind in 1 month (Feb 2026): counted as none. If nobody kept records then, do not trust the "
        "charts for that time."
    )


def renamed(old=(2, 0), new=(0, 2), months=10):
    """One theme stops and another starts after half of the months; two steady ones beside them."""
    half = months // 2
    return by_month(
        "2026-01",
        neglect=[old[0]] * half + [old[1]] * half,
        self_neglect=[new[0]] * half + [new[1]] * half,
        physical=[2] * months,
        other=[2] * months,
    )


def test_a_theme_that_takes_the_place_of_another_is_asked_about_once():
    found = found_in(concerns=renamed())
    assert len(found.pairs) == 1
    pair = found.pairs[0]
    assert (pair.found.theme, pair.found.kind, pair.other) == ("neglect", "vanished", "self_neglect")
    assert (pair.found.turn.before, pair.found.turn.after) == ((10, 30), (0, 30))
    # Of the concerns about something else: 0 of 20 before, 10 of 30 after.
    assert (pair.other_before, pair.other_after) == ((0, 20), (10, 30))
    assert found.pair_sentences[0] == (
        "Neglect or missed care has vanished: 10 of 30 concerns up to May 2026, 0 of 30 since. Chance alone would do "
        "this fewer than 1 time in 1,000. Was it renamed? Self-neglect rose at the same time, from 0 of 20 other "
        "concerns to 10 of 30. Read the cases of both before you call it an improvement."
    )


def test_a_theme_that_goes_into_one_that_was_there_already_is_named_too():
    found = found_in(concerns=renamed(old=(4, 0), new=(1, 5), months=20))
    assert [(pair.found.theme, pair.other) for pair in found.pairs] == [("neglect", "self_neglect")]


def test_a_theme_that_may_have_taken_its_place_is_named_as_maybe_chance():
    # Of the other concerns 5 of 25, then 17 of 37: one-sided p = 0.032, which five themes to pick from often show.
    found = found_in(
        concerns=by_month(
            "2026-01",
            neglect=[3] * 5 + [0] * 5,
            physical=[1] * 5 + [3, 3, 3, 4, 4],
            other=[1] * 10,
            financial=[1] * 10,
            community=[1] * 10,
            restriction=[1] * 10,
        )
    )
    pair = found.pairs[0]
    assert (pair.found.theme, pair.other, pair.sure) == ("neglect", "physical", False)
    assert (pair.other_before, pair.other_after) == ((5, 25), (17, 37))
    assert (
        "Physical harm rose at the same time, from 5 of 25 other concerns to 17 of 37; that may be chance, with so "
        "many themes to pick from. Read the cases of both before you call it an improvement."
    ) in found.pair_sentences[0]


def test_a_theme_that_ends_with_nothing_in_its_place_says_so():
    found = found_in(
        concerns=by_month("2026-01", neglect=[2] * 5 + [0] * 5, physical=[2] * 10, other=[2] * 10)
    )
    assert [(pair.found.kind, pair.other) for pair in found.pairs] == [("vanished", "")]
    assert "Was it renamed? No other theme clearly took its place." in found.pair_sentences[0]


def test_a_large_theme_that_ends_does_not_make_the_others_look_risen():
    found = found_in(
        concerns=by_month("2026-01", neglect=[12] * 6 + [0] * 6, physical=[2] * 12, other=[2] * 12)
    )
    assert [(pair.found.theme, pair.other) for pair in found.pairs] == [("neglect", "")]


def test_a_new_theme_that_nothing_made_room_for():
    found = found_in(
        concerns=by_month("2026-01", neglect=[0] * 5 + [2] * 5, physical=[2] * 10, other=[2] * 10)
    )
    assert [(pair.found.kind, pair.other) for pair in found.pairs] == [("appeared", "")]
    assert found.pair_sentences[0].startswith(
        "Neglect or missed care is new: 0 of 20 concerns up to May 2026, 10 of 30 since."
    )
    assert found.pair_sentences[0].endswith(
        "No other theme clearly made room for it. Ask whether it had another name until then, before you call it a new "
        "risk. One event can bring several concerns."
    )


def test_a_theme_that_falls_out_of_the_codebook_is_followed_to_no_theme():
    rows = [row | {"theme": None if row["theme"] == "self_neglect" else row["theme"]} for row in renamed()]
    found = found_in(concerns=rows)
    assert [(pair.found.theme, pair.other) for pair in found.pairs] == [("neglect", NO_THEME)]


def test_a_service_that_falls_silent_has_lost_no_theme():
    rows = by_month("2025-01", neglect=[2] * 12, physical=[2] * 12)
    others = [row | {"service": "Birch"} for row in by_month("2025-01", other=[2] * 24)]
    found = found_in(concerns=rows + others)
    assert found.pairs == ()


def test_more_concerns_of_every_theme_are_no_new_theme():
    found = found_in(concerns=by_month("2026-01", neglect=[1] * 6 + [6] * 6, physical=[1] * 6 + [6] * 6))
    assert found.pairs == ()


def test_three_concerns_are_needed_to_look():
    found = found_in(concerns=by_month("2026-01", neglect=[1, 1, 0, 0], physical=[0, 0, 1, 1]))
    assert found.looks[:2] == (0, 0)
    assert found.monthly.spc is None
    assert "No theme has 3 concerns in all the months" in found.monthly_sentence


def test_a_theme_that_moved_is_told_with_its_counts():
    low, high = [1, 2] * 6, [7, 8] * 6
    found = found_in(concerns=by_month("2025-01", neglect=low + high, physical=[3, 4] * 12))
    assert found.monthly.signals == ("neglect",)
    assert found.monthly_sentence == (
        "Neglect or missed care has moved by more than chance would do: 18 concerns in the first 12 months, 90 in the "
        "last 12. More concerns can mean more harm or more trust, and fewer can mean less of either: read the cases."
    )


def test_the_page_says_how_much_was_looked_at():
    found = found_in(concerns=renamed())
    assert found.looks == (4, 8, len(found.findings))
    assert (
        f"This page looks at 4 run charts of themes and {len(found.findings)} of indicators"
        in found.multiplicity
    )
    assert "asks 8 times whether a theme is new or has vanished" in found.multiplicity
    assert "up to 0.4 of the 8 looks would still stand out by chance" in found.multiplicity


def test_a_future_date_and_a_missing_one_are_counted_nowhere():
    rows = [concern(1, "2026-05-04"), concern(2, "2027-05-04"), concern(3, None)]
    found = found_in(concerns=rows)
    assert found.history.left_out == 2
    assert found.history.concerns["case_id"].tolist() == ["0001"]


def test_every_theme_of_the_codebook_has_a_label():
    assert [LABELS[answer.code] for answer in THEME] == [answer.label for answer in THEME]


def test_nothing_given_is_changed():
    data = audit_data(concerns=renamed())
    before = data.tables["concerns"].copy(deep=True)
    measures = compute(data, as_of="2026-12-31")
    counted = measures.context.tables["concerns"].copy(deep=True)
    recurring(measures, "Ash House", findings(measures, "Ash House"))
    pd.testing.assert_frame_equal(data.tables["concerns"], before)
    pd.testing.assert_frame_equal(measures.context.tables["concerns"], counted)
