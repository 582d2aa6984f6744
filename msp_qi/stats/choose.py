"""Which chart and which comparison suit an indicator, and why."""

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from scipy import stats

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Column, Floats, Labels, numbers, one_of
from msp_qi.stats.charts import run_chart
from msp_qi.stats.comparison import p_words
from msp_qi.stats.constants import ENOUGH_POINTS, LEVEL
from msp_qi.stats.grouped import divide
from msp_qi.stats.layout import ALL
from msp_qi.stats.paired_proportions import compare_paired_proportions, paired_counts
from msp_qi.stats.proportions import compare_proportions
from msp_qi.stats.rates import compare_rates
from msp_qi.stats.ratings import compare_paired_ratings, compare_ratings
from msp_qi.stats.result import ComparisonResult

KINDS = ("proportion", "rate", "count", "rating", "cases between", "days between")
# Expected events a period below which most periods are zero or one, and the limits mean little.
RARE = 1.0

Kind = Literal["proportion", "rate", "count", "rating", "cases between", "days between"]


@dataclass(frozen=True)
class ChartSuggestion:
    """Which chart to draw.

    Parameters
    ----------
    chart : str
        For `control_chart`.
    why : str
        One sentence or more, with the figures it rests on.
    signals : bool
        False where there are too few points for any signal.
    """

    chart: str
    why: str
    signals: bool


def suggest_chart(y: Column, n: Column | None = None, *, kind: Kind) -> ChartSuggestion:
    """Suggest a chart by the kind of indicator and by what the numbers look like.

    Parameters
    ----------
    y : sequence of float
        Value or numerator of each period.
    n : sequence of float, optional
        Denominator (proportion) or exposure (rate).
    kind : {"proportion", "rate", "count", "rating", "cases between", "days between"}

    Returns
    -------
    ChartSuggestion
        A run chart without signals under 10 points; p' or u' where periods vary more than chance (Pearson's
        chi-squared test at 5 %); g or t for what happens less than once a period; else the chart of the kind.

    Raises
    ------
    UserError
        A kind that is not known, a denominator that is missing or does not match.

    References
    ----------
    Laney 2002, doi:10.1081/QEN-120006555 (p' and u'); Anhøj & Olesen 2014, doi:10.1371/journal.pone.0113825.

    Examples
    --------
    >>> print(suggest_chart([5, 6, 7], [10, 10, 10], kind="proportion").why)
    A run chart: 3 points are fewer than the 10 that any signal needs.
    """
    one_of(kind, KINDS, "kind")
    values, sizes = numbers(y, "y"), None if n is None else numbers(n, "n")
    if kind in ("proportion", "rate") and sizes is None:
        raise UserError(
            f"A {kind} needs n, the {'denominator' if kind == 'proportion' else 'exposure'} of each period."
        )
    if sizes is not None and len(sizes) != len(values):
        raise UserError(f"y has {len(values)} rows and n has {len(sizes)}; they must match row by row.")
    there = ~np.isnan(values) if sizes is None else ~np.isnan(values) & (sizes > 0)
    values, sizes = values[there], None if sizes is None else sizes[there]
    if len(values) < ENOUGH_POINTS:
        few = f"A run chart: {len(values)} points are fewer than the {ENOUGH_POINTS} that any signal needs."
        return ChartSuggestion("run", few, signals=False)
    return _suggested(kind, values, sizes)


def _suggested(kind: str, values: Floats, sizes: Floats | None) -> ChartSuggestion:
    if kind == "cases between":
        return ChartSuggestion(
            "g", "A g chart: cases between rare events follow a geometric distribution.", True
        )
    if kind == "days between":
        if (values <= 0).any():
            return ChartSuggestion(
                "g", "A g chart: some events fell on the same day, and a t chart needs times above 0.", True
            )
        return ChartSuggestion(
            "t", "A t chart: times between rare events are skewed, and it straightens them.", True
        )
    if kind == "rating":
        return ChartSuggestion("i", "An XmR chart: one value a period, on a scale of its own.", True)
    mean = float(values.mean())
    if mean < RARE:
        return ChartSuggestion(
            "t", f"Too rare for a count each period ({mean:.1f} on average): chart the days between "
            f"events on a t chart, "
            "or the cases between them on a g chart.", True,
        )  # fmt: skip
    if kind == "count" or sizes is None:
        return ChartSuggestion("c", "A c chart: counts over periods alike.", True)
    plain, prime, name = ("p", "pp", "p'") if kind == "proportion" else ("u", "up", "u'")
    ratio, p = over_dispersion(values, sizes, kind)
    if ratio > 1 and p < LEVEL:
        return ChartSuggestion(
            prime, f"A {name} chart: periods vary {ratio:.1f} times as much as chance alone "
                f"({p_words(p)}), and the limits "
            f"of a {plain} chart would be too narrow.", True,
        )  # fmt: skip
    return ChartSuggestion(
        plain, f"A {plain} chart: periods vary no more than chance explains (ratio {ratio:.1f}).", True
    )


def over_dispersion(count: Floats, size: Floats, kind: str = "proportion") -> tuple[float, float]:
    """Pearson's dispersion (1 is chance alone) and the p-value that it is no more.

    Examples
    --------
    >>> ratio, p = over_dispersion(np.array([10.0, 40.0, 25.0]), np.array([50.0, 50.0, 50.0]))
    >>> round(ratio, 1), p < 0.001
    (18.0, True)
    """
    centre = count.sum() / size.sum()
    variance = size * centre * ((1 - centre) if kind == "proportion" else 1)
    if len(count) < 2 or not (variance > 0).all():
        return 1.0, 1.0
    chi2 = float(((count - size * centre) ** 2 / variance).sum())
    return chi2 / (len(count) - 1), float(stats.chi2.sf(chi2, len(count) - 1))


def compare(
    before: Column,
    after: Column,
    *,
    kind: Kind,
    n_before: Column | None = None,
    n_after: Column | None = None,
    paired: bool = False,
    direction: Literal["increase", "decrease", "neutral"] = "increase",
    question: str = "Did it change?",
    groups: tuple[str, str] = ("before", "after"),
) -> ComparisonResult:
    """Compare before with after by the test that suits the kind of indicator, and say why.

    Parameters
    ----------
    before, after : sequence of float
        In time order. Proportion, rate or count: the numerator of each period; paired proportion: 0 or 1 a
        case; otherwise the values themselves.
    n_before, n_after : sequence of float, optional
        Denominators or exposures of the same periods.
    paired : bool
        Whether row by row the same cases were rated twice (proportion, rating).

    Returns
    -------
    ComparisonResult
        Its text begins with why this comparison was chosen, and says so where the series before was not
        stable: then a difference may be the drift that was there already.

    Raises
    ------
    UserError
        A kind that is not known, ``paired`` with a kind that has no pairs, denominators that are missing or do not
        match.

    References
    ----------
    Those of `compare_proportions`, `compare_rates`, `compare_ratings` and their paired forms; steadiness by
    Anhøj & Olesen 2014, doi:10.1371/journal.pone.0113825.

    Examples
    --------
    >>> result = compare([5, 6, 4], [9, 8, 9], kind="proportion", n_before=[10, 10, 10], n_after=[10, 10, 10])
    >>> result.test, result.verdict
    ("Fisher's exact test", 'improved')
    """
    found, series = compared(
        before,
        after,
        kind=kind,
        n_before=n_before,
        n_after=n_after,
        paired=paired,
        told={"direction": direction, "question": question, "groups": groups},
    )
    return replace(
        found, text=f"{found.text}{unsteady_words(groups[0]) if unsteady(series).get(ALL) else ''}"
    )


def compared(
    before: Column,
    after: Column,
    *,
    kind: str,
    n_before: Column | None,
    n_after: Column | None,
    paired: bool,
    told: dict[str, Any],
) -> tuple[ComparisonResult, Floats]:
    """The comparison and the series before, whose steadiness is not judged yet.

    ``told`` holds direction, question and groups.
    """
    one_of(kind, KINDS, "kind")
    groups = told["groups"]
    first, second = numbers(before, groups[0]), numbers(after, groups[1])
    if paired:
        found, why, series = _paired(first, second, kind, told)
    elif kind in ("proportion", "rate", "count"):
        sizes = _sizes(kind, (first, second), n_before, n_after)
        found, why = _counted(kind, (first, second), sizes, told)
        series = divide(first, sizes[0])
    else:
        found, why, series = compare_ratings(first, second, **told), _RANKS, first
    return replace(found, text=f"{why} {found.text}"), series


_RANKS = "Compared by ranks, since ratings and times are uneven."


def _paired(
    first: Floats, second: Floats, kind: str, told: dict[str, Any]
) -> tuple[ComparisonResult, str, Floats]:
    nothing = np.zeros(0)
    if kind == "proportion":
        why = "Compared case by case, since the same cases were audited twice."
        return compare_paired_proportions(*paired_counts(first, second), **told), why, nothing
    if kind == "rating":
        return (
            compare_paired_ratings(first, second, **told),
            "Compared pair by pair, since the same people rated twice.",
            nothing,
        )
    raise UserError(f"paired=True suits a proportion or a rating, not a {kind}; leave it out.")


def _sizes(
    kind: str, counts: tuple[Floats, Floats], n_before: Column | None, n_after: Column | None
) -> tuple[Floats, Floats]:
    """Denominators of each side; a count has one period each."""
    if kind == "count" and n_before is None and n_after is None:
        return np.ones(len(counts[0])), np.ones(len(counts[1]))
    if n_before is None or n_after is None:
        raise UserError(f"A {kind} needs n_before and n_after, the denominator of each period.")
    sizes = numbers(n_before, "n_before"), numbers(n_after, "n_after")
    for count, size, name in zip(counts, sizes, ("before", "after"), strict=True):
        if len(count) != len(size):
            raise UserError(
                f"{name} has {len(count)} rows and n_{name} has {len(size)}; they must match row by row."
            )
    return sizes


def _counted(
    kind: str, counts: tuple[Floats, Floats], sizes: tuple[Floats, Floats], told: dict[str, Any]
) -> tuple[ComparisonResult, str]:
    """Add up the periods that have both figures."""
    there = tuple(~np.isnan(c) & (s > 0) for c, s in zip(counts, sizes, strict=True))
    k = [float(c[t].sum()) for c, t in zip(counts, there, strict=True)]
    n = [float(s[t].sum()) for s, t in zip(sizes, there, strict=True)]
    if kind == "proportion":
        why = "Compared as proportions of independent cases."
        return compare_proportions(k[0], n[0], k[1], n[1], **told), why
    return compare_rates(k[0], n[0], k[1], n[1], **told), "Compared as counts over exposure."


def unsteady(series: Floats, group: Labels | None = None) -> dict[Any, bool | None]:
    """Whether the run chart of each series has a signal of its own; None with too few points to tell."""
    judged = run_chart(series, group=group).summary
    told = zip(judged["group"], judged["enough_points"], judged["runs_signal"], strict=True)
    return {name: bool(signal) if enough else None for name, enough, signal in told}


def unsteady_words(name: str) -> str:
    """The warning where a series was not steady before."""
    return (
        f" Take care: the series {name} was not stable itself, so the difference may be a drift that "
        f"had begun earlier."
    )
