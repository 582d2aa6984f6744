"""Checks that hold for every table."""

from collections.abc import Iterator

import pandas as pd

from msp_qi.data.grid import one_line
from msp_qi.data.rules.rule import Context, Hit, hits, label_of


def duplicate_rows(context: Context) -> Iterator[Hit]:
    """Rows after the first that name the same case (service, case and month, or whatever the key is)."""
    for table, frame in context.loaded():
        key = [name for name in table.key if name in frame]
        whole = frame[frame[key].notna().all(axis=1)]
        first = whole.groupby(key)[["source_file", "source_row"]].transform("first").add_prefix("first_")
        again = whole.join(first)[whole.duplicated(key)]
        for row in again.itertuples():
            place = f"row {row.first_source_row}"
            place += (
                "" if str(row.first_source_file) == str(row.source_file) else f" of {row.first_source_file}"
            )
            yield Hit(table.name, label_of(row.Index), key[-1], place)


def future_dates(context: Context) -> Iterator[Hit]:
    """Dates and months after the day of the check, but for those that say when something is due."""
    today = pd.Timestamp(context.as_of)
    tomorrow = today + pd.Timedelta(days=1)
    for table, frame in context.loaded():
        for field in table.fields:
            if field.kind in ("date", "date and time", "month") and not field.ahead:
                late = frame[field.name] >= tomorrow
                yield from hits(table.name, frame, late, field.name, f"{today:%d/%m/%Y}")


def services_spelled_twice(context: Context) -> Iterator[Hit]:
    """Services whose names differ only by capitals or spaces: the rarer spelling, once for each table."""
    names = [frame["service"].dropna() for _, frame in context.loaded() if "service" in frame]
    counts = pd.concat(names).value_counts() if names else pd.Series(dtype="int64")
    usual: dict[str, str] = {}
    for name in sorted(map(str, counts.index), key=lambda name: (-counts[name], name)):
        usual.setdefault(one_line(name).casefold(), name)
    for table, frame in context.loaded():
        if "service" in frame:
            for index, name in frame["service"].dropna().drop_duplicates().items():
                if usual[one_line(name).casefold()] != name:
                    yield Hit(table.name, label_of(index), "service", usual[one_line(name).casefold()])
