"""The page from which a QI lead reaches everything that a batch has made."""

import json
from pathlib import Path

from msp_qi import __version__
from msp_qi.batch.task import Outcome
from msp_qi.briefs.index import Index, IndexPage, IndexService, index_html
from msp_qi.briefs.prepared import Overview
from msp_qi.briefs.wording import provenance, stretch, uncounted_words
from msp_qi.data.atomic import write_whole
from msp_qi.learning.status import Status

TITLE = "Is safeguarding personal? Reports by service"
# Pages that a notebook writes beside its own, and that a person would look for by name.
MORE_PAGES = (IndexPage("Supervision prompts", "supervision_prompts.html"),)


def write_index(path: Path, overview: Overview, outcomes: tuple[Outcome, ...]) -> Path:
    """Write the index.

    Parameters
    ----------
    path : Path
        Its place in the folder of the reports.
    overview : Overview
        What is said of all services together.
    outcomes : tuple of Outcome
        What was run.

    Returns
    -------
    Path
        The page.
    """
    by_service: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_service.setdefault(outcome.task.service, []).append(outcome)
    together = by_service.pop("", [])
    lost = uncounted_words(overview.uncounted)
    index = Index(
        title=TITLE,
        subtitle=stretch(overview.periods),
        services=tuple(
            _service(path.parent, name, found, overview.status.get(name))
            for name, found in by_service.items()
        ),
        provenance=provenance(overview.checked.data, __version__, overview.made_at),
        data_quality=overview.checked.text,
        pages=_pages(path.parent, together),
        warnings=(*((lost,) if lost else ()), *(f"Not made: {words}." for words in _failures(together))),
    )
    return write_whole(path, index_html(index).encode("utf-8"))


def _service(out: Path, name: str, outcomes: list[Outcome], status: Status | None) -> IndexService:
    made = [outcome.task for outcome in outcomes if outcome.well]
    folder = made[0].folder.name if made else ""
    more = tuple(
        IndexPage(page.title, f"{folder}/{page.address}")
        for page in MORE_PAGES
        if folder and (out / folder / page.address).exists()
    )
    return IndexService(
        name=name,
        pages=(*_pages(out, outcomes), *more),
        status=status.sentence if status else "There is nothing to count.",
        needs_look=bool(status and status.needs_look),
        failures=_failures(outcomes),
    )


def _pages(out: Path, outcomes: list[Outcome]) -> tuple[IndexPage, ...]:
    tasks = [outcome.task for outcome in outcomes if outcome.well]
    return tuple(
        IndexPage(notebook_title(task.notebook), f"{task.folder.name}/{task.name}.html")
        for task in tasks
        if (out / task.folder.name / f"{task.name}.html").exists()
    )


def _failures(outcomes: list[Outcome]) -> tuple[str, ...]:
    return tuple(
        f"{notebook_title(outcome.task.notebook)}: {outcome.problem}"
        for outcome in outcomes
        if not outcome.well
    )


def notebook_title(notebook: Path) -> str:
    """The notebook's only first-level heading.

    Parameters
    ----------
    notebook : Path
        As shipped.

    Returns
    -------
    str
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    lines = "".join(
        line for cell in cells if cell["cell_type"] == "markdown" for line in cell["source"]
    ).splitlines()
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), notebook.stem)
