"""The page from which a QI lead reaches every page: a row a service, what changed, where to look."""

from collections.abc import Sequence
from dataclasses import dataclass

from msp_qi.briefs.address import relative
from msp_qi.briefs.document import Profile, Provenance
from msp_qi.briefs.html import environment
from msp_qi.briefs.order import mark_of, origin_lines
from msp_qi.charts.text import one_line

# With fewer services than this nobody needs letters to find one.
LETTERS_FROM = 15


@dataclass(frozen=True)
class IndexPage:
    """A page and its relative address."""

    title: str
    address: str


@dataclass(frozen=True)
class IndexService:
    """One row of the index.

    Parameters
    ----------
    name : str
        The service's name in full.
    pages : tuple of IndexPage
        In reading order.
    status : str
        One sentence: what changed, or that nothing did.
    needs_look : bool
        Somebody should read this one first; said in words beside the name.
    failures : tuple of str
        Pages that could not be made, each with its reason.
    """

    name: str
    pages: tuple[IndexPage, ...] = ()
    status: str = ""
    needs_look: bool = False
    failures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Index:
    """The whole index.

    Parameters
    ----------
    title, subtitle : str
        What this is, and the period.
    services : tuple of IndexService
        In the order shown.
    provenance : Provenance
        Printed small at the end.
    data_quality : str
        One sentence: how far the rows can be trusted.
    data_pages : tuple of IndexPage
        Where the checks are.
    pages : tuple of IndexPage
        Pages about all services together.
    warnings : tuple of str
        What the reader must know first.
    profile : str
        As for a document.
    """

    title: str
    subtitle: str
    services: tuple[IndexService, ...]
    provenance: Provenance
    data_quality: str = ""
    data_pages: tuple[IndexPage, ...] = ()
    pages: tuple[IndexPage, ...] = ()
    warnings: tuple[str, ...] = ()
    profile: Profile = "internal"

    @property
    def failed(self) -> tuple[IndexService, ...]:
        """Services with a page that could not be made."""
        return tuple(service for service in self.services if service.failures)

    @property
    def letters(self) -> tuple[tuple[str, int], ...]:
        """First letters and the first service of each; none where the list is short."""
        if len(self.services) < LETTERS_FROM:
            return ()
        found: dict[str, int] = {}
        for number, service in enumerate(self.services, start=1):
            found.setdefault(one_line(service.name)[:1].upper() or "?", number)
        return tuple(found.items())


def index_html(index: Index) -> str:
    """The index as one self-contained page.

    Parameters
    ----------
    index : Index
        What it lists.

    Returns
    -------
    str
        Encode it as UTF-8.

    Raises
    ------
    ValueError
        Where an address is not relative.
    """
    _check(index.pages, index.data_pages, *(service.pages for service in index.services))
    return (
        environment()
        .get_template("index.html.j2")
        .render(
            index=index,
            mark=mark_of(index.profile),
            origin=origin_lines(index.provenance),
            layout="index",
        )
    )


def _check(*lists: Sequence[IndexPage]) -> None:
    for pages in lists:
        for page in pages:
            relative(page.address)
