"""Services side by side, each against what chance gives at its own size. No order, no rank."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from msp_qi.charts.axis_parts import RANGE
from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.labels import spread
from msp_qi.charts.numbers import NUMBER, PERCENT, Scale, scale, tick_words, unit_of, value_words
from msp_qi.charts.point_labels import PointLabel, name_points
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, width, wrap
from msp_qi.stats.funnel import SIGMA_LIMITS, FunnelResult

ROW, MARGIN, LEFT, RIGHT, AXIS = 11.0, 8.0, 46.0, 118.0, 30.0
LIMIT_WORDS = {2: "95 % limits", 3: "99.8 % limits"}
MOST_NAMED = 12
WIDENED = "Services vary more than chance alone (over-dispersion {phi:.1f}); the limits are widened to allow for it."
CHANCE = "The limits allow for chance at each size; no variation beyond that is allowed for."
UNKNOWN = "{count} without a value or without cases: not drawn."


@dataclass(frozen=True)
class Plan:
    """What is drawn and where."""

    result: FunnelResult
    shown: pd.DataFrame
    unit: str
    scale: Scale
    sizes: Scale
    panel: Panel
    labels: tuple[PointLabel, ...]
    notes: tuple[str, ...]
    n_label: str


def funnel_chart(
    result: FunnelResult,
    *,
    title: str = "",
    unit: str = PERCENT,
    n_label: str = "number of cases",
    size: tuple[float, float] = (7.2, 4.2),
) -> Chart:
    """Draw services as points within their limits; only those outside are named.

    Parameters
    ----------
    result : FunnelResult
        From `funnel`.
    title : str
        Says what was found; empty for how many lie outside.
    unit : str
        ``"percent"`` (values from 0 to 1), ``"number"``, or a word that follows the number.
    n_label : str
        What the denominator counts.
    size : tuple of float
        Width and height in inches, without the title.

    Returns
    -------
    Chart
        ``data`` is the result's points, in the order they were given.

    Raises
    ------
    UserError
        Where a percentage lies outside 0 to 1: name the unit of a rate.

    Examples
    --------
    >>> from msp_qi.stats import funnel
    >>> print(funnel_chart(funnel([18, 22, 5, 40], [30, 40, 30, 60], ["Ash", "Elm", "Oak", "Yew"])).title)
    1 of 4 services outside the 99.8 % limits
    """
    points = result.points
    shown = points[points["zone"].notna()].reset_index(drop=True)
    unit = unit_of(unit, shown["value"].tolist())
    name = one_line(title) or _title(shown, result.tau > 0)
    plan = _plan(result, shown, unit, one_line(n_label), size)
    return Chart(
        title=name,
        alt=_alt(name, result, shown, plan, unit),
        data=points.reset_index(drop=True),
        draw=lambda figure: _draw(figure, plan),
        size=size,
    )


def _beyond(shown: pd.DataFrame, sigmas: int) -> pd.DataFrame:
    """Services in one zone, high and low."""
    return shown[_ends(shown, f"beyond {sigmas} sigma")]


def _ends(shown: pd.DataFrame, words: str) -> "pd.Series[bool]":
    """Which zones end in the words; no row has one where there is no service."""
    return shown["zone"].astype(str).str.endswith(words)


def _title(shown: pd.DataFrame, widened: bool) -> str:
    count, far, near = len(shown), len(_beyond(shown, 3)), len(_beyond(shown, 2))
    if not count:
        return "No service to compare"
    if not far and not near:
        lie = "The one service lies" if count == 1 else f"All {count} services lie"
        return f"{lie} within {'the widened limits' if widened else 'what chance explains'}"
    said = [f"{far} of {count} services outside the {LIMIT_WORDS[3]}"] if far else []
    more = "more" if far else f"of {count} services"
    said += [f"{near} {more} outside the {LIMIT_WORDS[2]}"] if near else []
    return ", ".join(said)


def _named(shown: pd.DataFrame) -> pd.DataFrame:
    """Those outside; where these are many, those outside the wide limits only."""
    outside = shown[shown["zone"] != "within"]
    return outside if len(outside) <= MOST_NAMED else _beyond(shown, 3)


def _plan(
    result: FunnelResult, shown: pd.DataFrame, unit: str, n_label: str, size: tuple[float, float]
) -> Plan:
    wide, high = (inches * POINTS_PER_INCH for inches in size)
    values = [*shown["value"], *_inside(result.limits, shown)]
    axis = scale([float(value) for value in values], unit)
    most = float(result.limits["denominator"].max()) if len(result.limits) else 1.0
    across = Panel(LEFT, 0, wide - RIGHT, high - 8, (0.0, most), axis.ends)
    sizes = scale([most], NUMBER)
    for rows in (
        1,
        2,
        3,
        4,
        6,
        9,
    ):  # the names that have no room become lines of notes, which take room again
        panel = Panel(LEFT, AXIS + rows * ROW + 4, across.right, across.top, across.x_range, axis.ends)
        named = _named(shown)
        places = zip(
            panel.x(named["denominator"].to_numpy(dtype=float)),
            panel.y(named["value"].to_numpy(dtype=float)),
            named["service"],
            strict=True,
        )
        wanted = [(float(x), float(y), str(service)) for x, y, service in places]
        unnamed = shown[(shown["zone"] != "within") & ~shown.index.isin(named.index)]
        others = list(
            zip(
                panel.x(unnamed["denominator"].to_numpy(dtype=float)),
                panel.y(unnamed["value"].to_numpy(dtype=float)),
                strict=True,
            )
        )
        room = (panel.left + 2, panel.bottom + 1, panel.right, panel.top + 6)
        labels, key = name_points(wanted, room, TYPE.small, others)
        notes = _notes(result, shown, key, wide - 2 * MARGIN)
        if len(notes) <= rows:
            break
    return Plan(result, shown, unit, axis, sizes, panel, labels, notes, n_label)


def _inside(limits: pd.DataFrame, shown: pd.DataFrame) -> list[float]:
    """Limits that the value axis must hold: those at the sizes there are, not at a size of one."""
    columns = [f"{side}_{sigmas:.0f}" for sigmas in SIGMA_LIMITS for side in ("lower", "upper")]
    return [] if limits.empty else shown[columns].to_numpy(dtype=float).ravel().tolist()


def _notes(result: FunnelResult, shown: pd.DataFrame, key: tuple[str, ...], room: float) -> tuple[str, ...]:
    said = []
    if len(shown):
        said.append(WIDENED.format(phi=result.phi) if result.tau > 0 else CHANCE)
    missing = len(result.points) - len(shown)
    said += [UNKNOWN.format(count=missing)] if missing else []
    hidden = len(shown[shown["zone"] != "within"]) - len(_named(shown))
    said += [RANGE] if len(_ranged(shown)) else []
    said += [f"{hidden} outside the {LIMIT_WORDS[2]} only are marked and not named."] if hidden else []
    said += ["; ".join(key)] if key else []
    return tuple(line for words in said for line in wrap(words, TYPE.small, room))


def _ranged(shown: pd.DataFrame) -> pd.DataFrame:
    """Services of which only the ends are known: too few people are behind the value."""
    return shown[shown["least"].notna()] if "least" in shown else shown[:0]


def _draw(figure: Figure, plan: Plan) -> None:
    canvas, panel = Canvas(figure), plan.panel
    _axes(canvas, plan)
    if plan.shown.empty:
        canvas.words(panel.left + 8, panel.top - 20, "no service with a value", colour=COLOURS.quiet)
        return
    _limits(canvas, plan)
    _points(canvas, plan)
    for label in plan.labels:
        wide = width(label.words, TYPE.small, bold=True)
        canvas.box(
            label.left - 1, label.foot - 1, label.left + wide + 1, label.foot + 7, COLOURS.paper, layer=4.5
        )
        canvas.words(label.left, label.foot, label.words, size=TYPE.small, bold=True, colour=COLOURS.signal)
    for number, line in enumerate(reversed(plan.notes)):
        canvas.words(MARGIN, 4 + number * ROW, line, size=TYPE.small, colour=COLOURS.quiet)


def _axes(canvas: Canvas, plan: Plan) -> None:
    panel = plan.panel
    for tick in plan.scale.ticks:
        height = panel.y(tick)
        canvas.line([panel.left, panel.right], [height, height], COLOURS.grid, thickness=0.8, layer=0.6)
        words = tick_words(tick, plan.unit)
        canvas.words(panel.left - 6, height - 3, words, size=TYPE.small, colour=COLOURS.quiet, side="right")
    canvas.line([panel.left, panel.right], [panel.bottom, panel.bottom], COLOURS.frame)
    for tick in (tick for tick in plan.sizes.ticks if tick <= panel.x_range[1] and len(plan.shown)):
        at = panel.x(tick)
        canvas.line([at, at], [panel.bottom, panel.bottom - 3], COLOURS.frame, thickness=0.9)
        words = value_words(tick, NUMBER)
        canvas.words(at, panel.bottom - 12, words, size=TYPE.small, colour=COLOURS.quiet, side="center")
    middle = (panel.left + panel.right) / 2
    canvas.words(middle, panel.bottom - 24, f"n: {plan.n_label}", size=TYPE.small, side="center")


def _limits(canvas: Canvas, plan: Plan) -> None:
    panel, limits = plan.panel, plan.result.limits
    low, high = panel.y_range
    across = panel.x(limits["denominator"].to_numpy(dtype=float))
    ends: list[tuple[float, str, str]] = []
    for sigmas in SIGMA_LIMITS:
        far = sigmas != SIGMA_LIMITS[0]
        for side in ("lower", "upper"):
            values = np.clip(limits[f"{side}_{sigmas:.0f}"].to_numpy(dtype=float), low, high)
            canvas.line(
                across, panel.y(values), COLOURS.frame, thickness=1.1, dashes="solid" if far else "dashed"
            )
            words = LIMIT_WORDS[round(sigmas)]
            ends.append((float(panel.y(values)[-1]), words, COLOURS.quiet))
    height = panel.y(plan.result.centre)
    canvas.line([panel.left, panel.right], [height, height], COLOURS.ink, thickness=1.5)
    ends.append((height, f"all services {value_words(plan.result.centre, plan.unit)}", COLOURS.ink))
    lines = [wrap(words, TYPE.small, RIGHT - 16, bold=True) for _, words, _ in ends]
    feet = spread([end[0] for end in ends], [ROW * len(each) for each in lines], panel.bottom, panel.top + 8)
    for (_, _, colour), each, middle in zip(ends, lines, feet, strict=True):
        foot = middle - 3 + (len(each) - 1) * ROW / 2
        for number, line in enumerate(each):
            canvas.words(
                panel.right + 8, foot - number * ROW, line, size=TYPE.small, bold=True, colour=colour
            )


def _points(canvas: Canvas, plan: Plan) -> None:
    panel, shown = plan.panel, plan.shown
    for service in _ranged(shown).to_dict("records"):
        at = float(panel.x(service["denominator"]))
        ends = [float(panel.y(service[name])) for name in ("least", "most")]
        canvas.line([at, at], ends, COLOURS.frame, thickness=1.8, layer=2.5)
    size = 6.0 if len(shown) <= 40 else 4.2
    kinds = (
        (shown["zone"] == "within", "o", COLOURS.series, COLOURS.series, 0.0),
        (_ends(shown, "2 sigma"), "D", COLOURS.paper, COLOURS.signal, 0.6),
        (_ends(shown, "3 sigma"), "D", COLOURS.signal, COLOURS.signal, 1.0),
    )
    for where, shape, fill, edge, larger in kinds:
        rows = shown[where & shown["value"].notna()]
        if len(rows):
            x, y = (rows[name].to_numpy(dtype=float) for name in ("denominator", "value"))
            canvas.marks(panel.x(x), panel.y(y), shape, size=size + larger, fill=fill, edge=edge)


def _alt(name: str, result: FunnelResult, shown: pd.DataFrame, plan: Plan, unit: str) -> str:
    said = [f"Funnel chart: {name.rstrip('.')}"]
    if len(shown):
        low, high = shown["denominator"].min(), shown["denominator"].max()
        said.append(
            f"{len(shown)} service{'s' * (len(shown) != 1)}, {plan.n_label} {value_words(low, NUMBER)} to "
            f"{value_words(high, NUMBER)}, "
            f"all together {value_words(result.centre, unit)}"
        )
    said += _outside_words(_named(shown), unit)
    notes = [WIDENED.format(phi=result.phi) if result.tau > 0 else CHANCE] if len(shown) else []
    return ". ".join([*said, *(note.rstrip(".") for note in notes)]) + "."


def _outside_words(outside: pd.DataFrame, unit: str) -> list[str]:
    """Each service outside: its value, or the end of its range that lies nearer to the line."""
    found = []
    for service in outside.to_dict("records"):
        side, _, sigmas, _ = str(service["zone"]).split()
        ranged = not np.isnan(service.get("least", np.nan))
        bound = {"high": "at least ", "low": "at most "}[side] if ranged else ""
        value, n = value_words(service["value"], unit), value_words(service["denominator"], NUMBER)
        limits = LIMIT_WORDS[int(sigmas)]
        found.append(f"{one_line(service['service'])}: {bound}{value} (n {n}), {side}, outside the {limits}")
    return found
