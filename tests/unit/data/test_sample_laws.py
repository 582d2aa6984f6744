"""What holds for every draw."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from msp_qi.data.audit_data import AuditData
from msp_qi.data.sampling.draw import Plan, Reason, draw_core, second_ratings
from msp_qi.data.sampling.order import frame_hash, largest_remainder
from msp_qi.data.sampling.sample import draw_sample
from tests.builders import audit_data

THEMES = ("financial", "neglect", "other", None)
names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=6)
cases = st.dictionaries(names, st.sampled_from(THEMES), min_size=1, max_size=25)
sizes, seeds = st.integers(1, 12), st.integers(0, 10**9)
strata = st.sampled_from([None, "theme"])


def rows(service, themes):
    return [
        {"service": service, "case_id": case, "theme": theme, "date_raised": "2026-04-03"}
        for case, theme in themes.items()
    ]


def draw(data, size, seed, by=None, **more):
    return draw_sample(data, "2026-04", size, seed, by=by, **more)


def core(sample, service="Ash"):
    return next(found for found in sample.certificate.draws if found.service == service).core


@given(cases, sizes, seeds, strata)
def test_a_draw_is_part_of_its_frame_without_repeats_and_as_large_as_asked(themes, size, seed, by):
    drawn = core(draw(audit_data(concerns=rows("Ash", themes)), size, seed, by))
    assert len(drawn) == len(set(drawn)) == min(size, len(themes))
    assert set(drawn) <= set(themes)


@given(cases, sizes, seeds, strata, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(themes, size, seed, by, random):
    data = audit_data(concerns=rows("Ash", themes))
    order = list(range(len(themes)))
    random.shuffle(order)
    shuffled = AuditData({"concerns": data.tables["concerns"].iloc[order]}, (), data.sources)
    first, second = draw(data, size, seed, by), draw(shuffled, size, seed, by)
    assert first.certificate.draws == second.certificate.draws
    pd.testing.assert_frame_equal(first.table, second.table)


@given(cases, cases, sizes, seeds, strata)
def test_another_service_changes_nothing(themes, others, size, seed, by):
    alone = draw(audit_data(concerns=rows("Ash", themes)), size, seed, by)
    both = draw(audit_data(concerns=rows("Elm", others) + rows("Ash", themes)), size, seed, by)
    ash = next(found for found in both.certificate.draws if found.service == "Ash")
    assert alone.certificate.draws[0] == ash


@given(cases, sizes, seeds, strata, st.data())
def test_a_replacement_keeps_the_others_and_the_earlier_replacements(themes, size, seed, by, data):
    loaded = audit_data(concerns=rows("Ash", themes))
    wishes: list[Reason] = []
    for _ in range(3):
        before = draw(loaded, size, seed, by, replace=wishes).certificate.draws[0]
        if not before.core:
            break
        lost = data.draw(st.sampled_from(before.core))
        wishes = [*wishes, Reason("Ash", lost, "lost")]
        after = draw(loaded, size, seed, by, replace=wishes).certificate.draws[0]
        assert set(before.core) - {lost} <= set(after.core)
        assert after.replaced[:-1] == before.replaced
        assert not {done.case_id for done in after.replaced} & set(after.core)
        assert set(before.rate_twice) - {lost} <= set(after.rate_twice)
        assert len(after.rate_twice) == second_ratings(len(after.core))


@given(cases, sizes, seeds)
def test_a_larger_draw_holds_the_smaller_one(themes, size, seed):
    data = audit_data(concerns=rows("Ash", themes))
    smaller, larger = core(draw(data, size, seed)), core(draw(data, size + 1, seed))
    assert larger[: len(smaller)] == smaller


@given(st.dictionaries(names, st.integers(1, 40), min_size=1), st.data())
def test_largest_remainders_give_every_place_and_stay_within_one_of_the_share(counts, data):
    total = sum(counts.values())
    places = data.draw(st.integers(1, total))
    given_places = largest_remainder(counts, places, sorted(counts))
    assert sum(given_places.values()) == places
    for name, count in counts.items():
        assert abs(given_places[name] - places * count / total) < 1
        assert 0 <= given_places[name] <= count


@given(cases)
def test_a_frame_hash_tells_one_case_more_or_fewer(themes):
    frame = dict.fromkeys(themes, "")
    fewer = dict(list(frame.items())[1:])
    assert frame_hash(frame) == frame_hash(dict(reversed(frame.items()))) != frame_hash(fewer)


def test_each_case_is_drawn_about_equally_often():
    many_seeds = range(3000)
    frame = {f"{number:04d}": "" for number in range(1, 13)}
    drawn = dict.fromkeys(frame, 0)
    for seed in many_seeds:
        for case in draw_core(Plan("2026-04", 4, seed), "Ash House", frame, (), ())[0]:
            drawn[case] += 1
    expected = len(many_seeds) * 4 / 12
    # Four of twelve without repeats: the counts vary by (1 - 4/12) * 12/11 of what independent draws would.
    chi_square = (
        sum((count - expected) ** 2 for count in drawn.values()) / expected / ((1 - 4 / 12) * 12 / 11)
    )
    assert chi_square < stats.chi2.ppf(0.99, df=11)
    assert chi_square > stats.chi2.ppf(0.01, df=11)
