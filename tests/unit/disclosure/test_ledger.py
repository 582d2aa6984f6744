"""Reports laid side by side: what stands, what adds up, and a reader who subtracts."""

import json
import os
import re
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msp_qi import ReleaseLedger, UserError
from msp_qi.disclosure.figures import with_totals
from msp_qi.disclosure.ledger.standing import slight, standing
from msp_qi.disclosure.table import ProtectedTable
from tests.unit.disclosure.attack import grid, solved_together

FRAME = pd.DataFrame({"neglect": [12, 30], "fall": [9, 3]}, index=["Ash", "Elm"])
SHAPES = [(1, 2), (2, 2), (2, 3), (3, 3), (3, 4)]
CHANGES = st.one_of(st.just(0), st.integers(-4, 4), st.integers(-12, 12))


@pytest.fixture
def ledger(tmp_path: Path) -> ReleaseLedger:
    return ReleaseLedger(tmp_path / "releases.json")


def _counts(shape: tuple[int, int]) -> st.SearchStrategy[np.ndarray]:
    size = shape[0] * shape[1]
    count = st.one_of(st.just(0), st.integers(1, 4), st.integers(0, 25))
    return st.lists(count, min_size=size, max_size=size).map(lambda found: np.array(found).reshape(shape))


def _quarters(number: int) -> st.SearchStrategy[list[np.ndarray]]:
    """The same table, counted again and again."""

    def after(first: np.ndarray) -> st.SearchStrategy[list[np.ndarray]]:
        change = st.lists(CHANGES, min_size=first.size, max_size=first.size).map(
            lambda found: np.array(found).reshape(first.shape)
        )
        later = st.lists(change, min_size=number - 1, max_size=number - 1)
        return later.map(
            lambda changes: [np.maximum(first + sum(changes[:at], 0 * first), 0) for at in range(number)]
        )

    return st.sampled_from(SHAPES).flatmap(_counts).flatmap(after)


def _published(
    folder: Path, quarters: list[np.ndarray], k: int = 5
) -> tuple[list[ProtectedTable], list[np.ndarray]]:
    """What goes out each time, and the true counts behind it, from the ledger's own file."""
    ledger = ReleaseLedger(folder / "releases.json")
    ledger.path.unlink(missing_ok=True)
    tables, counts = [], []
    for cells in quarters:
        tables.append(ledger.publish_table("concerns", "2026Q2", cells, k=k).table)
        stored = json.loads(ledger.path.read_text(encoding="utf-8"))["contents"]["tables"][0]["releases"]
        counts.append(np.array(stored[-1]["counts"]))
    return tables, counts


def _attacked(tables: list[ProtectedTable], counts: list[np.ndarray], k: int) -> None:
    for number, mine in enumerate(counts):
        order = [number, *(other for other in range(len(counts)) if other != number)]
        shown, changes = [tables[at] for at in order], [counts[at] - mine for at in order]
        for row, column in np.argwhere((mine > 0) & (mine < k)).tolist():
            lowest, highest = (solved_together(shown, changes, row, column, sign) for sign in (1, -1))
            assert lowest <= 1, (number, row, column)
            assert abs(highest) >= k - 1, (number, row, column)


@given(_quarters(2))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_reader_of_two_quarters_who_knows_every_change_learns_no_small_number(tmp_path, quarters):
    _attacked(*_published(tmp_path, quarters), k=5)


@given(_quarters(3), st.sampled_from([3, 8]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nor_of_three_nor_with_other_settings(tmp_path, quarters, k):
    _attacked(*_published(tmp_path, quarters, k), k=k)


@given(_quarters(2))
@settings(max_examples=300)
def test_no_figure_that_goes_out_differs_slightly_from_the_one_before(quarters):
    earlier, new = quarters
    kept = standing(new, earlier, 5)
    assert not slight(with_totals(kept), with_totals(earlier), 5).any()
    assert ((kept == new) | (kept == earlier)).all()
    far = np.abs(new - earlier) >= 5
    assert (kept == earlier)[~far].all()


@pytest.mark.parametrize(
    ("earlier", "new", "kept"),
    [
        # By hand. A cell that moved by 1 stands; one that moved by 10 does not, and nor do its totals.
        ([[12, 20], [9, 9]], [[13, 30], [9, 9]], [[12, 30], [9, 9]]),
        # Plus 6 and minus 5 in one row would move its total by 1: the smaller change stands as well.
        ([[12, 20], [9, 9]], [[18, 15], [9, 9]], [[18, 20], [9, 9]]),
        # Plus 6 and minus 6 move the total by nothing.
        ([[12, 20], [9, 9]], [[18, 14], [9, 9]], [[18, 14], [9, 9]]),
        # Only the grand total would move slightly: plus 6 above, minus 5 below, in different columns.
        ([[12, 20], [9, 9]], [[18, 20], [9, 4]], [[18, 20], [9, 9]]),
        ([[0, 20]], [[3, 20]], [[0, 20]]),
        ([[3, 20]], [[0, 20]], [[3, 20]]),
    ],
)
def test_what_stands_worked_out_by_hand(earlier, new, kept):
    assert standing(np.array(new), np.array(earlier), 5).tolist() == kept


def test_the_first_publication_is_as_counted_and_the_next_keeps_what_moved_slightly(ledger):
    first = ledger.publish_table("concerns by theme", "2026Q2", FRAME)
    assert (first.text, first.stands) == ("These figures are published for the first time.", ())
    later = FRAME.assign(neglect=[13, 38])
    again = ledger.publish_table("concerns by theme", "2026Q2", later)
    assert again.stands == (("Ash", "neglect"),)
    assert again.inside.startswith("1 of 4 figures stand as published before: today's count differs")
    assert again.table.cells[0][0] == first.table.cells[0][0] == 10
    assert again.table.cells[1][0] == 40


def test_a_slow_drift_is_told_once_it_is_no_small_number(ledger):
    shown = [ledger.publish_table("x", "2026", [[12 + more, 40]]).table.cells[0][0] for more in range(6)]
    assert shown == [10, 10, 10, 10, 10, 15]


def test_the_same_again_changes_neither_the_page_nor_the_file(ledger):
    first = ledger.publish_table("x", "2026-04", FRAME, on=date(2026, 5, 1))
    before = ledger.path.read_bytes()
    again = ledger.publish_table("x", "2026-04", FRAME, on=date(2026, 6, 1))
    assert again.table == first.table
    assert ledger.path.read_bytes() == before


def test_each_profile_has_a_history_of_its_own(ledger):
    ledger.publish_table("x", "2026-04", [[12, 20]])
    assert ledger.publish_table("x", "2026-04", [[13, 20]], profile="commissioner").stands == ()


@pytest.mark.parametrize("period", ["2026-06", "2026", "2026-06-30/2026-07-31"])
def test_a_period_that_overlaps_a_published_one_is_refused(ledger, period):
    ledger.publish_table("x", "2026Q2", FRAME)
    with pytest.raises(
        UserError, match=re.escape(f"of {period} overlaps that of 2026Q2, which is published")
    ):
        ledger.publish_table("x", period, FRAME)
    ledger.publish_table("x", "2026Q3", FRAME)


@pytest.mark.parametrize("period", ["spring", "", "2026-13", "2026-06-30/2026-04-01", "2026/27/28"])
def test_a_period_that_cannot_be_read_is_refused(ledger, period):
    with pytest.raises(UserError, match=r"^The period .*\.$"):
        ledger.publish_table("x", period, FRAME)
    assert not ledger.path.exists()


def test_other_rows_are_refused(ledger):
    ledger.publish_table("x", "2026Q2", FRAME)
    with pytest.raises(UserError, match="was published with other rows or columns"):
        ledger.publish_table("x", "2026Q2", FRAME.iloc[:1])


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: b"\xff\xfe\x00",
        lambda content: b"[]",
        lambda content: b"null",
        lambda content: b"[" * 100_000,
        lambda content: content.replace(b"12", b"14"),
        lambda content: content.replace(b'"version": 1', b'"version": 2'),
    ],
    ids=["half", "empty", "binary", "list", "null", "deep", "one count", "version"],
)
def test_a_damaged_ledger_stops_the_publication_in_a_sentence_and_is_left_alone(ledger, damage):
    ledger.publish_table("x", "2026Q2", FRAME)
    damaged = damage(ledger.path.read_bytes())
    ledger.path.write_bytes(damaged)
    with pytest.raises(UserError, match=r"^The release ledger releases\.json cannot be read.*\.$"):
        ledger.publish_table("x", "2026Q2", FRAME)
    assert ledger.path.read_bytes() == damaged


def test_a_publication_that_fails_leaves_the_ledger_as_it_was(ledger, monkeypatch):
    ledger.publish_table("x", "2026Q2", FRAME)
    before = ledger.path.read_bytes()

    def full(*_args: object, **_options: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        ledger.publish_table("x", "2026Q3", FRAME)
    assert ledger.path.read_bytes() == before
    assert {each.name for each in ledger.path.parent.iterdir()} <= {"releases.json", "releases.json.lock"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_its_owner_may_read_the_ledger_and_it_says_that_it_is_private(ledger):
    ledger.publish_table("x", "2026Q2", FRAME)
    assert ledger.path.stat().st_mode & 0o077 == 0
    assert json.loads(ledger.path.read_text(encoding="utf-8"))["note"].startswith("Private")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match="There is no folder gone for the release ledger"):
        ReleaseLedger(tmp_path / "gone" / "releases.json").publish_table("x", "2026", FRAME)


def test_what_was_hidden_for_another_stays_hidden_where_nothing_changed(ledger):
    first = ledger.publish_table("x", "2026", [[1, 1, 20], [10, 10, 10]]).table
    second = ledger.publish_table("x", "2026", [[1, 1, 20], [10, 10, 60]]).table
    assert grid(first)[0][:3] == grid(second)[0][:3] == ["c", "c", "c"]
    assert second.cells[1][2] == 60


def _points(met: list[int], of: list[int]) -> pd.DataFrame:
    months = pd.date_range("2026-04-01", periods=len(met), freq="MS")
    return pd.DataFrame({"service": "Ash", "period": months, "numerator": met, "denominator": of})


def test_a_share_stands_where_any_of_its_counts_moved_slightly(ledger):
    ledger.publish_series("asked", _points([12, 12, 12, 12], [24, 24, 24, 24]))
    again = ledger.publish_series("asked", _points([14, 12, 18, 18], [24, 26, 32, 30]))
    # By hand: 14 of 24 and 12 of 26 moved by 2; in 18 of 32 the rest moved by 2; in 18 of 30 by nothing.
    assert [period[:7] for _, period in again.stands] == ["2026-04", "2026-05", "2026-06"]
    assert again.series.points["shown"].tolist() == ["50 % (base about 25)"] * 3 + ["60 % (base about 30)"]
    assert again.inside.startswith("3 of 4 figures stand as published before")
    assert ledger.publish_series("asked", _points([14, 12, 18, 18], [24, 26, 32, 30])).stands == again.stands


def test_a_count_stands_too_and_new_months_are_added(ledger):
    counts = _points([12, 0], [0, 0])
    ledger.publish_series("concerns", counts, kind="count")
    again = ledger.publish_series("concerns", _points([16, 3, 7], [0, 0, 0]), kind="count")
    assert again.series.points["shown"].tolist() == ["10", "0", "5"]


def test_a_table_is_given_back_as_it_came(ledger):
    ledger.publish_series("asked", _points([12], [24]))
    given_ = _points([14], [24])
    before = given_.copy()
    ledger.publish_series("asked", given_)
    pd.testing.assert_frame_equal(given_, before)


def test_two_rows_of_one_month_are_refused(ledger):
    twice = pd.concat([_points([12], [24])] * 2)
    with pytest.raises(UserError, match="There are two rows for Ash in 2026-04-01"):
        ledger.publish_series("asked", twice)


def test_a_page_says_the_rule_and_never_that_it_was_needed(ledger):
    """That a figure stands tells of a change of 1 to 4: it is for inside only."""
    ledger.publish_table("x", "2026", [[12, 40]])
    stood, same = (ledger.publish_table("x", "2026", [[count, 40]]) for count in (13, 12))
    assert (
        stood.text
        == same.text
        == (
            "Where a count differs today by fewer than 5 from the one published before, the published one stands."
        )
    )
    assert repr(stood) == repr(same)
    ledger.publish_series("asked", _points([12], [24]))
    stood_, same_ = (ledger.publish_series("asked", _points([met], [24])) for met in (14, 12))
    assert (repr(stood_), stood_.text) == (repr(same_), same_.text)
