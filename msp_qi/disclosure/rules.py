"""How one count is shown, and what anybody who knows the rules can tell from what is shown."""

from dataclasses import dataclass

from msp_qi.errors import UserError
from msp_qi.settings import BASE, MIN_BASE, K
from msp_qi.stats.arguments import whole

HIDDEN = "c"
# What is shown for a count: a whole number, or the symbol.
Shown = int | str


@dataclass(frozen=True)
class Rules:
    """The two settings of protection.

    Parameters
    ----------
    k : int
        A count from 1 to ``k - 1`` is hidden.
    base : int
        The other counts are rounded half up to the nearest ``base``.

    Raises
    ------
    UserError
        Where one of them is no whole number, ``k`` is below 2 or ``base`` below 1, or ``k`` would round to 0: a 0
        must mean that there was none.

    Examples
    --------
    >>> [Rules().show(count) for count in (0, 1, 4, 5, 7, 8, 12, 13)]
    [0, 'c', 'c', 5, 5, 10, 10, 15]
    """

    k: int = K
    base: int = BASE

    def __post_init__(self) -> None:
        whole(self.k, "k", least=2)
        whole(self.base, "base", least=1)
        if self.base > 2 * self.k:
            raise UserError(
                f"With base {self.base} a count of {self.k} would be shown as 0, as if there were none; "
                f"choose a base of {2 * self.k} or less, or a larger k."
            )

    @property
    def least_base(self) -> int:
        """A share of fewer than this is not reported.

        Twice k at least: of fewer, both sides could be small, and the words about one would narrow the other.
        """
        return max(MIN_BASE, 2 * self.k)

    def small(self, count: int) -> bool:
        """Whether it is one of those that are never shown."""
        return 0 < count < self.k

    def show(self, count: int) -> Shown:
        """What is shown for a count of 0 or more."""
        return HIDDEN if self.small(count) else self.round(count)

    def round(self, count: int) -> int:
        """Half up to the nearest base, in whole numbers."""
        return (2 * count + self.base) // (2 * self.base) * self.base

    def span(self, shown: int) -> tuple[int, int]:
        """The least and the largest count that is shown as this number.

        Examples
        --------
        >>> Rules().span(5), Rules().span(10), Rules(k=8).span(10), Rules(k=5, base=10).span(10), Rules().span(0)
        ((5, 7), (8, 12), (8, 12), (5, 14), (0, 0))
        """
        if shown == 0:
            return 0, 0
        return max(self.k, shown - self.base // 2), shown + (self.base + 1) // 2 - 1
