"""Everything about what recurs in one service, worked out once, and judged together."""

from dataclasses import dataclass

from msp_qi.learning.findings import Finding
from msp_qi.learning.recurring.delays import Delays, delays_of
from msp_qi.learning.recurring.history import History, history_of
from msp_qi.learning.recurring.people import Repeats, repeats_of
from msp_qi.learning.recurring.register import Register, register_of
from msp_qi.learning.recurring.themes import Commonest, Monthly, commonest, monthly, monthly_sentence
from msp_qi.learning.recurring.turns import Pair, looked_at, pair_sentence, pairs, turns
from msp_qi.learning.recurring.wording import counted
from msp_qi.measures.compute import Measures
from msp_qi.settings import FALSE_DISCOVERY
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import LEVEL
from msp_qi.stats.false_signals import over_many
from msp_qi.stats.many import benjamini_hochberg

# Indicators of the page, by what they are about.
REPEATED, REPEATED_THEME, LATE = "repeat_concern", "repeat_concern_same_theme", "stages_late"
INTRODUCED, HARM, ACTED = "restrictions_introduced", "risk_reduced_or_removed", "theme_with_verified_action"


@dataclass(frozen=True)
class Recurring:
    """What keeps recurring in one service.

    Parameters
    ----------
    history : History
        The concerns that were counted.
    commonest : Commonest
        Themes of the last year.
    monthly : Monthly
        The run chart of each theme.
    pairs : tuple of Pair
        Themes that clearly vanished or appeared, and what took their place.
    repeats : Repeats
        Who came back.
    delays : Delays
        Late stages.
    register : Register
        Recurring themes and what was done about them.
    findings : dict of str to Finding
        The page's indicators that are collected, by name.
    adjusted : dict of str to float
        For each theme that has a chart with enough points, the p of its change, and for each look at a vanished or new
        theme its p; all adjusted for the number of them (Benjamini and Hochberg).
    looks : tuple of int
        How many run charts of themes, looks for a new or vanished theme, and run charts of indicators there are.
    """

    history: History
    commonest: Commonest
    monthly: Monthly
    pairs: tuple[Pair, ...]
    repeats: Repeats
    delays: Delays
    register: Register
    findings: dict[str, Finding]
    adjusted: dict[str, float]
    looks: tuple[int, int, int]

    @property
    def monthly_sentence(self) -> str:
        """What the run charts of the themes say together."""
        return monthly_sentence(self.monthly, self.adjusted)

    @property
    def pair_sentences(self) -> tuple[str, ...]:
        """One for each theme that vanished or appeared."""
        return tuple(pair_sentence(pair) for pair in self.pairs)

    @property
    def balance_sentence(self) -> str:
        """Restrictions read together with harm."""
        return balance_sentence(self.findings.get(INTRODUCED), self.findings.get(HARM))

    @property
    def multiplicity(self) -> str:
        """How much was looked at, what chance alone would give, and what was done about it."""
        charts, tests, indicators = self.looks
        together = (
            "The indicators are judged together with all the others of this service, as on the page Is practice "
            "personal?"
        )
        if not charts:
            return f"There are too few concerns to chart a theme or to ask whether one is new. {together}"
        useful = self._useful
        expected = (
            f"about {over_many(useful)[0]:.1f} of the {len(useful)} charts with enough points"
            if useful
            else ""
        )
        looks = f"up to {LEVEL * tests:.1f} of the {tests} looks" if tests else ""
        chance = " and ".join(words for words in (expected, looks) if words)
        return (
            f"This page looks at {counted(charts, 'run chart')} of themes and {indicators} of indicators, and asks "
            f"{counted(tests, 'time')} whether a theme is new or has vanished. "
            + (f"If nothing had changed, {chance} would still stand out by chance. " if chance else "")
            + "So we only call it a change when it still stands out after allowing for all of them "
            f"(Benjamini-Hochberg: at most {per_cent(FALSE_DISCOVERY)} of what is called a change should be chance). "
            f"{together}"
        )

    @property
    def _useful(self) -> list[int]:
        """Points off the middle line of each chart that has enough of them."""
        charts = [] if self.monthly.spc is None else [self.monthly.spc.summary]
        shown = [
            found.spc.summary[found.spc.summary["group"] == name] for name, found in self.findings.items()
        ]
        return [int(n) for rows in (*charts, *shown) for n in rows.loc[rows["enough_points"], "n_useful"]]


def recurring(measures: Measures, service: str, findings: tuple[Finding, ...]) -> Recurring:
    """Work out what keeps recurring.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``, by month.
    service : str
        A service of the data.
    findings : tuple of Finding
        The indicators of that service, judged.

    Returns
    -------
    Recurring
        With empty parts where there is nothing to count; each part's sentence says so.
    """
    history = history_of(measures, service)
    by_month = monthly(history)
    found = turns(by_month.counts)
    tests = looked_at(by_month.counts)
    # A look that found nothing is a look: it has a p of 1.
    p = {**by_month.halves, **{turn.key: turn.turn.p for turn in found}}
    silent = [1.0] * (tests - len(found))
    adjusted = dict(zip(p, benjamini_hochberg([*p.values(), *silent]).tolist(), strict=False))
    clear = tuple(turn for turn in found if adjusted[turn.key] <= FALSE_DISCOVERY)
    shown = {
        finding.indicator.name: finding
        for finding in findings
        if finding.indicator.name in (REPEATED, REPEATED_THEME, LATE, INTRODUCED, HARM, ACTED)
    }
    came_back = repeats_of(measures, history)
    return Recurring(
        history,
        commonest(history),
        by_month,
        pairs(by_month.counts, clear),
        came_back,
        delays_of(measures, history),
        register_of(measures, history, came_back, findings),
        shown,
        adjusted,
        (len(by_month.charted), tests, len(shown)),
    )


def balance_sentence(introduced: Finding | None, harm: Finding | None) -> str:
    """What restrictions and harm say together, and what neither can say alone.

    Parameters
    ----------
    introduced, harm : Finding or None
        Restrictions introduced per 10 concerns, and risk reduced or removed; None where not collected.

    Returns
    -------
    str
    """
    if introduced is None:
        return "Restrictions are not collected here, so nothing can be said about them; that is not the same as none."
    if harm is None:
        return "Whether risk was reduced is not collected here: fewer restrictions cannot be called better without it."
    if "cannot tell" in (introduced.verdict, harm.verdict):
        return "The charts cannot judge restrictions and harm together: do not call fewer of them better yet."
    if introduced.verdict == "no clear difference":
        return "Restrictions show no clear change: do not conclude that each one is needed; that is asked case by case."
    fewer = introduced.verdict == "improved"
    if harm.verdict == "worsened":
        return (
            "Fewer restrictions were introduced, but risk was reduced less often: do not call this better. Read cases."
            if fewer
            else "More restrictions were introduced and risk was reduced less often: they did not clearly keep people "
            "safer. Read cases."
        )
    kept = "risk was reduced more often" if harm.verdict == "improved" else "risk shows no clear change"
    if fewer:
        return (
            f"Fewer restrictions were introduced and {kept}. That fits less control without more harm, "
            "and proves nothing."
        )
    return (
        f"More restrictions were introduced, and {kept}. Do not conclude that they were needed: ask what else was "
        "tried."
    )
