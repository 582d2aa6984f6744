"""Write a brief in the formats asked for, once nothing in it identifies anybody or somebody has confirmed it."""

import hashlib
import json
from pathlib import Path
from typing import Any

from msp_qi.briefs.brief import Brief
from msp_qi.briefs.brief_texts import texts_of
from msp_qi.briefs.formats import formats_of
from msp_qi.briefs.save import NOT_SAVED
from msp_qi.data.atomic import write_whole
from msp_qi.disclosure.identifying import NO_GUARANTEE, Roster, Screening, screen
from msp_qi.errors import EXIT_FAILED, UserError

MANIFEST = ".manifest.json"


def screen_brief(brief: Brief, roster: Roster | None = None) -> Screening:
    """Look through every word of a brief, those inside its chart as well.

    Parameters
    ----------
    brief : Brief
        Not yet written.
    roster : Roster, optional
        The service's own names.

    Returns
    -------
    Screening
    """
    return screen(texts_of(brief.document), roster)


def save_brief(
    brief: Brief,
    output: str,
    name: str = "",
    formats: str = "html",
    confirmed_by: str = "",
    roster: Roster | None = None,
) -> str:
    """Write a brief and the manifest beside it.

    Parameters
    ----------
    brief : Brief
        What to write.
    output : str
        Folder that is there; empty when a person only looks at the notebook.
    name : str
        File name without its ending; empty for one made of the kind and the id.
    formats : str
        Of html, docx and pdf, separated by commas.
    confirmed_by : str
        Who has read it and answers for it. Needed where words may identify somebody; kept in the manifest.
    roster : Roster, optional
        The service's own names.

    Returns
    -------
    str
        A sentence that says what was done.

    Raises
    ------
    UserError
        Where words may identify somebody and nobody has confirmed: the sentence names places, never the words.
    """
    wanted = formats_of(formats)
    if not output:
        return NOT_SAVED
    found, who = screen_brief(brief, roster), " ".join(confirmed_by.split())
    if not found.passed and not who:
        raise UserError(
            f"The brief was not written. {found.sentence} Change these words in the data, or read the brief and "
            "confirm it: msp-qi brief ... --confirmed-by NAME.",
            EXIT_FAILED,
        )
    folder, stem = Path(output), name or f"learning_brief_{brief.kind}_{brief.id}"
    # All of it is made before anything is written, so that a missing library leaves nothing half done.
    made = {f"{stem}.{format_}": brief.document.rendered(format_) for format_ in wanted}
    for file, content in made.items():
        write_whole(folder / file, content)
    manifest = _manifest(brief, made, found, who, folder / f"{stem}{MANIFEST}")
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    write_whole(folder / f"{stem}{MANIFEST}", text.encode("utf-8"))
    return f"Saved {', '.join(made)}. {NO_GUARANTEE}"


def _manifest(brief: Brief, made: dict[str, bytes], found: Screening, who: str, path: Path) -> dict[str, Any]:
    files = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    origin = brief.document.provenance
    return {
        "brief": brief.id,
        "version": _version(path, brief.id, files),
        "kind": brief.kind,
        "made": brief.made_at.isoformat(timespec="minutes"),
        "msp_qi": origin.version,
        "data_sha256": [sha256 for _, sha256 in origin.data],
        "files_sha256": files,
        "quotes_the_person": brief.quoted,
        "confirmed_by": who,
        "may_identify": [{"place": place, "what": label} for place, label in found.places],
    }


def _version(path: Path, id_: str, files: dict[str, str]) -> int:
    """One more than the brief that is written over, where that was the same brief with other words."""
    try:
        earlier = json.loads(path.read_text(encoding="utf-8"))
        version, same = int(earlier["version"]), earlier["files_sha256"] == files
    except (OSError, ValueError, KeyError, TypeError):
        return 1
    return version if same or earlier.get("brief") != id_ else version + 1
