"""Names of folders and files for services and people: readable, safe on every system, and unique."""

import hashlib
import re
import unicodedata

# Names that Windows keeps for devices, whatever ending they are given.
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}
_LONGEST = 60


def slugs(services: tuple[str, ...], otherwise: str = "service") -> dict[str, str]:
    """A folder name for every service, or a file name for every person.

    Letters and digits are kept, everything else becomes a hyphen. A name that is empty, reserved, too long or
    equal to another (ignoring case) gets a short hash of the service's own name, so that it is the same in
    every run.

    Parameters
    ----------
    services : tuple of str
        The services' names, each once.
    otherwise : str
        What a name without a letter or digit is called before its hash.

    Returns
    -------
    dict of str to str
        Service to folder name.

    Examples
    --------
    >>> slugs(("Ash House", "ASH house", "../../x", "CON"))["../../x"]
    'x'
    """
    plain = {service: _plain(service) for service in services}
    taken = list(plain.values())
    return {
        service: name if _is_safe(name) and taken.count(name) == 1 else _with_hash(name, service, otherwise)
        for service, name in plain.items()
    }


def _plain(service: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", service).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


def _is_safe(name: str) -> bool:
    return bool(name) and name not in _RESERVED and len(name) <= _LONGEST


def _with_hash(name: str, service: str, otherwise: str) -> str:
    digest = hashlib.sha256(service.encode("utf-8")).hexdigest()[:8]
    return f"{name[:_LONGEST].strip('-') or otherwise}-{digest}"
