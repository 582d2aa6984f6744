"""Colours of a page, and the pairs in which they meet: a test holds each pair to its contrast."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Calm, dark on light; every state has a word or a mark beside its colour."""

    ink: str = "#1b1f23"
    quiet: str = "#4a5158"
    paper: str = "#ffffff"
    wash: str = "#f4f6f8"
    line: str = "#c9d0d6"
    edge: str = "#727a82"
    accent: str = "#17456e"
    link: str = "#0b4f86"
    focus: str = "#b03a00"
    warning: str = "#7a2e00"
    warning_wash: str = "#fdf1e7"
    note_wash: str = "#eaf2f9"


THEME = Theme()

# What is read needs 4.5 to 1 (WCAG 2.2, 1.4.3): ink, and what it stands on.
READ: tuple[tuple[str, str], ...] = (
    (THEME.ink, THEME.paper),
    (THEME.ink, THEME.wash),
    (THEME.ink, THEME.note_wash),
    (THEME.ink, THEME.warning_wash),
    (THEME.quiet, THEME.paper),
    (THEME.quiet, THEME.wash),
    (THEME.accent, THEME.paper),
    (THEME.accent, THEME.wash),
    (THEME.paper, THEME.accent),
    (THEME.link, THEME.paper),
    (THEME.link, THEME.wash),
    (THEME.warning, THEME.paper),
    (THEME.warning, THEME.warning_wash),
)

# What is only seen needs 3 to 1 (1.4.11): the focus ring, and the edge of a place to write in.
SEEN: tuple[tuple[str, str], ...] = (
    (THEME.focus, THEME.paper),
    (THEME.focus, THEME.wash),
    (THEME.edge, THEME.paper),
)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21.

    Parameters
    ----------
    one, other : str
        As ``"#rrggbb"``.

    References
    ----------
    WCAG 2.2, definitions of contrast ratio and relative luminance.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
