"""The formats that a person asks for by name."""

from msp_qi.briefs.document import FORMATS, Format
from msp_qi.errors import UserError


def formats_of(formats: str) -> tuple[Format, ...]:
    """The formats named, each once, in our order.

    Raises
    ------
    UserError
        Where one is not known or none is named.
    """
    names = [name.strip().lower().removeprefix(".") for name in formats.split(",") if name.strip()]
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        said = f'There is no format "{unknown[0]}"' if unknown else "No format is named"
        raise UserError(f"{said}; there are: {', '.join(FORMATS)}.")
    return tuple(format_ for format_ in FORMATS if format_ in names)
