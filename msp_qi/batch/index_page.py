"""The page from which a QI lead reaches everything that a batch has made."""

import json
from pathlib import Path

import pandas as pd

from msp_qi import __version__
from msp_qi.batch.execute import Outcome
from msp_qi.briefs.index import Index, IndexPage, IndexService, index_html
from msp_qi.briefs.wording import provenance, rows_not_counted, stretch
from msp_qi.data.atomic import write_whole
from msp_qi.data.validate import CheckResult
from msp_qi.learning.status import Status, statuses
from msp_qi.measures.compute import compute

NAME = "index.html"
TITLE = "Is safeguarding personal? Reports by service"
# Pages that a notebook writes beside its own, and that a person would look for by name.
MORE_PAGES = (IndexPage("Supervision prompts", "supervision_prompts.html"),)


def write_index(out: Path, checked: CheckResult, outcomes: tuple[Outcome, ...]) -> Path:
    """Write ``index.html``.

    Parameters
    ----------
    out : Path
        The folder of the reports.
    checked : CheckResult
        The data that they were made from.
    outcomes : tuple of Outcome
        What was run.

    Returns
    -------
    Path
        The page.
    """
    made_at = pd.Timestamp.now()
    measures = compute(checked.data, as_of=made_at)
    status = statuses(measures)
    by_service: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_service.setdefault(outcome.task.service, []).append(outcome)
    lost = rows_not_counted(measures)
    index = Index(
        title=TITLE,
        subtitle=stretch(measures.table["period"]),
        services=tuple(_service(out, name, found, status.get(name)) for name, found in by_service.items()),
        provenance=provenance(checked.data, __version__, made_at),
        data_quality=checked.text,
        warnings=(lost,) if lost else (),
    )
    return write_whole(out / NAME, index_html(index).encode("utf-8"))


def _service(out: Path, name: str, outcomes: list[Outcome], status: Status | None) -> IndexService:
    made = [outcome.task for outcome in outcomes if outcome.well]
    failures = tuple(
        f"{notebook_title(outcome.task.notebook)}: {outcome.problem}"
        for outcome in outcomes
        if not outcome.well
    )
    pages = tuple(
        IndexPage(notebook_title(task.notebook), f"{task.folder.name}/{task.name}.html")
        for task in made
        if (out / task.folder.name / f"{task.name}.html").exists()
    )
    folder = made[0].folder.name if made else ""
    more = tuple(
        IndexPage(page.title, f"{folder}/{page.address}")
        for page in MORE_PAGES
        if folder and (out / folder / page.address).exists()
    )
    return IndexService(
        name=name,
        pages=(*pages, *more),
        status=status.sentence if status else "There is nothing to count.",
        needs_look=bool(status and status.needs_look),
        failures=failures,
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
