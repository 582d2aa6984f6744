"""Which free text asks to be read again: a prompt for each, with the words that triggered it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.errors import UserError
from msp_qi.learning.voice.answers import claims_in_answers
from msp_qi.learning.voice.copies import copied, long_enough
from msp_qi.learning.voice.evidence import capacity_claim, capacity_shown, consent_claim, consent_shown
from msp_qi.learning.voice.gather import (
    KEY,
    Cases,
    cases_with_capacity_shown,
    cases_with_conversation,
    people_of,
    texts_of,
)
from msp_qi.learning.voice.jargon import JARGON, JargonList, jargon_in
from msp_qi.learning.voice.own_words import in_own_words
from msp_qi.learning.voice.reasons import REASONS, reason
from msp_qi.learning.voice.words import shown, words_of

# Where the person's words are asked for, little jargon is much; elsewhere it must be a good part of the text.
JARGON_OWN_WORDS, JARGON_ELSEWHERE = 0.05, 0.2
FEWEST_WORDS, MOST_WORDS = 4, 100
CLAIM_WORDS = "capacit|consent"

PROMPT_COLUMNS = (
    *KEY, "table", "field", "reason", "words", "plainer", "question", "group", "people", *SOURCE_COLUMNS,
)  # fmt: skip
SUMMARY_COLUMNS = ("reason", "label", "of", "checked", "prompted", "cases")


@dataclass(frozen=True)
class RecordingQuality:
    """Texts that ask to be read again. Internal only: the words are from records.

    Parameters
    ----------
    prompts : DataFrame
        A row a prompt: service, case_id, table, field, reason, words (what triggered it, cut short), plainer (plain
        words for jargon), question (for the one who reads the case), group (texts of one shared wording have one
        number, 0 where nothing is shared), people (how many have that wording), source_file, source_sheet, source_row.
    summary : DataFrame
        A row a reason: reason, label, of (what was looked at), checked, prompted, cases (different cases prompted).
    texts : int
        How many texts are filled in.
    not_english : int
        How many of those that ask for the person's own words may be in another language: nothing is said of whose words
        they are.
    jargon_version : str
        Of the list that was used.
    sentence : str
        What was found, and what not to make of it.
    """

    prompts: pd.DataFrame = field(repr=False)
    summary: pd.DataFrame = field(repr=False)
    texts: int
    not_english: int
    jargon_version: str
    sentence: str


def recording_quality(
    data: AuditData, service: str | None = None, *, jargon: JargonList = JARGON
) -> RecordingQuality:
    """Prompts to read a case again, from the free text that is given.

    No worker is looked at: no field that names a role is read, and nothing is counted by author.

    Parameters
    ----------
    data : AuditData
        As loaded.
    service : str, optional
        One service, whose texts are compared with each other only; without it all services, compared with all.
    jargon : JargonList
        The list to use, e.g. ``read_jargon(Path("ours.toml").read_text())``.

    Returns
    -------
    RecordingQuality

    Raises
    ------
    UserError
        When the data hold no such service.

    Notes
    -----
    How often the rules are right on made-up texts stands in ``docs/recording-quality.md``.
    """
    if service is not None and service not in data.services:
        raise UserError(
            f'There is no service "{service}" in the data; there are: {", ".join(data.services)}.'
        )
    texts = texts_of(data, service)
    looked = [*_by_text(texts, jargon), _copies(data, texts), *_claims(data, texts, service)]
    checked = {found.name: 0 for found in REASONS}
    for name, base, _ in looked:
        checked[name] += base
    kept = [rows.assign(reason=name) for name, _, rows in looked if len(rows)]
    prompts = _prompts(kept)
    summary = _summary(prompts, checked)
    foreign = (
        int((texts["own_words"].astype(bool) & texts["foreign"].astype(bool)).sum()) if len(texts) else 0
    )
    return RecordingQuality(
        prompts, summary, len(texts), foreign, jargon.version, _sentence(summary, prompts, len(texts))
    )


Looked = tuple[str, int, pd.DataFrame]


def _by_text(texts: pd.DataFrame, jargon: JargonList) -> Iterator[Looked]:
    """The reasons that one text alone can give."""
    empty, own, whole = (texts[name].astype(bool) for name in ("empty", "own_words", "whole"))
    yield "says_nothing", len(texts), _where(texts, empty)
    said = texts[~empty]
    asked = said[own[said.index] & ~said["foreign"].astype(bool)]
    yield "not_own_words", len(asked), _where(asked, ~asked["text"].map(in_own_words).astype(bool))
    yield "jargon", len(said), _jargon(said, jargon)
    length = said["text"].map(lambda text: len(words_of(text))).astype("int64")
    short = said[whole[said.index] & length.lt(FEWEST_WORDS)]
    heard = short["text"].map(in_own_words).astype(bool)
    # "Capacity assumed" is short as well, and has a prompt of its own.
    claims = short["text"].str.contains(CLAIM_WORDS, case=False)
    yield (
        "very_short",
        int(whole[said.index].sum()),
        _where(short, ~(heard & short["own_words"].astype(bool)) & ~claims),
    )
    yield "very_long", len(said), _where(said, length.gt(MOST_WORDS))


def _where(texts: pd.DataFrame, prompted: "pd.Series[bool]") -> pd.DataFrame:
    found = texts[prompted.to_numpy(dtype=bool)]
    return found.assign(words=found["text"])


def _jargon(texts: pd.DataFrame, jargon: JargonList) -> pd.DataFrame:
    found = [jargon_in(text, jargon) for text in texts["text"]]
    enough = [
        one.share >= (JARGON_OWN_WORDS if own else JARGON_ELSEWHERE)
        for one, own in zip(found, texts["own_words"], strict=True)
    ]
    kept = [one for one, much in zip(found, enough, strict=True) if much]
    return texts[enough].assign(
        words=["; ".join(one.words) for one in kept],
        plainer=["; ".join(term.plain for term in one.terms) for one in kept],
    )


def _copies(data: AuditData, texts: pd.DataFrame) -> Looked:
    """Field by field, so that a wish is never compared with a reason."""
    usable = texts[texts["this_case"].astype(bool) & ~texts["empty"].astype(bool)]
    usable = usable[usable["text"].map(long_enough).astype(bool)]
    parts, before = [], 0
    for _, rows in usable.groupby(["table", "field"], sort=False):
        found = copied(rows["text"].tolist(), people_of(data, rows))
        part = rows.iloc[found["row"].astype("int64")].assign(
            words=found["words"].to_numpy(),
            group=found["group"].to_numpy() + before + 1,
            people=found["people"].to_numpy(),
        )
        before = int(part["group"].max()) if len(part) else before
        parts.append(part)
    together = pd.concat(parts) if parts else usable.assign(words="")
    return "copied", len(usable), together


def _claims(data: AuditData, texts: pd.DataFrame, service: str | None) -> Iterator[Looked]:
    """Capacity and consent that are claimed, in words or by an answer picked, with nothing beside them."""
    capacity, consent = cases_with_capacity_shown(data), cases_with_conversation(data)
    said = texts[~texts["empty"].astype(bool)]
    for name, claim, is_shown, beside in (
        ("capacity_claimed", capacity_claim, capacity_shown, capacity),
        ("consent_claimed", consent_claim, consent_shown, consent),
    ):
        claims = said.assign(words=said["text"].map(claim).astype("str"))
        claims = claims[claims["words"].ne("")]
        bare = ~claims["text"].map(is_shown).astype(bool) & ~_among(claims, beside)
        yield name, len(claims), claims[bare]
        yield claims_in_answers(name, data, beside, service)


def _among(rows: pd.DataFrame, cases: Cases) -> "pd.Series[bool]":
    pairs = zip(rows["service"], rows["case_id"], strict=True)
    return pd.Series([pair in cases for pair in pairs], index=rows.index, dtype=bool)


def _prompts(kept: list[pd.DataFrame]) -> pd.DataFrame:
    if not kept:
        return pd.DataFrame(columns=list(PROMPT_COLUMNS))
    plain = [rows if "plainer" in rows else rows.assign(plainer="") for rows in kept]
    every = pd.concat(plain, ignore_index=True).reindex(columns=[*PROMPT_COLUMNS])
    every = every.assign(
        words=every["words"].map(shown),
        question=every["reason"].map(lambda name: reason(name).question),
        group=every["group"].fillna(0).astype("int64"),
        people=every["people"].fillna(0).astype("int64"),
    )
    order = {found.name: position for position, found in enumerate(REASONS)}
    every["order"] = every["reason"].map(order)
    ordered = every.sort_values(["order", "service", "table", "source_file", "source_row"], kind="stable")
    return ordered[list(PROMPT_COLUMNS)].reset_index(drop=True)


def _summary(prompts: pd.DataFrame, checked: dict[str, int]) -> pd.DataFrame:
    rows = []
    for found in REASONS:
        here = prompts[prompts["reason"] == found.name]
        cases = len(here[KEY].drop_duplicates())
        rows.append((found.name, found.label, found.checked, checked[found.name], len(here), cases))
    return pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS))


def _sentence(summary: pd.DataFrame, prompts: pd.DataFrame, texts: int) -> str:
    if not texts and prompts.empty:
        return "No free text is filled in, so there is nothing to read again."
    read = f"{texts} {'text was' if texts == 1 else 'texts were'} read"
    if prompts.empty:
        return f"{read}, and none asks to be read again. That does not show that they are good."
    cases = len(prompts[KEY].drop_duplicates())
    most = summary.sort_values("prompted", ascending=False, kind="stable").iloc[0]
    label = str(most["label"])
    return (
        f"{read}; {cases} {'case asks' if cases == 1 else 'cases ask'} to be opened again. "
        f"Most often: {label[0].lower()}{label[1:]} ({most['prompted']} of {most['checked']}). "
        "A prompt is a reason to read the case. It may be wrong, and it says nothing about who wrote it."
    )
