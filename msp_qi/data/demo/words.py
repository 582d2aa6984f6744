"""What people and staff say in the synthetic records: put together from parts, so that no two cases read alike.

Only the service that copies has the same wording again and again. No dice are used, so that words change nothing else.
"""

from collections import Counter
from dataclasses import dataclass, field

from msp_qi.data.demo import phrases

# A prime, and the length of every list of phrases.
PARTS = 17
_TEXTS = PARTS**3


@dataclass
class Wording:
    """Chooses parts so that no two texts of a service share more than two of their four, mostly at most one.

    The n-th text takes part ``a + b i + c i^2`` of its i-th list, modulo the length of the lists, a prime, where a, b
    and c are the digits of n: two such polynomials meet at two points at most (as in a Reed-Solomon code).

    Parameters
    ----------
    start : int
        The n of the first text.
    used : Counter of str
        How many texts of each kind there are already.
    """

    start: int
    used: Counter[str] = field(default_factory=Counter)

    def parts(self, kind: str, *lists: tuple[str, ...]) -> list[str]:
        """One part of each list, for the next text of this kind."""
        number = (self.start + self.used[kind]) % _TEXTS
        self.used[kind] += 1
        a, b, c = number % PARTS, number // PARTS % PARTS, number // PARTS**2
        return [options[(a + b * i + c * i * i) % PARTS] for i, options in enumerate(lists)]

    def tail(self) -> str:
        """What makes a wish this person's own."""
        when, company, saying = self.parts("wish", phrases.WHEN, phrases.WITH, phrases.SAYING)
        return f"{when}, {company}, {saying}"

    def success(self) -> str:
        """What success looks like for the person, in the first person."""
        done, when, company, saying = self.parts(
            "success", phrases.DONE, phrases.WHEN, phrases.WITH, phrases.SAYING
        )
        return f"{done} {when}, {company}, {saying}."

    def consent(self) -> str:
        """What the person says may be told, in the first person."""
        done, when, company, saying = self.parts(
            "consent", phrases.DONE, phrases.WHEN, phrases.WITH, phrases.SAYING
        )
        return f"They may know that {done} {when}, {company}, {saying}."

    def rationale(self) -> str:
        """Why something is restricted."""
        seen, limit, tried, asked = self.parts(
            "rationale", phrases.SEEN, phrases.LIMIT, phrases.TRIED, phrases.ASKED
        )
        return f"{seen}, so {limit}, because {tried}, {asked}."

    def alternatives(self) -> str:
        """What was tried before."""
        tried, when, asked, company = self.parts(
            "alternatives", phrases.TRIED, phrases.WHEN, phrases.ASKED, phrases.WITH
        )
        return f"{tried.capitalize()} {when}, {asked}, {company}."

    def understanding(self) -> str:
        """What the person understands about the risk."""
        knows, asked, seen, when = self.parts(
            "understanding", phrases.KNOWS, phrases.ASKED, phrases.SEEN, phrases.WHEN
        )
        return f"{knows}, {asked}, {seen.lower()}, {when}."

    def support(self) -> str:
        """What will reduce the risk."""
        limit, company, tried, when = self.parts(
            "support", phrases.LIMIT, phrases.WITH, phrases.TRIED, phrases.WHEN
        )
        return f"{limit.capitalize()}, {company}, {tried}, {when}."

    def capacity(self, outcome: str) -> str:
        """What was asked and answered about a decision."""
        knows, asked, seen, saying = self.parts(
            "capacity", phrases.KNOWS, phrases.ASKED, phrases.SEEN, phrases.SAYING
        )
        return f"{outcome}, {knows.lower()}, {asked}, {seen.lower()}, {saying}."

    def no_change(self) -> str:
        """Why a plan was left as it is."""
        asked, limit, company, when = self.parts(
            "no change", phrases.ASKED, phrases.LIMIT, phrases.WITH, phrases.WHEN
        )
        return f"Talked it through, {asked}, {limit}, {company}, {when}."
