"""The sampling certificate: all that is needed to draw the same sample again, as json."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msp_qi.data.audit_data import Source
from msp_qi.data.sampling.draw import Plan, Reason, Replaced, ServiceDraw
from msp_qi.data.sampling.month import read_month
from msp_qi.data.sampling.order import RECIPE, order_key
from msp_qi.data.sampling.words import recipe_words
from msp_qi.errors import UserError

KIND = "msp_qi sampling certificate"
_BROKEN = (
    "{name} is not a sampling certificate, or it is damaged; give the json file that msp-qi sample wrote."
)


@dataclass(frozen=True)
class Certificate:
    """What was asked for, what came out, from which data, when and by which version.

    Parameters
    ----------
    plan : Plan
        Month, size, seed and stratification.
    draws : tuple of ServiceDraw
        One for each service.
    drawn_at : str
        Day and minute, local time.
    version : str
        Of msp_qi.
    sources : tuple of Source
        The data files.
    without_service : int
        Rows of the concerns that name no service.
    not_looked_for : tuple of str
        Names of ``TARGETED`` reasons for which the data hold no table, or that were not wanted.
    """

    plan: Plan
    draws: tuple[ServiceDraw, ...]
    drawn_at: str
    version: str
    sources: tuple[Source, ...]
    without_service: int = 0
    not_looked_for: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The certificate as text that a person and any program can read."""
        plan = self.plan
        content = {
            "what": KIND,
            "recipe": RECIPE,
            "recipe_in_words": list(recipe_words(plan)),
            "month": plan.month,
            "size": plan.size,
            "seed": plan.seed,
            "by": plan.by,
            "drawn_at": self.drawn_at,
            "version": self.version,
            "data": [{"file": source.name, "sha256": source.sha256} for source in self.sources],
            "rows_without_service": self.without_service,
            "not_looked_for": list(self.not_looked_for),
            "services": [_service(plan, draw) for draw in self.draws],
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_certificate(given: str | Path | Mapping[str, Any]) -> Certificate:
    """Read a certificate.

    Parameters
    ----------
    given : str, Path or mapping
        A json file, its text, or what ``json.loads`` makes of it.

    Returns
    -------
    Certificate

    Raises
    ------
    UserError
        When it is no certificate, is damaged, or was drawn by a recipe that this version does not know.
    """
    name, content = _content(given)
    try:
        if content["what"] != KIND:
            raise KeyError("what")
        if content["recipe"] != RECIPE:
            raise UserError(
                f"{name} was drawn by recipe {content['recipe']}, and this version knows recipe {RECIPE}; "
                "use a newer msp_qi."
            )
        return _certificate(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(_BROKEN.format(name=name)) from error


def _content(given: str | Path | Mapping[str, Any]) -> tuple[str, Any]:
    if isinstance(given, Mapping):
        return "This", given
    is_text = isinstance(given, str) and given.lstrip().startswith("{")
    name = "This" if is_text else Path(given).name
    try:
        text = str(given) if is_text else Path(given).read_text(encoding="utf-8")
        return name, json.loads(text)
    except OSError as error:
        raise UserError(f"There is no certificate {name} that can be opened; check the name.") from error
    except ValueError as error:
        raise UserError(_BROKEN.format(name=name)) from error


def _service(plan: Plan, draw: ServiceDraw) -> dict[str, Any]:
    return {
        "service": draw.service,
        "frame_size": len(draw.frame),
        "frame_hash": draw.frame_hash,
        "frame": [{"case_id": case, "stratum": draw.frame[case]} for case in sorted(draw.frame)],
        "excluded": [{"case_id": found.case_id, "reason": found.reason} for found in draw.excluded],
        "random_core": [
            {"case_id": case, "order": order_key(plan.seed, plan.month, draw.service, case)}
            for case in draw.core
        ],
        "rate_twice": list(draw.rate_twice),
        "replaced": [
            {"case_id": found.case_id, "reason": found.reason, "replaced_by": found.replaced_by}
            for found in draw.replaced
        ],
        "targeted": [
            {"case_id": case, "reasons": list(names)} for case, names in sorted(draw.targeted.items())
        ],
        "in_core_and_also_targeted": draw.also_targeted,
        "rows_not_placed": draw.unplaced,
    }


def _certificate(content: Mapping[str, Any]) -> Certificate:
    by = content["by"]
    return Certificate(
        Plan(
            read_month(str(content["month"])),
            int(content["size"]),
            int(content["seed"]),
            None if by is None else str(by),
        ),
        tuple(_draw(found) for found in content["services"]),
        str(content["drawn_at"]),
        str(content["version"]),
        tuple(Source(str(found["file"]), str(found["sha256"])) for found in content["data"]),
        int(content["rows_without_service"]),
        tuple(str(name) for name in content["not_looked_for"]),
    )


def _draw(found: Mapping[str, Any]) -> ServiceDraw:
    service = str(found["service"])
    draw = ServiceDraw(
        service,
        {str(case["case_id"]): str(case["stratum"]) for case in found["frame"]},
        tuple(str(case["case_id"]) for case in found["random_core"]),
        tuple(str(case) for case in found["rate_twice"]),
        tuple(Reason(service, str(case["case_id"]), str(case["reason"])) for case in found["excluded"]),
        tuple(
            Replaced(str(case["case_id"]), str(case["reason"]), case["replaced_by"])
            for case in found["replaced"]
        ),
        {str(case["case_id"]): tuple(map(str, case["reasons"])) for case in found["targeted"]},
        int(found["in_core_and_also_targeted"]),
        int(found["rows_not_placed"]),
    )
    if draw.frame_hash != found["frame_hash"] or len(draw.frame) != found["frame_size"]:
        raise UserError(
            f"This certificate was changed after the draw: the frame of {service} does not give the hash that stands "
            "beside it."
        )
    return draw
