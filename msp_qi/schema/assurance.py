"""Where each requirement stands in the guide and in the inspector's framework: read from ``assurance.toml``."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

FILE = "assurance.toml"


@dataclass(frozen=True)
class Assurance:
    """What a requirement answers to.

    Parameters
    ----------
    says : str
        The sentence of the guide, word for word.
    quality_statement : str
        Title of the CQC quality statement.
    """

    says: str
    quality_statement: str


def _read() -> dict[str, Assurance]:
    text = files("msp_qi.schema").joinpath(FILE).read_text(encoding="utf-8")
    return {id: Assurance(**said) for id, said in tomllib.loads(text).items()}


ASSURANCE: dict[str, Assurance] = _read()


def guide_sentence(requirement_id: str) -> str:
    """The sentence of the guide that a requirement counts.

    Examples
    --------
    >>> guide_sentence("N1")
    'Ignoring immediate danger or delaying action when someone is at serious risk.'
    """
    return ASSURANCE[requirement_id].says


def quality_statement(requirement_id: str) -> str:
    """The CQC quality statement that a requirement speaks to.

    Examples
    --------
    >>> quality_statement("N3")
    'Consent to care and treatment'
    """
    return ASSURANCE[requirement_id].quality_statement
