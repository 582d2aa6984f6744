"""The concerns of one service that themes are counted from, and the months in which it reported."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS
from msp_qi.learning.recurring.wording import counted, listed, month
from msp_qi.learning.themes import THEME_LABELS
from msp_qi.measures.compute import Measures
from msp_qi.settings import LOOK_BACK_DAYS

NO_THEME = "no_theme"
LABELS = {**THEME_LABELS, NO_THEME: "No theme recorded"}
HISTORY_COLUMNS = ("case_id", "person_id", "date_raised", "month", "theme", "label", *SOURCE_COLUMNS)


@dataclass(frozen=True)
class History:
    """The concerns of one service.

    Parameters
    ----------
    service : str
        Which.
    concerns : DataFrame
        ``HISTORY_COLUMNS``, earliest first; month is the first day, theme a code of the codebook or ``NO_THEME``.
    months : DatetimeIndex
        Every month of the data, of all services.
    reported : DatetimeIndex
        From the service's first to its last month with a concern: a month among them without a concern is a true
        zero, one beyond them is silent.
    left_out : int
        Concerns with no date, or with one after the day of the report.
    """

    service: str
    concerns: pd.DataFrame
    months: pd.DatetimeIndex
    reported: pd.DatetimeIndex
    left_out: int

    @property
    def last_day(self) -> pd.Timestamp:
        """The end of the last month of the data."""
        return pd.Timestamp(self.months[-1]) + pd.offsets.MonthEnd(0) + pd.Timedelta(hours=23, minutes=59)

    def in_last_year(self, dates: pd.Series) -> "pd.Series[bool]":
        """Whether each date lies in the look-back that ends with the last month of the data."""
        if self.months.empty:
            return pd.Series(False, index=dates.index)
        end = self.last_day.normalize()
        return (dates < end + pd.Timedelta(days=1)) & (end - dates < pd.Timedelta(days=LOOK_BACK_DAYS))

    @property
    def last_year(self) -> pd.DataFrame:
        """The concerns of the look-back."""
        return self.concerns[self.in_last_year(self.concerns["date_raised"])]

    @property
    def stretch(self) -> str:
        """Which months the last year covers, in words."""
        if self.months.empty:
            return "no months"
        first = max(pd.Timestamp(self.months[0]), pd.Timestamp(self.months[-1]) - pd.DateOffset(months=11))
        last = pd.Timestamp(self.months[-1])
        return month(first) if first == last else f"{month(first)} to {month(last)}"

    @property
    def silence(self) -> str:
        """One sentence about months without any concern; empty where every month has one."""
        said = []
        if len(self.reported) and self.reported[-1] < self.months[-1]:
            last = month(pd.Timestamp(self.reported[-1]))
            said.append(
                f"This service has no concern after {last}: the months since then are silent, and are not zeros."
            )
        between = [
            month(pd.Timestamp(day))
            for day in self.reported.difference(pd.DatetimeIndex(self.concerns["month"]))
        ]
        if between:
            said.append(
                f"No concern of any kind in {counted(len(between), 'month')} ({listed(between)}): counted as none. "
                "If nobody kept records then, do not trust the charts for that time."
            )
        return " ".join(said)


def history_of(measures: Measures, service: str) -> History:
    """Take the concerns of one service from what was counted.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``, by month.
    service : str
        A service of the data.

    Returns
    -------
    History
        Empty where the table of concerns is absent or holds none of the service.
    """
    months = pd.DatetimeIndex(sorted(measures.table["period"].unique()))
    empty = pd.DataFrame(columns=list(HISTORY_COLUMNS))
    if "concerns" not in measures.context.tables:
        return History(service, empty, months, months[:0], 0)
    rows = measures.context.tables["concerns"]
    here = rows[rows["service"].eq(service)]
    known = here[here["date_raised"] <= measures.context.as_of].sort_values("date_raised", kind="stable")
    theme = known["theme"].fillna(NO_THEME)
    made = known.assign(
        theme=theme, label=theme.map(LABELS), month=known["date_raised"].dt.to_period("M").dt.to_timestamp()
    )
    reported = months[(months >= made["month"].min()) & (months <= made["month"].max())]
    return History(
        service,
        made[[name for name in HISTORY_COLUMNS if name in made]].reset_index(drop=True),
        months,
        reported,
        len(here) - len(known),
    )
