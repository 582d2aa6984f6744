"""The sections of notebook 05, one function each."""

import math

import pandas as pd

from msp_qi.briefs.document import Block, Bullets, ChartBlock, Notice, Paragraph, TableBlock
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import NOT_A_ZERO, day
from msp_qi.charts.indicators import indicator_chart
from msp_qi.charts.pareto import pareto_chart
from msp_qi.charts.small_multiples import small_multiples
from msp_qi.learning.findings import Finding
from msp_qi.learning.recurring import together as parts
from msp_qi.learning.recurring.history import LABELS, NO_THEME
from msp_qi.learning.recurring.together import Recurring
from msp_qi.learning.recurring.turns import VANISHED, Pair
from msp_qi.learning.recurring.wording import counted, listed, month, share
from msp_qi.measures.catalogue import named
from msp_qi.schema.answers import THEME_CODEBOOK_VERSION
from msp_qi.schema.fields import table as schema_table
from msp_qi.settings import FALSE_DISCOVERY, LOOK_BACK_DAYS, RECURRING_CONCERNS

# More people, or cases of a theme, than this are counted and not listed.
MOST_PEOPLE, MOST_CASES = 20, 5

# What the chart of an indicator does not show, said under it.
NOT_TO_CONCLUDE = {
    parts.REPEATED: "A concern that comes back does not show that the first answer was wrong.",
    parts.REPEATED_THEME: "Look at what the first plan was before you say that it failed.",
    parts.LATE: "Late does not mean badly done, and in time does not mean well done.",
    parts.INTRODUCED: "Fewer is better only where harm does not rise; read the next chart beside it.",
    parts.HARM: "It says what staff recorded about the risk, not how safe the person feels.",
    parts.ACTED: "A verified action does not show that the theme will not come back.",
}


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
        return "too few points to judge"
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


def people(study: Study, found: Recurring) -> list[Block]:
    """The share of concerns that come back, and who, by pseudonym."""
    made: list[Block] = [Paragraph(found.repeats.sentence, strong=True)]
    unknown = found.repeats.unknown
    if unknown:
        rows = counted(unknown, "concern has", "concerns have")
        made.append(
            Notice(f"{rows} no pseudonym, so nobody can tell whether the person came back.", "warning")
        )
    made += [*_indicator(study, found, parts.REPEATED), *_indicator(study, found, parts.REPEATED_THEME)]
    table = found.repeats.table
    if table.empty:
        return made
    shown = table.head(MOST_PEOPLE)
    rest = len(table) - len(shown)
    more = f"; {counted(rest, 'more person', 'more people')} with fewer repeats not listed" if rest else ""
    caption = f"Who came back in {found.history.stretch}, by pseudonym: internal, not for sharing{more}"
    columns = pd.DataFrame(
        {
            "Person": shown["person_id"],
            "Concerns": shown["concerns"].astype(str),
            "Came back within a year": shown["repeats"].astype(str),
            "On the same theme": shown["same_theme"].astype(str),
            "Themes": shown["themes"],
            "Latest": [day(pd.Timestamp(date)) for date in shown["latest"]],
        }
    )
    return [*made, TableBlock(caption, columns)]


def delays(study: Study, found: Recurring) -> list[Block]:
    """Which stage is late most, how long each takes, and the run chart of all stages."""
    lacking = study.measures.lacking(study.service)
    if parts.LATE in lacking:
        return [_not_collected(parts.LATE, lacking[parts.LATE])]
    table = found.delays.table
    made: list[Block] = []
    if found.delays.worst:
        leads = "is late most" if found.delays.clear else "is late most, but not clearly"
        title = f"The {found.delays.worst} {leads}: late stages, {found.history.stretch}"
        names = [name[:1].upper() + name[1:] for name in table["stage"]]
        chart = pareto_chart(names, table["late"].tolist(), title=title, counted="late stages")
        made.append(ChartBlock(chart, found.delays.sentence))
    else:
        made.append(Paragraph(found.delays.sentence, strong=True))
    made.append(TableBlock(f"Stages that fell due in {found.history.stretch}", _stage_table(table)))
    return [*made, *_indicator(study, found, parts.LATE)]


def _stage_table(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Stage": [name[:1].upper() + name[1:] for name in table["stage"]],
            "Agreed time": table["allowed"],
            "Late, of those due": [
                share(int(late), int(due)) for late, due in zip(table["late"], table["due"], strict=True)
            ],
            "Of the late, still open": table["still_open"].astype(str),
            "Half were done within": [
                _median(float(days), int(n))
                for days, n in zip(table["median_days"], table["timed"], strict=True)
            ],
        }
    )


def _median(days: float, n: int) -> str:
    if not n or math.isnan(days):
        return "none to time"
    if math.isinf(days):
        return f"fewer than half are done (n = {n})"
    return f"{days:g} working {'day' if days == 1 else 'days'} (n = {n})"


def restrictions(study: Study, found: Recurring) -> list[Block]:
    """Restrictions introduced per 10 concerns, with harm beside them."""
    return [
        Paragraph(found.balance_sentence, strong=True),
        *_indicator(study, found, parts.INTRODUCED),
        *_indicator(study, found, parts.HARM),
    ]


def register(study: Study, found: Recurring) -> list[Block]:
    """The theme register, and the run chart of themes with a verified action."""
    made: list[Block] = [Paragraph(found.register.sentence, strong=True)]
    table = found.register.table
    if not table.empty:
        made.append(TableBlock(f"Theme register, {found.history.stretch}", _register_table(found)))
        if found.register.collected:
            practice = int(table["practice"].sum())
            made.append(
                Paragraph(
                    "Opened, done and verified are each counted in these months, so an action opened earlier can be "
                    f"done here. To improve practice, and not for one person: {practice} of these actions."
                )
            )
        unlinked = [label.lower() for label in table.loc[table["linked"] == "", "label"]]
        if unlinked:
            made.append(
                Paragraph(
                    f"No indicator is tied to {listed(unlinked)}: whether that work helps shows only in whether the "
                    "theme comes back."
                )
            )
    return [*made, *_indicator(study, found, parts.ACTED)]


def _register_table(found: Recurring) -> pd.DataFrame:
    table, known = found.register.table, found.register.collected
    made = pd.DataFrame(
        {
            "Theme": table["label"],
            "Concerns": table["concerns"].astype(str),
            "People": table["people"].astype(str),
            "Same person and theme again": table["again"].astype(str),
        }
    )
    for title, name in (
        ("Actions opened", "opened"),
        ("Done", "done"),
        ("Verified by another role", "verified"),
    ):
        made[title] = table[name].astype(str) if known else "not collected"
    made["Linked indicator"] = [
        f"{title}: {moved}" if title else "none known"
        for title, moved in zip(table["linked"], table["moved"], strict=True)
    ]
    return made


def _indicator(study: Study, found: Recurring, name: str) -> list[Block]:
    """The run chart of an indicator with its sentence, or why there is none."""
    finding = found.findings.get(name)
    if finding is not None:
        return [ChartBlock(indicator_chart(finding, study.changes), _said(finding))]
    lacking = study.measures.lacking(study.service)
    return [_not_collected(name, lacking[name])] if name in lacking else []


def _said(finding: Finding) -> str:
    return f"{finding.sentence} {NOT_TO_CONCLUDE[finding.indicator.name]}"


def _not_collected(name: str, fields: tuple[str, ...]) -> Notice:
    places = []
    for each in fields:
        table, field = each.split(".")
        sheet = schema_table(table)
        places.append(f"{sheet.field(field).label} on sheet {sheet.sheet}")
    return Notice(f"{named(name).title}: not collected, {NOT_A_ZERO} It needs {listed(places)}.")
