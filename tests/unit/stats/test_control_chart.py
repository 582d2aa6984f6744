"""Control charts against values worked by hand and against plain loops."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from msp_qi.errors import UserError
from msp_qi.stats import control_chart
from tests.unit.stats.reference import cut, mean_moving_range, present

maybe = st.one_of(st.none(), st.integers(0, 30).map(float))
series = st.lists(maybe, min_size=2, max_size=40)


def lines(result, row=0):
    return result.points.loc[row, ["cl", "lcl", "ucl"]].astype(float).tolist()


def near(*values):
    return pytest.approx(values, abs=1e-9, nan_ok=True)


def test_i_by_hand():
    # Mean 10; moving ranges 2, 4, 6, 2: mean 3.5; sigma = 3.5 / 1.128.
    result = control_chart([8, 10, 6, 12, 14], chart="i")
    width = 3 * 3.5 / 1.128
    assert lines(result) == near(10, 10 - width, 10 + width)


def test_screening_drops_large_ranges_once():
    # Ranges: 1 x 8, then 30, 30. Mean 68/10 = 6.8; 3.267 x 6.8 = 22.2: both 30s go, and the mean is 1.
    y = [1, 2, 1, 2, 1, 31, 1, 2, 1, 2, 1]
    mean = sum(y) / 11
    assert lines(control_chart(y)) == near(mean, mean - 3 / 1.128, mean + 3 / 1.128)
    wide = 3 * 6.8 / 1.128
    assert lines(control_chart(y, screen=False)) == near(mean, mean - wide, mean + wide)
    # 4.09 less 2.66 is 1.43: every 1 lies below the limits, and 31 above.
    assert control_chart(y).points.beyond_limits.tolist() == [value != 2 for value in y]


def test_a_missing_value_removes_both_ranges_beside_it():
    # Ranges left: 1 and 3; the jump from 2 to 10 lies across the gap.
    result = control_chart([1, 2, None, 10, 13], screen=False)
    assert lines(result) == near(6.5, 6.5 - 3 * 2 / 1.128, 6.5 + 3 * 2 / 1.128)
    assert np.isnan(result.points.y[2])


def test_an_excluded_value_is_as_though_it_were_not_there():
    kept = control_chart([1, 2, 99, 4, 3], exclude=3, screen=False)
    assert lines(kept) == lines(control_chart([1, 2, 4, 3], screen=False))
    # The point is a fact beyond the limits; it is counted nowhere.
    assert kept.points.beyond_limits.tolist() == [False, False, True, False, False]
    assert not kept.summary.limits_signal[0]
    assert kept.summary.n_beyond_limits[0] == 0


def test_mr_by_hand():
    result = control_chart([3, 5, 4, None, 9, 1], chart="mr")
    assert result.points.y.tolist() == near(math.nan, 2, 1, math.nan, math.nan, 8)
    assert lines(result) == near(11 / 3, 0, 3.267 * 11 / 3)
    assert not control_chart([1, 2] * 12, chart="mr").summary.runs_signal[0]


def test_p_by_hand():
    # 20 of 100 in all: sigma at n = 25 is 0.08, at n = 50 0.0566.
    result = control_chart([5, 10, 5], [25, 50, 25], chart="p")
    assert lines(result) == near(0.2, 0.0, 0.44)
    assert lines(result, 1) == near(0.2, 0.2 - 3 * math.sqrt(0.16 / 50), 0.2 + 3 * math.sqrt(0.16 / 50))
    high = control_chart([24, 25], [25, 25], chart="p")
    assert high.points.ucl.tolist() == [1.0, 1.0]


def test_p_leaves_out_periods_without_numerator_or_denominator():
    result = control_chart([5, None, 5, 0, 7], [25, 25, None, 0, 0], chart="p")
    assert result.points.cl.tolist() == [0.2] * 5
    assert result.points.y.tolist() == near(0.2, math.nan, math.nan, math.nan, math.nan)
    assert result.points.ucl.isna().tolist() == [False, True, True, True, True]


def test_u_and_c_by_hand():
    u = control_chart([4, 6], [100, 150], chart="u", multiply=1000)
    assert lines(u) == near(40, 0, 1000 * (0.04 + 3 * math.sqrt(0.04 / 100)))
    c = control_chart([16, 9, 11, 28], chart="c")
    assert lines(c) == near(16, 4, 28)
    assert not c.points.beyond_limits.any()


def test_laney_by_hand():
    # cl = 0.5; sigma = 0.05 at n = 100; z = -2, 2, -2, 2; mean step 4; sigma_z = 4 / 1.128.
    result = control_chart([40, 60, 40, 60], [100] * 4, chart="pp")
    width = 3 * 0.05 * 4 / 1.128
    assert lines(result) == near(0.5, max(0, 0.5 - width), min(1, 0.5 + width))
    # u' of counts 90 and 110 over 1: cl 100, sigma 10, z -1, 1, mean step 2.
    prime = control_chart([90, 110] * 2, [1] * 4, chart="up")
    assert lines(prime) == near(100, 100 - 60 / 1.128, 100 + 60 / 1.128)


def test_laney_is_screened_too():
    y = [50, 52, 50, 52, 50, 90, 50, 52, 50, 52, 50]
    screened, plain = (
        control_chart(y, [100] * 11, chart="pp", screen=s).points.ucl[0] for s in (True, False)
    )
    centre = sum(y) / 1100
    sigma = math.sqrt(centre * (1 - centre) / 100)
    # Steps of z: 8 of 0.02 / sigma, and two of 0.4 / sigma that go.
    assert screened == pytest.approx(centre + 3 * sigma * (0.02 / sigma) / 1.128)
    assert plain == pytest.approx(min(1, centre + 3 * sigma * (0.96 / 10 / sigma) / 1.128))


def test_g_by_hand():
    # Mean 6, median 5; 6 + 3 sqrt(42).
    assert lines(control_chart([2, 5, 11], chart="g")) == near(5, 0, 6 + 3 * math.sqrt(42))


def test_t_by_hand():
    # Raised: 2 ** 3.6 and 3 ** 3.6 lie at 2 and 3 on the straight scale.
    y = [2**3.6, 3**3.6] * 3
    width = 3 / 1.128
    assert lines(control_chart(y, chart="t")) == near(2.5**3.6, 0, (2.5 + width) ** 3.6)


def test_a_constant_series_has_no_signal():
    for chart in ("i", "c", "u", "up", "p", "pp"):
        n = [10] * 12 if chart in ("p", "pp", "u", "up") else None
        result = control_chart([3] * 12, n, chart=chart)
        assert not result.points.beyond_limits.any()
        assert not result.summary.runs_signal.any()


def test_few_points_make_limits_provisional():
    said = control_chart([5, 7, 6, 8, 5, 7, 6, 8, 5, 7, 6, 8]).text
    assert said.endswith("the limits are provisional until 13 points set them.")
    assert "provisional" not in control_chart([5, 7, 6, 8, 5, 7, 6, 8, 5, 7, 6, 8, 5]).text


def plain_lines(chart, pieces, screen):
    """Centre, lower, upper for one part, from the definition; excluded points already out."""
    values = [y for y, _ in pieces]
    sizes = [n for _, n in pieces]
    if chart in ("p", "u", "pp", "up"):
        whole = [(y, n) for y, n in pieces if y is not None and n]
        if not whole:
            return None
        centre = sum(y for y, _ in whole) / sum(n for _, n in whole)
        spread = centre * (1 - centre) if chart in ("p", "pp") else centre
        widen = 1.0
        if chart in ("pp", "up"):
            z = [
                (y / n - centre) / math.sqrt(spread / n) if y is not None and n and spread > 0 else None
                for y, n in pieces
            ]
            step = mean_moving_range(z, screen)
            if step is None:
                return centre, None, None
            widen = step / 1.128
        top = 1.0 if chart in ("p", "pp") else math.inf
        lower = [max(centre - 3 * widen * math.sqrt(spread / n), 0) if n else None for n in sizes]
        upper = [min(centre + 3 * widen * math.sqrt(spread / n), top) if n else None for n in sizes]
        return centre, lower, upper
    if not present(values):
        return None
    mean = float(np.mean(present(values)))
    if chart == "c":
        return mean, max(mean - 3 * math.sqrt(mean), 0), mean + 3 * math.sqrt(mean)
    if chart == "g":
        width = 3 * math.sqrt(mean * (mean + 1))
        return float(np.median(present(values))), max(mean - width, 0), mean + width
    power = 3.6 if chart == "t" else 1.0
    straight = [None if v is None else v ** (1 / power) for v in values]
    mean = float(np.mean(present(straight)))
    step = mean_moving_range(straight, screen)
    if step is None:
        return mean**power, 0 if chart == "t" else None, None
    low, high = mean - 3 * step / 1.128, mean + 3 * step / 1.128
    return mean**power, (max(low, 0) if chart == "t" else low) ** power, high**power


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(["i", "p", "pp", "u", "up", "c", "g", "t"]),
    st.lists(st.tuples(maybe, st.one_of(st.none(), st.integers(0, 60).map(float))), min_size=1, max_size=30),
    st.integers(1, 30),
    st.sets(st.integers(1, 30), max_size=3),
    st.sets(st.integers(1, 30), max_size=2),
    st.booleans(),
)
def test_agrees_with_a_plain_loop(chart, rows, freeze, exclude, parts, screen):
    total = len(rows)
    exclude, parts = {e for e in exclude if e <= total}, {p for p in parts if p <= total}
    if chart == "t":
        rows = [(None if y is None else y + 0.5, n) for y, n in rows]
    if chart in ("p", "pp"):
        rows = [(y if n is None or y is None or n == 0 else min(y, n), n) for y, n in rows]
    y = [a for a, _ in rows]
    ratio = chart in ("p", "pp", "u", "up")
    n = [b for _, b in rows] if ratio else None
    result = control_chart(y, n, chart=chart, freeze=freeze, exclude=exclude, parts=parts, screen=screen)
    place = 0
    tagged = [((a, b), i + 1 not in exclude) for i, (a, b) in enumerate(rows)]
    for piece in cut(tagged, parts):
        base = [row if not ratio or None not in row else (None, None) for row, kept in piece[:freeze] if kept]
        found = plain_lines(chart, base, screen)
        got = result.points.iloc[place : place + len(piece)]
        place += len(piece)
        if found is None:
            assert got.cl.isna().all()
            assert got.ucl.isna().all()
            continue
        assert got.cl.tolist() == pytest.approx([found[0]] * len(piece))
        if not ratio:
            low, high = (math.nan if v is None else v for v in found[1:])
            assert got.lcl.tolist() == pytest.approx([low] * len(piece), abs=1e-9, nan_ok=True)
            assert got.ucl.tolist() == pytest.approx([high] * len(piece), abs=1e-9, nan_ok=True)
        elif found[1] is not None:
            for row, low, high in zip(_base_rows(got, piece, freeze), found[1], found[2], strict=True):
                expected = (math.nan if low is None else low, math.nan if high is None else high)
                assert (row.lcl, row.ucl) == pytest.approx(expected, abs=1e-9, nan_ok=True)


def _base_rows(got, piece, freeze):
    """The result's rows that set the lines."""
    kept = [i for i, (_, inside) in enumerate(piece[:freeze]) if inside]
    return list(got.iloc[kept].itertuples())


@settings(max_examples=60, deadline=None)
@given(series, st.integers(-500, 500))
def test_shifting_y_shifts_i_limits_and_changes_no_signal(values, shift):
    before = control_chart(values)
    after = control_chart([None if v is None else v + shift for v in values])
    for column in ("cl", "lcl", "ucl"):
        assert np.allclose(after.points[column], before.points[column] + shift, equal_nan=True)
    signals = ["runs_signal", "limits_signal", "n_useful"]
    pd.testing.assert_frame_equal(before.summary[signals], after.summary[signals])


@settings(max_examples=60, deadline=None)
@given(series, st.sampled_from([0.001, 0.1, 7.0, 1e6]))
def test_multiply_scales_the_lines_and_changes_no_signal(values, scale):
    assume(any(v for v in values))
    before, after = control_chart(values), control_chart(values, multiply=scale)
    for column in ("y", "cl", "lcl", "ucl"):
        assert np.allclose(after.points[column], before.points[column] * scale, equal_nan=True)
    pd.testing.assert_series_equal(before.points.beyond_limits, after.points.beyond_limits)


@settings(max_examples=60, deadline=None)
@given(series)
def test_reversing_keeps_lines_and_counts(values):
    before, after = control_chart(values).summary, control_chart(values[::-1]).summary
    columns = ["cl", "lcl", "ucl", "n_useful", "longest_run", "crossings", "runs_signal"]
    pd.testing.assert_frame_equal(before[columns], after[columns])


@pytest.mark.parametrize(
    ("y", "n", "chart", "message"),
    [
        (
            [1],
            None,
            "p",
            "A p chart needs n, the denominator of each period; for a single value use chart='i'.",
        ),
        ([1], [2], "c", "A c chart takes no n; leave it out, or use chart='u' for a rate."),
        (
            [1, 5],
            [2, 4],
            "p",
            "y, row 2: the numerator 5 is above its denominator 4; correct it, or use chart='u' for a rate.",
        ),
        ([-1], None, "c", "y, row 1: a count cannot be below 0 on a c chart."),
        ([1], [-1], "u", "n, row 1: a denominator cannot be below 0."),
        (
            [3, 0],
            None,
            "t",
            "y, row 2: a t chart needs times above 0; leave a time of 0 missing or use chart='g'.",
        ),
        (
            [1],
            None,
            "xbar",
            "chart is 'xbar'; it must be one of 'run', 'i', 'mr', 'p', 'pp', 'u', 'up', 'c', 'g', 't'.",
        ),
    ],
)
def test_wrong_arguments_say_what_to_do(y, n, chart, message):
    with pytest.raises(UserError) as caught:
        control_chart(y, n, chart=chart)
    assert str(caught.value) == message
