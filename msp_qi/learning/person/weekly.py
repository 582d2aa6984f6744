"""What the person rated from week to week: control, distress, confidence, and contacts that felt pressured."""

import pandas as pd

from msp_qi.learning.person.records import PersonRecords
from msp_qi.learning.person.series import RATING, SHARE, Every, Measure, Series, judge
from msp_qi.settings import MONTHS_AT_EACH_END, MOST_WEEKS_OF_SHARES, WEEKS_AT_EACH_END

CONTROL = Measure("control", "Control over what happens", RATING, "increase", "control", "O1a")
DISTRESS = Measure("distress", "Distress", RATING, "decrease", "distress", "O1b")
CONFIDENCE = Measure("confidence", "Confidence", RATING, "increase", "confidence", "O2c")
PRESSURED = Measure(
    "pressured",
    "Contacts that felt pressured",
    SHARE,
    "decrease",
    "the share of pressured contacts",
    "O1c",
    "contacts",
)
RATINGS = (CONTROL, DISTRESS, CONFIDENCE)


def weekly_series(records: PersonRecords) -> tuple[Series, ...]:
    """Every weekly measure of a person, also one that was never answered.

    Parameters
    ----------
    records : PersonRecords
        One person's rows.

    Returns
    -------
    tuple of Series
        Control, distress, confidence, pressured contacts; none where no weekly ratings are collected, or none of
        this person.
    """
    rows = records.rows("weekly_ratings")
    if rows is None or rows.empty:
        return ()
    weeks, notes = _weeks(rows)
    return (*(_rating(measure, weeks, notes) for measure in RATINGS), _pressured(weeks))


def weeks_of(records: PersonRecords) -> pd.DataFrame:
    """The person's weeks, one row each and none left out, with the share of contacts that felt pressured.

    Parameters
    ----------
    records : PersonRecords
        One person's rows.

    Returns
    -------
    DataFrame
        period (the Monday), control, distress, confidence (1 to 5), pressured (share, 0 to 1); missing where a week
        has no answer.
    """
    rows = records.rows("weekly_ratings")
    names = [measure.name for measure in (*RATINGS, PRESSURED)]
    if rows is None or rows.empty:
        return pd.DataFrame(
            {"period": pd.to_datetime([]), **{name: pd.Series(dtype=float) for name in names}}
        )
    weeks, _ = _weeks(rows)
    shares = _shares(weeks)["value"].to_numpy()
    found = weeks[["period", *names[:-1]]].astype(dict.fromkeys(names[:-1], float))
    return found.assign(pressured=shares)


def _weeks(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """A row for every week from the first to the last; of two rows for one week the first counts."""
    monday = rows["week_starting"].dt.normalize() - pd.to_timedelta(
        rows["week_starting"].dt.day_of_week, unit="D"
    )
    numbers = {
        name: pd.to_numeric(rows[name], errors="coerce").astype(float)
        for name in ("control", "distress", "confidence", "contacts", "pressured")
    }
    found = pd.DataFrame({"period": monday, **numbers}).sort_values("period", kind="stable")
    once = found.drop_duplicates("period").set_index("period")
    every = pd.date_range(once.index.min(), once.index.max(), freq="7D", name="period")
    twice = len(found) - len(once)
    more = "1 more row is" if twice == 1 else f"{twice} more rows are"
    notes = (f"{more} about a week that has one already: the first counts.",) if twice else ()
    return once.reindex(every).reset_index(), notes


def _rating(measure: Measure, weeks: pd.DataFrame, notes: tuple[str, ...]) -> Series:
    value = weeks[measure.name]
    table = pd.DataFrame(
        {
            "period": weeks["period"],
            "numerator": float("nan"),
            "n": value.notna().astype(float),
            "value": value,
        }
    )
    return judge(measure, "week", table, WEEKS_AT_EACH_END, notes)


def _shares(weeks: pd.DataFrame) -> pd.DataFrame:
    """Pressured over contacts; a week without contacts, or with more pressured than there were, has no share."""
    usable = (weeks["contacts"] >= weeks["pressured"]) & (weeks["contacts"] > 0) & (weeks["pressured"] >= 0)
    numerator, n = (weeks[name].where(usable) for name in ("pressured", "contacts"))
    return pd.DataFrame({"period": weeks["period"], "numerator": numerator, "n": n, "value": numerator / n})


def _pressured(weeks: pd.DataFrame) -> Series:
    shares = _shares(weeks)
    every: Every = "month" if shares["value"].notna().sum() > MOST_WEEKS_OF_SHARES else "week"
    ends = MONTHS_AT_EACH_END if every == "month" else WEEKS_AT_EACH_END
    table = by_month(shares) if every == "month" else shares
    return judge(PRESSURED, every, table, ends, _not_counted(weeks))


def by_month(shares: pd.DataFrame) -> pd.DataFrame:
    """The sums of each calendar month, absent months among them; a week belongs to the month of its Monday.

    Parameters
    ----------
    shares : DataFrame
        period, numerator, n.

    Returns
    -------
    DataFrame
        period (first of the month), numerator, n, value (0 to 1).
    """
    month = shares["period"].dt.to_period("M")
    every = pd.period_range(month.min(), month.max(), freq="M", name="period")
    sums = shares[["numerator", "n"]].groupby(month).sum().reindex(every, fill_value=0.0)
    table = sums.assign(value=(sums["numerator"] / sums["n"]).where(sums["n"] > 0)).reset_index()
    return table.assign(period=table["period"].dt.to_timestamp())


def _not_counted(weeks: pd.DataFrame) -> tuple[str, ...]:
    over = int((weeks["pressured"] > weeks["contacts"]).sum())
    unknown = int((weeks["contacts"].isna() ^ weeks["pressured"].isna()).sum())
    return tuple(
        _said(count, why)
        for count, why in (
            (over, "more pressured contacts than contacts"),
            (unknown, "only one of the two numbers"),
        )
        if count
    )


def _said(count: int, why: str) -> str:
    weeks = "1 week has" if count == 1 else f"{count} weeks have"
    return f"{weeks} {why}, and {'is' if count == 1 else 'are'} left out."
