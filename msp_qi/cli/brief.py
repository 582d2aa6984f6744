"""What ``msp-qi brief`` does, step by step."""

from pathlib import Path

from msp_qi.briefs.brief_files import save_brief, screen_brief
from msp_qi.briefs.formats import formats_of
from msp_qi.briefs.learning_brief import learning_brief
from msp_qi.briefs.study import study
from msp_qi.data.place import together
from msp_qi.disclosure.identifying import NO_GUARANTEE, Screening, read_roster
from msp_qi.errors import EXIT_FAILED, EXIT_WELL


def write_brief(
    data: Path,
    service: str,
    case: str,
    theme: str,
    kind: str,
    out: Path,
    formats: str,
    confirmed_by: str,
    roster: Path | None,
    mapping: Path | None,
) -> tuple[int, str]:
    """Write a brief, or show the words that may identify somebody and write nothing.

    Parameters
    ----------
    data, mapping : Path
        What to read.
    service, case, theme, kind : str
        As for :func:`msp_qi.briefs.learning_brief.learning_brief`.
    out : Path
        Folder; made where it is not there.
    formats, confirmed_by : str
        As for :func:`msp_qi.briefs.brief_files.save_brief`.
    roster : Path or None
        A text file of names.

    Returns
    -------
    status : int
        0, or 1 where nothing was written because nobody has confirmed.
    said : str
        Plain words.
    """
    formats_of(formats)
    names = read_roster(roster) if roster else None
    made = learning_brief(study(together(data, mapping), service), theme, case, kind, confirmed_by, names)
    found = screen_brief(made, names)
    if not found.passed and not confirmed_by.strip():
        return EXIT_FAILED, _ask(found)
    out.mkdir(parents=True, exist_ok=True)
    said = save_brief(made, str(out), "", formats, confirmed_by, names)
    lines = [f"{made.document.title}. {said}", f"Look in {out}. Number for the sheet Briefings: {made.id}."]
    return EXIT_WELL, "\n".join(lines)


def _ask(found: Screening) -> str:
    lines = [f"  {each.place}: {each.label}: {each.words}" for each in found.found]
    return "\n".join(
        (
            "Nothing was written: these words may identify somebody.",
            *dict.fromkeys(lines),
            "Change them in the data. If they name nobody, run the same again with --confirmed-by and your name; the "
            "manifest beside the brief keeps your name and the places, not the words.",
            NO_GUARANTEE,
        )
    )
