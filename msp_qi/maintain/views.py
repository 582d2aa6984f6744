"""The generated views of the repository: one source each, and a test that fails when they drift."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msp_qi.charts.svg import standalone
from msp_qi.data.dictionary import dictionary_markdown
from msp_qi.data.template import write_templates
from msp_qi.maintain.briefs import BRIEFS, FOLDER, Shown, brief_html, brief_picture, briefs_page
from msp_qi.maintain.environment import environment_yaml
from msp_qi.maintain.gallery import GALLERY, Picture, gallery_page
from msp_qi.maintain.identifying import identifying_page
from msp_qi.maintain.pictures import run_chart_picture
from msp_qi.maintain.recording import quality_page
from msp_qi.maintain.traceability import traceability_page

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class View:
    """A generated text file.

    Parameters
    ----------
    path : str
        Where it stands in the repository.
    text : callable
        Takes the repository's folder and returns what the file must hold.
    """

    path: str
    text: Callable[[Path], str]


def _drawn(picture: Picture, root: Path) -> str:
    return standalone(picture.draw().svg())


def _brief_page(shown: Shown, root: Path) -> str:
    return brief_html(shown.kind)


def _brief_picture(shown: Shown, root: Path) -> str:
    return brief_picture(shown.kind)


VIEWS: tuple[View, ...] = (
    View("environment.yml", environment_yaml),
    View("docs/data-dictionary.md", lambda root: dictionary_markdown()),
    View("docs/pictures/run_chart.svg", lambda root: standalone(run_chart_picture().svg())),
    View("docs/traceability.md", lambda root: traceability_page()),
    View("docs/charts.md", lambda root: gallery_page()),
    View("docs/recording-quality.md", quality_page),
    View("docs/identifying-text.md", identifying_page),
    *(View(f"docs/pictures/{picture.file}", partial(_drawn, picture)) for picture in GALLERY),
    View(f"{FOLDER}/README.md", lambda root: briefs_page()),
    *(View(f"{FOLDER}/{shown.kind.name}.html", partial(_brief_page, shown)) for shown in BRIEFS),
    *(View(f"{FOLDER}/{shown.kind.name}.svg", partial(_brief_picture, shown)) for shown in BRIEFS),
)


def write_all(root: Path = ROOT) -> list[Path]:
    """Write every view and every template.

    Parameters
    ----------
    root : Path
        The repository.

    Returns
    -------
    list of Path
        What was written.
    """
    written = []
    for view in VIEWS:
        path = root / view.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(view.text(root), encoding="utf-8", newline="\n")
        written.append(path)
    return [*written, *write_templates(root / "data_templates")]
