"""What a brief is about: chosen from the data, or refused in one sentence."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.errors import UserError
from msp_qi.learning.brief.kinds import BREACH, CONCERN, DEVIATION, THEME, BriefKind, kind_named
from msp_qi.learning.person.breaches import breaches_of
from msp_qi.learning.person.records import PersonRecords, records_of_case
from msp_qi.learning.person.sharing import DEVIATION as DEVIATES
from msp_qi.learning.person.sharing import sharing_of
from msp_qi.learning.themes import THEME_LABELS, themes
from msp_qi.measures.compute import Measures
from msp_qi.settings import RECENT_MONTHS

NO_CASE_OF_KIND = {
    DEVIATION.name: "no sharing beyond what the person agreed is recorded for this case",
    BREACH.name: "no broken boundary is recorded for this case",
}


@dataclass(frozen=True)
class Subject:
    """What a brief is about.

    Parameters
    ----------
    service : str
        Which service.
    kind : BriefKind
        The occasion.
    theme : str
        Code of the theme; empty where none is recorded.
    case : str
        Number of the case, never written in a brief; empty for a theme.
    concern : Series or None
        The row of the concern.
    records : PersonRecords or None
        What other tables say about the case.
    """

    service: str
    kind: BriefKind
    theme: str
    case: str = ""
    concern: pd.Series | None = None
    records: PersonRecords | None = None

    @property
    def theme_label(self) -> str:
        """The theme in words, in small letters."""
        if self.theme == "other":
            return "other matters"
        return THEME_LABELS[self.theme].lower() if self.theme in THEME_LABELS else ""


def subject_of(measures: Measures, service: str, case: str = "", theme: str = "", kind: str = "") -> Subject:
    """Choose what the brief is about.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        A service of the data.
    case, theme : str
        A case number or the code of a theme, not both; empty for the commonest theme of the last months.
    kind : str
        Name of a kind. Empty: for a case with a deviation from consent that one, since the guide asks for a brief
        then; else a breach; else the concern.

    Returns
    -------
    Subject

    Raises
    ------
    UserError
        Where both or something unknown is named, or the case has nothing of that kind.
    """
    if case and theme:
        raise UserError("Give a case or a theme, not both: a brief is about one of them.")
    wanted = kind_named(kind) if kind else None
    if case:
        return _about_case(measures, service, case, wanted)
    if wanted is not None and wanted is not THEME:
        raise UserError(f"A brief of the kind {wanted.name} is about one case; name it with --case.")
    if theme and theme not in THEME_LABELS:
        raise UserError(f'There is no theme "{theme}"; there are: {", ".join(THEME_LABELS)}.')
    return Subject(service, THEME, theme or _commonest(measures, service))


def _commonest(measures: Measures, service: str) -> str:
    if "concerns" not in measures.context.tables:
        return ""
    table = themes(measures.data, service, RECENT_MONTHS, measures.context.as_of).table
    return "" if table.empty else str(table.loc[0, "theme"])


def _about_case(measures: Measures, service: str, case: str, wanted: BriefKind | None) -> Subject:
    if wanted is THEME:
        raise UserError(
            "A brief of the kind theme is about no one case; leave --case out, or leave --kind out."
        )
    row = _concern(measures, service, case)
    records = records_of_case(measures.data, service, case, measures.context.as_of)
    held = {
        DEVIATION.name: _deviates(measures, records),
        BREACH.name: records.rows("breaches") is not None and not records.tables["breaches"].empty,
        CONCERN.name: True,
    }
    chosen = wanted or next(kind for kind in (DEVIATION, BREACH, CONCERN) if held[kind.name])
    if not held[chosen.name]:
        raise UserError(f"There can be no brief of the kind {chosen.name}: {NO_CASE_OF_KIND[chosen.name]}.")
    theme = str(row["theme"]) if pd.notna(row["theme"]) else ""
    return Subject(service, chosen, theme, case, row, records)


def _deviates(measures: Measures, records: PersonRecords) -> bool:
    found = sharing_of(measures.data, records)
    return found is not None and bool(found.table["judgement"].isin(DEVIATES).any())


def _concern(measures: Measures, service: str, case: str) -> pd.Series:
    if "concerns" not in measures.context.tables:
        raise UserError("The data hold no concerns, so there is no case to write about.")
    rows = measures.context.tables["concerns"]
    same = rows[rows["case_id"].eq(case)]
    here = same[same["service"].eq(service)]
    if here.empty:
        other = sorted(same["service"].dropna().unique())
        where = f" It is a case of {', '.join(other)}." if other else " Zeros in front count."
        raise UserError(f'There is no case "{case}" in {service}.{where}')
    return here.iloc[0]


def breaches_in(records: PersonRecords) -> pd.DataFrame:
    """The judged breaches of a case; none where they are not collected."""
    found = breaches_of(records)
    return pd.DataFrame(columns=["breach_at", "judgement", "person"]) if found is None else found.table
