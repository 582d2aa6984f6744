"""What the person agreed may be shared, beside what was; and whether each deviation was reviewed and learnt from."""

from dataclasses import dataclass, field

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.learning.person.lists import Judged, filled, number, words_for
from msp_qi.learning.person.records import PersonRecords
from msp_qi.measures.working_days import deadline
from msp_qi.settings import timescale

WITHIN = "within the boundary"
OVERRIDE = "shared without consent, risk recorded"
OUTSIDE = "beyond the boundary"
NOT_SAID = "not recorded whether it was within the boundary"
NO_BOUNDARY = "recorded as within, but no boundary for this recipient was recorded before"
SAID_NO = "recorded as within, but the person had said no to this recipient"
ALLOWED = timescale("deviation")
DEVIATION = (OVERRIDE, OUTSIDE)
CLOSED, STILL_TIME, NO_LOOP = "reviewed and briefed in time", "still within the time", "not deviating"
PARTS = ("recipient_role", "items", "purpose", "consented")
CAUTION = (
    "Sharing without consent can be right where somebody is at risk. Then the record must say who decided and why, the "
    "person is told, a manager looks again and the team learns."
)


@dataclass(frozen=True)
class Sharing(Judged):
    """One person's boundaries and what was shared.

    Parameters
    ----------
    boundaries : DataFrame
        conversation_date, recipient_role, items, purpose, consented, escalate_if, complete (bool: who, what, purpose
        and consent are all there).
    deviations : int
        How many shares went beyond the boundary or overrode it.
    """

    boundaries: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    deviations: int = field(default=0)


def sharing_of(data: AuditData, records: PersonRecords) -> Sharing | None:
    """Set what was shared beside what was agreed.

    Parameters
    ----------
    data : AuditData
        As loaded, for the briefings.
    records : PersonRecords
        One person's rows.

    Returns
    -------
    Sharing or None
        None where neither is collected. ``table``: shared_on, recipient_role, items, agreed (what the boundary for
        this recipient said then), basis, authoriser_role, followup_on, judgement, loop (whether a manager reviewed it
        and a brief went out in time), look. ``due`` are the deviations whose time has run out or whose loop is closed,
        ``met`` those closed in time.
    """
    boundaries, shares = records.rows("consent_boundaries"), records.rows("information_shares")
    if boundaries is None and shares is None:
        return None
    agreed = _boundaries(boundaries)
    if shares is None or shares.empty:
        told = shares is not None
        return Sharing(
            _no_shares(), 0, 0, _sentence(_no_shares(), agreed, 0, 0, told), records.as_of, agreed, 0
        )
    rows = shares.sort_values("shared_on", ascending=False, kind="stable").reset_index(drop=True)
    latest = pd.DataFrame(
        [
            _agreed_then(agreed, case, role, when)
            for case, role, when in zip(
                rows["case_id"], rows["recipient_role"], rows["shared_on"], strict=True
            )
        ],
        index=rows.index,
    )
    judgement = _judgement(rows, latest)
    loop = _loop(data, records, rows, judgement.isin(DEVIATION))
    counted = judgement.isin(DEVIATION) & loop.ne(STILL_TIME)
    table = pd.DataFrame(
        {
            **{name: rows[name] for name in ("shared_on", "recipient_role", "items")},
            "agreed": latest["agreed"],
            "basis": rows["basis"],
            "authoriser_role": rows["authoriser_role"],
            "followup_on": records.done(rows["followup_on"]),
            "judgement": judgement,
            "loop": loop,
            "look": (counted & loop.ne(CLOSED)) | judgement.isin((NOT_SAID, NO_BOUNDARY, SAID_NO)),
        }
    )
    met, due = int((counted & loop.eq(CLOSED)).sum()), int(counted.sum())
    deviations = int(judgement.isin(DEVIATION).sum())
    return Sharing(
        table, met, due, _sentence(table, agreed, met, due, True), records.as_of, agreed, deviations
    )


def _boundaries(rows: pd.DataFrame | None) -> pd.DataFrame:
    names = ["case_id", "conversation_date", "recipient_role", "items", "purpose", "consented", "escalate_if"]
    if rows is None:
        empty = {name: pd.Series(dtype="str") for name in names}
        return pd.DataFrame(empty).assign(conversation_date=pd.to_datetime([]), complete=False)
    whole = pd.concat([filled(rows[name]) for name in PARTS], axis=1).all(axis=1)
    table = rows[names].assign(complete=whole)
    return table.sort_values("conversation_date", na_position="first", kind="stable").reset_index(drop=True)


def _agreed_then(agreed: pd.DataFrame, case: str, role: object, when: pd.Timestamp) -> dict[str, object]:
    """The latest boundary of the case for this recipient, talked about by the day of the share."""
    same = agreed["case_id"].eq(case) & agreed["recipient_role"].map(_plain).eq(_plain(role))
    then = agreed[same & ~(agreed["conversation_date"] > when)]
    if then.empty:
        return {"there": False, "said_no": False, "agreed": "no boundary recorded"}
    last = then.iloc[-1]
    consent = {"yes": "Yes", "partly": "Partly", "no": "No"}.get(
        str(last["consented"]), "Consent not recorded"
    )
    items = last["items"] if pd.notna(last["items"]) else "what: not recorded"
    return {"there": True, "said_no": last["consented"] == "no", "agreed": f"{consent}: {items}"}


def _plain(role: object) -> str:
    return " ".join(str(role).casefold().split()) if pd.notna(role) else ""  # type: ignore[call-overload]


def _judgement(rows: pd.DataFrame, latest: pd.DataFrame) -> "pd.Series[str]":
    within, basis = rows["within_boundary"], rows["basis"]
    return words_for(
        (basis.eq("override"), OVERRIDE),
        (within.eq("no"), OUTSIDE),
        (within.isna(), NOT_SAID),
        (~latest["there"].astype(bool), NO_BOUNDARY),
        (latest["said_no"].astype(bool), SAID_NO),
        otherwise=WITHIN,
    )


def _loop(
    data: AuditData, records: PersonRecords, rows: pd.DataFrame, deviating: "pd.Series[bool]"
) -> "pd.Series[str]":
    """Whether a manager reviewed the deviation and a brief went out, each in time."""
    shared = rows["shared_on"]
    briefed = rows["brief_issued_on"].fillna(_issued(data, records.service, rows["brief_id"]))
    done = {
        "review": records.done(rows["review_on"]),
        "brief": records.done(briefed).where(filled(rows["brief_id"])),
    }
    last = deadline(shared, ALLOWED)
    in_time = {name: (when >= shared) & (when <= last) for name, when in done.items()}
    over = {name: ~in_time[name] & (when.notna() | (last <= records.as_of)) for name, when in done.items()}
    return words_for(
        (~deviating, NO_LOOP),
        (in_time["review"] & in_time["brief"], CLOSED),
        (over["review"] & over["brief"], "neither reviewed nor briefed in time"),
        (over["review"], "not reviewed by a manager in time"),
        (over["brief"], "reviewed, but no brief in time"),
        otherwise=STILL_TIME,
    )


def _issued(data: AuditData, service: str, brief: pd.Series) -> pd.Series:
    """The day on which the briefings table says that a brief was issued."""
    if "briefings" not in data.tables:
        return pd.Series(pd.NaT, index=brief.index, dtype="datetime64[us]")
    rows = data.tables["briefings"]
    here = rows[rows["service"].eq(service) & rows["brief_id"].notna()].drop_duplicates("brief_id")
    found = here.set_index("brief_id")["issued_on"].reindex(brief)
    return found.set_axis(brief.index)


def _no_shares() -> pd.DataFrame:
    names = ("shared_on", "recipient_role", "items", "agreed", "basis", "authoriser_role", "followup_on")
    return pd.DataFrame({name: [] for name in (*names, "judgement", "loop")}, dtype="str").assign(look=False)


def _sentence(table: pd.DataFrame, agreed: pd.DataFrame, met: int, due: int, told: bool) -> str:
    said = _boundary_words(agreed)
    if not told:
        return f"{said} What was shared is not collected."
    if table.empty:
        return f"{said} Nothing is recorded as shared outside the service."
    judged = table["judgement"]
    out = int(judged.isin(DEVIATION).sum())
    times = "once" if len(table) == 1 else f"{len(table)} times"
    said += f" Something was shared {times}; {out} of {len(table)} went beyond what the person had agreed."
    if due:
        said += f" {met} of {due} had a manager's review and a brief within {ALLOWED.words}."
    doubtful = int(judged.isin((NOT_SAID, NO_BOUNDARY, SAID_NO)).sum())
    if doubtful:
        fits = "does" if doubtful == 1 else "do"
        said += f" {doubtful} {fits} not fit what was agreed as it is written: read the record."
    return said


def _boundary_words(agreed: pd.DataFrame) -> str:
    if agreed.empty:
        return "No consent boundary is recorded."
    whole = int(agreed["complete"].sum())
    count = number(len(agreed), "consent boundary", "consent boundaries")
    say = "says" if whole == 1 else "say"
    return f"{whole} of {count} {say} who may know, what, what for, and if the person agreed."
