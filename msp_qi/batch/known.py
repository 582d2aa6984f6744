"""What a batch has learnt about the data, so that the next one need not read them again when they are the same."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from msp_qi.data.atomic import write_whole

NAME = "batch.json"


@dataclass(frozen=True)
class Known:
    """What stands in the data.

    Parameters
    ----------
    data : str
        Their hash.
    program : str
        The hash of the msp_qi that read them.
    services : tuple of str
        Every service.
    bad_files : tuple of str
        A sentence for each file with an error; no value of any cell.
    """

    data: str
    program: str
    services: tuple[str, ...]
    bad_files: tuple[str, ...]

    def write(self, out: Path) -> None:
        """Keep it beside the reports."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        write_whole(out / NAME, text.encode("utf-8"))


def read_known(out: Path, data: str, program: str) -> Known | None:
    """What an earlier batch has learnt about the same data; None where it is not known.

    Parameters
    ----------
    out : Path
        The folder of the reports.
    data, program : str
        The hashes of today.

    Returns
    -------
    Known or None
    """
    path = out / NAME
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        found = Known(read["data"], read["program"], tuple(read["services"]), tuple(read["bad_files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if (found.data, found.program) == (data, program) else None
