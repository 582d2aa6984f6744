"""The seven feedback questions, worded as an organisation wants them: read from ``local_wording.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from msp_qi.errors import UserError

FILE = "local_wording.toml"
QUESTIONS = (
    "q1_asked",
    "q2_achieved",
    "q3_risk_result",
    "q4_listened_to",
    "q5_informed_involved",
    "q6_satisfied",
    "q7_feel_safer",
)


@dataclass(frozen=True)
class Wording:
    """One question.

    Parameters
    ----------
    label : str
        Heading of the column.
    question : str
        As it is put to the person.
    """

    label: str
    question: str


def read_wording(text: str) -> dict[str, Wording]:
    """The questions in a text such as ``local_wording.toml``.

    Parameters
    ----------
    text : str
        In TOML.

    Returns
    -------
    dict of str to Wording
        In the order of ``QUESTIONS``.

    Raises
    ------
    UserError
        The text is no TOML, or a question or its label is missing.

    Examples
    --------
    >>> WORDING["q7_feel_safer"].label
    'Q7 Feel safer'
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{FILE} cannot be read ({error}); mend that line.") from error
    return {name: _one(name, found.get(name)) for name in QUESTIONS}


def _one(name: str, said: object) -> Wording:
    if isinstance(said, Mapping):
        label, question = said.get("label"), said.get("question")
        if isinstance(label, str) and isinstance(question, str) and label and question:
            return Wording(label, question)
    raise UserError(f"{FILE} must hold [{name}] with a label and a question; both stand in quotation marks.")


WORDING = read_wording(files("msp_qi.schema").joinpath(FILE).read_text(encoding="utf-8"))
