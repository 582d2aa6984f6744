"""The prompt bank: dilemmas of autonomy against protection, from ``prompt_bank.toml``. No prompt names a worker."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from msp_qi.errors import UserError
from msp_qi.schema.assurance import ASSURANCE, guide_sentence
from msp_qi.schema.audit_items import AUDIT_ITEMS

FILE = "prompt_bank.toml"
# How to score an item is no part of what good looks like.
NOT_APPLICABLE = "Not applicable"
PARTS = ("dilemma", "question", "good")
_ITEMS = {id: item for item in reversed(AUDIT_ITEMS) for id in item.serves}


@dataclass(frozen=True)
class Prompt:
    """A dilemma and the question to ask.

    Parameters
    ----------
    requirement : str
        The requirement whose weakness brings it up, and what is written into the column Prompt.
    dilemma, question : str
        For the team or for supervision; read one after the other.
    good : str
        What good looks like.
    """

    requirement: str
    dilemma: str
    question: str
    good: str

    @property
    def words(self) -> str:
        """Dilemma and question together."""
        return f"{self.dilemma} {self.question}"

    @property
    def guide(self) -> str:
        """The sentence of the guide that it belongs to."""
        return guide_sentence(self.requirement)

    @property
    def principle(self) -> str:
        """The Care Act principle of the audit item that serves the same requirement; empty where none does."""
        item = _ITEMS.get(self.requirement)
        return item.principle if item else ""


@dataclass(frozen=True)
class PromptBank:
    """All prompts of one version.

    Parameters
    ----------
    version : str
        Printed on every page that was made from it.
    prompts : tuple of Prompt
        In the order of the file.
    """

    version: str
    prompts: tuple[Prompt, ...]

    def chosen(self, requirements: tuple[str, ...], most: int = 3) -> tuple[Prompt, ...]:
        """The prompts that belong to the requirements named, in that order, each once.

        Parameters
        ----------
        requirements : tuple of str
            Requirement ids, weakest first.
        most : int
            How many at the most.

        Returns
        -------
        tuple of Prompt

        Examples
        --------
        >>> [found.requirement for found in BANK.chosen(("C2", "P1", "C2"))]
        ['C2', 'P1']
        """
        by_requirement = {prompt.requirement: prompt for prompt in self.prompts}
        wanted = [name for name in dict.fromkeys(requirements) if name in by_requirement]
        return tuple(by_requirement[name] for name in wanted[:most])


def read_bank(text: str, name: str = FILE) -> PromptBank:
    """The prompts in a text such as ``prompt_bank.toml``.

    Parameters
    ----------
    text : str
        In TOML: ``version``, and a table for each requirement.
    name : str
        Name of the file, for messages.

    Returns
    -------
    PromptBank

    Raises
    ------
    UserError
        The text is no TOML, has no version, names no requirement of the guide, or a prompt is incomplete.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{name} cannot be read ({error}); mend that line.") from error
    version = found.pop("version", None)
    if not isinstance(version, str) or not version:
        raise UserError(f'{name} has no version; write version = "2026.1" in its first line.')
    return PromptBank(version, tuple(_prompt(id, said, name) for id, said in found.items()))


def _prompt(id: str, said: object, name: str) -> Prompt:
    if id not in ASSURANCE:
        raise UserError(
            f"[{id}] in {name} is no requirement of the guide; there are: {', '.join(ASSURANCE)}."
        )
    given = dict(said) if isinstance(said, Mapping) else {}
    if id in _ITEMS:
        given.setdefault("good", _ITEMS[id].good.split(NOT_APPLICABLE)[0].strip())
    dilemma, question, good = (_text(given.get(part), part, id, name) for part in PARTS)
    return Prompt(id, dilemma, question, good)


def _text(said: object, part: str, id: str, name: str) -> str:
    if isinstance(said, str) and said.strip():
        return said.strip()
    raise UserError(f"[{id}] in {name} has no {part}; write it in quotation marks.")


BANK = read_bank(files("msp_qi.learning.supervision").joinpath(FILE).read_text(encoding="utf-8"))
