"""The sections of notebook 05 about themes: which are common, how they run, and whether one was renamed."""

import pandas as pd

from msp_qi.briefs.document import Block, Bullets, ChartBlock, Notice, Paragraph, TableBlock
from msp_qi.briefs.study import Study
from msp_qi.charts.pareto import pareto_chart
from msp_qi.charts.small_multiples import small_multiples
from msp_qi.learning.recurring.history import LABELS, NO_THEME
from msp_qi.learning.recurring.together import Recurring
from msp_qi.learning.recurring.turns import VANISHED, Pair
from msp_qi.learning.recurring.wording import counted, listed, month, share
from msp_qi.schema.answers import THEME_CODEBOOK_VERSION
from msp_qi.settings import FALSE_DISCOVERY, LOOK_BACK_DAYS, RECURRING_CONCERNS

# More cases of a theme than this are not listed.
MOST_CASES = 5


def themes(study: Study, found: Recurring) -> list[Block]:
    """Which themes are named most, and the run chart of each."""
    codebook = (
        f"Themes are those of the codebook, version {THEME_CODEBOOK_VERSION}. A fixed list keeps a new name from "
        f"looking like an improvement. A theme recurs when it has {RECURRING_CONCERNS} concerns or more "
        f"in {LOOK_BACK_DAYS} days."
    )
    made: list[Block] = [Paragraph(codebook)]
    table = found.commonest.table
    if not table.empty:
        chart = pareto_chart(
            table["label"].tolist(),
            table["concerns"].tolist(),
            title=_pareto_title(found),
            counted="concerns",
        )
        made.append(ChartBlock(chart, found.commonest.sentence))
    else:
        made.append(Paragraph(found.commonest.sentence))
    if found.monthly.spc is not None:
        sums = found.monthly.counts.sum()
        names: dict[object, str] = {
            theme: f"{LABELS[theme]} (n = {sums[theme]})" for theme in found.monthly.charted
        }
        chart = small_multiples(found.monthly.spc, names=names, unit="number", title=_monthly_title(found))
        made.append(ChartBlock(chart, found.monthly_sentence))
    else:
        made.append(Paragraph(found.monthly_sentence))
    return [*made, _theme_table(found)]


def _pareto_title(found: Recurring) -> str:
    named_ = found.commonest.named
    if named_.empty:
        return "No theme was recorded"
    first = found.commonest.first
    leads = f"{first[0]} leads" if found.commonest.leads else "No theme clearly leads"
    leads = f"{first[0]} is the only theme" if len(named_) == 1 else leads
    return f"{leads}: concerns by theme, {found.history.stretch}"


def _monthly_title(found: Recurring) -> str:
    moved = [LABELS[theme] for theme in found.monthly.signals if found.adjusted[theme] <= FALSE_DISCOVERY]
    if moved:
        return f"Concerns a month: {listed(moved)} {'has' if len(moved) == 1 else 'have'} moved"
    return f"Concerns a month: {'no theme has clearly moved' if found.monthly.halves else 'too few to judge'}"


def _theme_table(found: Recurring) -> TableBlock:
    rows, year = found.history.concerns, found.history.last_year
    earlier = rows[~rows.index.isin(year.index)]
    table = pd.DataFrame(
        [
            {
                "Theme": LABELS[theme],
                "Earlier": share(int(earlier["theme"].eq(theme).sum()), len(earlier)),
                found.history.stretch: share(int(year["theme"].eq(theme).sum()), len(year)),
                "First named": _edge(rows, theme, "min"),
                "Last named": _edge(rows, theme, "max"),
                "Run chart": _run_chart_words(found, theme),
            }
            for theme in LABELS
            if theme != NO_THEME or rows["theme"].eq(NO_THEME).any()
        ]
    )
    return TableBlock("Every theme of the codebook, with the months it was first and last named", table)


def _edge(rows: pd.DataFrame, theme: str, which: str) -> str:
    dates = rows.loc[rows["theme"] == theme, "date_raised"]
    return month(pd.Timestamp(dates.agg(which))) if len(dates) else "never"


def _run_chart_words(found: Recurring, theme: str) -> str:
    if theme not in found.monthly.charted:
        return "too few concerns to chart"
    if theme not in found.monthly.halves:
        return "cannot be judged"
    if theme not in found.monthly.signals:
        return "no sign of change"
    return "has moved" if found.adjusted[theme] <= FALSE_DISCOVERY else "a sign of change, maybe chance"


def turns(study: Study, found: Recurring) -> list[Block]:
    """Themes that vanished or appeared, each with the cases to read."""
    if not found.looks[1]:
        few = f"No theme has {RECURRING_CONCERNS} concerns in all the months: too few to say whether one vanished."
        return [Paragraph(few)]
    if not found.pairs:
        return [
            Paragraph(
                f"No theme has clearly vanished or appeared ({counted(found.looks[1], 'look')}). A theme that is rare "
                "can still have been renamed without this page being able to tell.",
                strong=True,
            )
        ]
    made: list[Block] = []
    for pair, sentence in zip(found.pairs, found.pair_sentences, strict=True):
        made += [Notice(sentence, kind="warning"), Bullets(_cases_to_read(found, pair))]
    return made


def _cases_to_read(found: Recurring, pair: Pair) -> tuple[str, ...]:
    """The cases of both themes that lie nearest to the turn."""
    rows = found.history.concerns
    before = rows["month"] <= pair.found.last
    old, new = (
        (pair.found.theme, pair.other) if pair.found.kind == VANISHED else (pair.other, pair.found.theme)
    )
    said = []
    if old:
        said.append(
            f"{LABELS[old]}, the last up to {month(pair.found.last)}: {_cases(rows[before], old, last=True)}"
        )
    if new:
        said.append(f"{LABELS[new]}, the first since: {_cases(rows[~before], new, last=False)}")
    return tuple(said)


def _cases(rows: pd.DataFrame, theme: str, *, last: bool) -> str:
    cases = rows.loc[rows["theme"] == theme, "case_id"].dropna()
    nearest = cases.tail(MOST_CASES) if last else cases.head(MOST_CASES)
    return f"cases {', '.join(nearest)}" if len(nearest) else "no case"
