"""The parts of a person's page that are lists: goals, triggers, breaches, restrictions, and what was shared."""

import pandas as pd

from msp_qi.briefs.document import Block, ChartBlock, Paragraph, TableBlock
from msp_qi.briefs.wording import day
from msp_qi.charts.chart import Chart
from msp_qi.charts.goal_ladder import goal_ladder
from msp_qi.charts.marks import Mark
from msp_qi.charts.style import COLOURS
from msp_qi.charts.timeline import Moment, TimeRow, timeline_chart
from msp_qi.learning.person import breaches, goals, restrictions, sharing, triggers
from msp_qi.learning.person.goals import Ladder
from msp_qi.learning.person.lists import Judged, number
from msp_qi.learning.person.restrictions import Restrictions
from msp_qi.learning.person.sharing import Sharing
from msp_qi.schema.fields import table as schema_table

# The latest goals are drawn; the rest would be a wall of ladders.
MOST_LADDERS = 3
# Points: the days on which the person was asked stand above the days on which something was shared.
ASKED_UP = 4.0
REVIEW_DUE = Mark("o", COLOURS.paper, COLOURS.ink, 0.5, "review due")
REVIEWED = Mark("o", COLOURS.ink, COLOURS.ink, 0.0, "reviewed")
SAID_YES = Mark("o", COLOURS.better, COLOURS.better, 0.0, "consent: yes")
SAID_PARTLY = Mark("o", COLOURS.paper, COLOURS.better, 0.5, "consent: partly")
SAID_NO = Mark("X", COLOURS.ink, COLOURS.ink, 1.0, "consent: no, or not recorded")
SHARED = Mark("s", COLOURS.series, COLOURS.series, 0.0, "shared within the boundary")
BEYOND = Mark("D", COLOURS.signal, COLOURS.signal, 0.8, "shared beyond it, or in doubt")


def goal_blocks(ladders: tuple[Ladder, ...]) -> list[Block]:
    """The latest ladders as pictures, the others as a table."""
    drawn: list[Block] = [ChartBlock(goal_ladder(found), found.sentence) for found in ladders[:MOST_LADDERS]]
    rest = ladders[MOST_LADDERS:]
    if rest:
        table = pd.DataFrame(
            {
                "Case": [found.case for found in rest],
                "Goal": [found.goal for found in rest],
                "How far": [found.sentence for found in rest],
            }
        )
        drawn.append(TableBlock("Earlier goals", table))
    return [*drawn, Paragraph(goals.CAUTION)]


def trigger_blocks(found: Judged) -> list[Block]:
    """Every trigger with what was done about it."""
    table = found.table
    shown = pd.DataFrame(
        {
            "Day": [_short(when) for when in table["trigger_date"]],
            "What happened": _labels("triggers", "trigger_type", table["trigger_type"]),
            "Decided on": [_short(when) for when in table["plan_adjusted_on"]],
            "Days": table["days"],
            "Reason for no change": table["no_change_reason"],
            "How it stands": _marked(table),
        }
    )
    return _list("Triggers, the latest first", found, shown, triggers.CAUTION)


def breach_blocks(found: Judged) -> list[Block]:
    """Every breach with the time to its review and whether the person was told."""
    table = found.table
    shown = pd.DataFrame(
        {
            "Breach": [_moment(when) for when in table["breach_at"]],
            "Hours to the review": ["none" if pd.isna(hours) else f"{hours:.1f}" for hours in table["hours"]],
            "How it stands": _marked(table),
            "Was the person told?": table["person"].str.capitalize(),
        }
    )
    return _list("Breaches, the latest first", found, shown, breaches.CAUTION)


def restriction_blocks(found: Restrictions) -> list[Block]:
    """The restrictions on a timeline, and as a table."""
    table = found.table
    shown = pd.DataFrame(
        {
            "Restriction": table["restriction_id"].astype("str").str.cat(table["kind"], sep=": "),
            "In force": _spans(table),
            "Review due": table["review_due"].map(_short),
            "Reviewed": table["last_reviewed_on"].map(_short),
            "Reason?": table["reason"],
            "How it stands": _marked(table),
        }
    )
    if table.empty:
        return [Paragraph(found.sentence, strong=True), Paragraph(restrictions.CAUTION)]
    return [
        ChartBlock(restriction_chart(found), found.sentence),
        TableBlock("Restrictions, the earliest first", shown),
        Paragraph(restrictions.CAUTION),
    ]


def _spans(table: pd.DataFrame) -> list[str]:
    return [
        f"since {_short(start)}" if pd.isna(end) else f"{_short(start)} to {_short(end)}"
        for start, end in zip(table["start_date"], table["end_date"], strict=True)
    ]


def _short(when: object) -> str:
    """A day in few letters; nothing where it is missing."""
    if pd.isna(when):  # type: ignore[call-overload]
        return ""
    found = pd.Timestamp(when)  # type: ignore[arg-type]
    return f"{found.day} {found:%b %Y}"


def restriction_chart(found: Restrictions, today: pd.Timestamp | None = None) -> Chart:
    """Restrictions over time, with what has drifted marked and said."""
    rows = [_restriction_row(row) for row in _records(found.table)]
    end = found.as_of if today is None else today
    drifted = found.drifted or "none"
    title = (
        f"{number(found.in_force, 'restriction')} in force, {drifted} drifted"
        if found.in_force
        else f"None of {number(len(rows), 'restriction')} is in force"
    )
    alt = ". ".join([f"Timeline: {title}", *(f"{row.name}: {row.words}" for row in rows)]) + "."
    return timeline_chart(rows, end, title=title, alt=alt, data=found.table)


def _restriction_row(row: dict[str, object]) -> TimeRow:
    moments = [(row["review_due"], REVIEW_DUE), (row["last_reviewed_on"], REVIEWED)]
    words = str(row["judgement"])
    again = row["reintroduced_of"]
    if pd.notna(again) and words not in (*restrictions.DRIFT, restrictions.ENDED_NO_REASON):  # type: ignore[call-overload]
        words = f"{words}; brings back {again}, with a reason"
    return TimeRow(
        f"{row['restriction_id']} {row['kind']}",
        pd.Timestamp(row["start_date"]),  # type: ignore[arg-type]
        pd.Timestamp(row["end_date"]),  # type: ignore[arg-type]
        tuple(Moment(pd.Timestamp(when), mark) for when, mark in moments if pd.notna(when)),  # type: ignore[arg-type, call-overload]
        words,
        row["judgement"] in restrictions.DRIFT,
    )


def sharing_blocks(found: Sharing) -> list[Block]:
    """What was agreed and what was shared, on one timeline by recipient and as two tables."""
    blocks: list[Block] = [Paragraph(found.sentence, strong=True)]
    chart = sharing_chart(found)
    if chart is not None:
        blocks = [ChartBlock(chart, found.sentence)]
    if len(found.boundaries):
        blocks.append(TableBlock("What the person agreed", _agreed(found.boundaries)))
    if len(found.table):
        blocks.append(TableBlock("What was shared, the latest first", _shared(found.table)))
    return [*blocks, Paragraph(sharing.CAUTION)]


def sharing_chart(found: Sharing) -> Chart | None:
    """Recipients as rows: when the person was asked, and when something was shared; None where nothing has a date."""
    talked = found.boundaries[found.boundaries["conversation_date"].notna()]
    if talked.empty and found.table.empty:
        return None
    names = list(dict.fromkeys([*talked["recipient_role"], *found.table["recipient_role"]]))
    rows = [_recipient(name, talked, found.table) for name in names]
    many = int(found.table["look"].astype(bool).sum()) if len(found.table) else 0
    beyond = f"{found.deviations} beyond what was agreed, {many or 'none'} to look at"
    title = f"{number(len(found.table), 'share')}: {beyond}"
    alt = ". ".join([f"Timeline: {title}", *(f"{row.name}: {row.words}" for row in rows)]) + "."
    return timeline_chart(rows, found.as_of, title=title, alt=alt, data=found.table)


def _recipient(name: object, talked: pd.DataFrame, shared: pd.DataFrame) -> TimeRow:
    consents = {"yes": SAID_YES, "partly": SAID_PARTLY}
    asked = talked[_same(talked["recipient_role"], name)]
    told = shared[_same(shared["recipient_role"], name)]
    moments = [
        Moment(when, consents.get(str(said), SAID_NO), up=ASKED_UP)
        for when, said in zip(asked["conversation_date"], asked["consented"], strict=True)
    ]
    fits = told["judgement"].eq(sharing.WITHIN)
    moments += [
        Moment(pd.Timestamp(when), SHARED if fine else BEYOND, up=-ASKED_UP)
        for when, fine in zip(told["shared_on"], fits, strict=True)
    ]
    beyond = told.loc[~fits, "judgement"].value_counts()
    words = "; ".join(f"{count} {said}" for said, count in beyond.items())
    return TimeRow(
        str(name) if pd.notna(name) else "Recipient not recorded",  # type: ignore[call-overload]
        moments=tuple(moments),
        words=words or number(len(told), "share") + " within the boundary" * bool(len(told)),
        loud=bool(told["look"].astype(bool).any()),
    )


def _same(roles: pd.Series, name: object) -> "pd.Series[bool]":
    return roles.isna() if pd.isna(name) else roles.eq(str(name))  # type: ignore[call-overload]


def _agreed(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Who may know": table["recipient_role"],
            "Talked about": [_short(when) for when in table["conversation_date"]],
            "Consented?": _labels("consent_boundaries", "consented", table["consented"]),
            "What": table["items"],
            "For what": table["purpose"],
            "Shared anyway if": table["escalate_if"],
            "Complete?": table["complete"].astype(bool),
        }
    )


def _shared(table: pd.DataFrame) -> pd.DataFrame:
    loop = table["loop"].astype("str")
    return pd.DataFrame(
        {
            "Shared with": [
                f"{'Not recorded' if pd.isna(who) else who}, {_short(when)}"
                for who, when in zip(table["recipient_role"], table["shared_on"], strict=True)
            ],
            "What was shared": table["items"],
            "Agreed before": table["agreed"],
            "Decided by": table["authoriser_role"],
            "Person told": [_short(when) for when in table["followup_on"]],
            "How it stands": _marked(table) + ("; " + loop).where(loop.ne(sharing.NO_LOOP), ""),
        }
    )


def _list(caption: str, found: Judged, shown: pd.DataFrame, caution: str) -> list[Block]:
    said: list[Block] = [Paragraph(found.sentence, strong=True)]
    return [*said, *([TableBlock(caption, shown)] if len(shown) else []), Paragraph(caution)]


def _marked(table: pd.DataFrame) -> pd.Series:
    """How each row stands, with a word before those to look at: not by colour alone."""
    words = table["judgement"].astype("str")
    return words.where(~table["look"].astype(bool), "Look: " + words)


def _labels(table: str, field: str, codes: pd.Series) -> pd.Series:
    answers = schema_table(table).field(field).answers
    return codes.map({answer.code: answer.label for answer in answers}).astype("str").fillna("Not recorded")


def _moment(when: object) -> str:
    moment = pd.Timestamp(when)  # type: ignore[arg-type]
    return f"{day(moment)}, {moment:%H:%M}"


def _records(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
