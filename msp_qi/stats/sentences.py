"""What a chart says, in plain words, one sentence a group; every number comes from the constants."""

from collections.abc import Iterable, Mapping

import pandas as pd

from msp_qi.stats.constants import ENOUGH_POINTS, FIRM_LIMITS
from msp_qi.stats.layout import ALL
from msp_qi.stats.signals import LIMITS, Signal, of_rules

LINE_NAMES = {"run": "median", "g": "median", "p": "mean", "i": "mean"}

VARIATION_WORDS = {
    "common_cause": "only common-cause variation at the last point",
    "special_cause_improvement": "the last point is special-cause improvement",
    "special_cause_concern": "the last point is special-cause concern",
    "special_cause_neutral_high": "the last point is unusually high; neither direction is good or bad",
    "special_cause_neutral_low": "the last point is unusually low; neither direction is good or bad",
}
ASSURANCE_WORDS = {
    "consistent_pass": "the target will consistently be met",
    "consistent_fail": "the target will consistently be missed unless something changes",
    "inconsistent": "the target will be met in some periods and missed in others",
}


def chart_text(summary: pd.DataFrame, chart: str, rules: str) -> str:
    """One line a group; parts within it follow each other."""
    if summary.empty:
        return "There are no points to judge."
    parts_of = summary["group"].map(summary["group"].value_counts()).tolist()
    lines: dict[object, list[str]] = {}
    for row, parts in zip(_rows(summary), parts_of, strict=True):
        opening = f"part {row['part']}: " if parts > 1 else ""
        lines.setdefault(row["group"], []).append(opening + _segment(row, chart, rules))
    return "\n".join(_opened(group, "; ".join(found)) for group, found in lines.items())


def _rows(summary: pd.DataFrame) -> Iterable[Mapping[str, object]]:
    """The rows as dictionaries, without pandas at each cell."""
    names = list(summary.columns)
    return (
        dict(zip(names, values, strict=True))
        for values in zip(*(summary[n].tolist() for n in names), strict=True)
    )


def _opened(group: object, said: str) -> str:
    return f"{said[0].upper()}{said[1:]}." if group == ALL else f"{group}: {said}."


def _segment(row: Mapping[str, object], chart: str, rules: str) -> str:
    if not row["n_present"]:
        return "no points to judge"
    if not row["enough_points"]:
        return f"too few points to judge ({_few(row, chart)}; {ENOUGH_POINTS} are needed)"
    said = _mdc(row, chart) if rules == "mdc" else _signals(row, chart, rules)
    return said + (
        f"; the limits are provisional until {FIRM_LIMITS} points set them" * bool(row["limits_provisional"])
    )


def _few(row: Mapping[str, object], chart: str) -> str:
    line = LINE_NAMES.get(chart, "mean")
    points, useful = row["n_present"], row["n_useful"]
    told = f"{points} point{'s' * (points != 1)}"
    return f"{told}, of which {useful} {'is' if useful == 1 else 'are'} off the {line}"


def _signals(row: Mapping[str, object], chart: str, rules: str) -> str:
    found = [_filled(signal, row, chart) for signal in of_rules(rules) if row[f"{signal.name}_signal"]]
    if row["limits_signal"]:
        found.append(_filled(LIMITS, row, chart))
    if found:
        return "a sign of change: " + " and ".join(found)
    return f"no sign of change: {_counted(row)}"


def _filled(signal: Signal, row: Mapping[str, object], chart: str) -> str:
    """The signal's own sentence, with the figures of this part."""
    beyond = row["n_beyond_limits"]
    words = {
        "line": LINE_NAMES.get(chart, "mean"),
        "times": _times(row["crossings"]),
        "beyond": f"{beyond} point{'s lie' if beyond != 1 else ' lies'}",
    }
    return (signal.sentence or signal.meaning).format(**{**row, **words})


def _counted(row: Mapping[str, object]) -> str:
    return (
        f"longest run {row['longest_run']:.0f} (chance allows {row['longest_run_max']:.0f}), "
        f"{row['crossings']:.0f} crossings (chance gives at least {row['crossings_min']:.0f})"
    )


def _times(count: object) -> str:
    if count != count:  # no point is off the line, and none can cross it
        return "never"
    return {0: "never", 1: "once", 2: "twice"}.get(int(count), f"{count:.0f} times")  # type: ignore[call-overload]


def _mdc(row: Mapping[str, object], chart: str) -> str:
    said = VARIATION_WORDS.get(str(row["variation"]), "no last point to judge")
    why = next((signal for signal in of_rules("mdc") if signal.name == row["variation_rule"]), None)
    if why is not None:
        said = f"{said} ({_filled(why, row, chart)})"
    assured = ASSURANCE_WORDS.get(str(row["assurance"]))
    return f"{said}; {assured}" if assured else said
