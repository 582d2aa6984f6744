"""A reader who knows the rules and tries every table: written apart from the product, to be its opponent."""

from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from msp_qi.disclosure.table import ProtectedTable


def shown_as(count: int, k: int, base: int) -> object:
    """The rule of docs/sharing-safely.md, once more: 0, the symbol, or the nearest multiple, halves up."""
    if count == 0:
        return 0
    if count < k:
        return "c"
    below = count - count % base
    return below if 2 * (count - below) < base else below + base


def possible(shown: object, k: int, base: int, most: int) -> list[int]:
    """Every count that is shown like this; the symbol may stand for anything above 0."""
    if shown == "c":
        return list(range(1, most + 1))
    return [count for count in range(most + 1) if shown_as(count, k, base) == shown]


def grid(table: ProtectedTable) -> list[list[object]]:
    lines = [[*line, every] for line, every in zip(table.cells, table.row_totals, strict=True)]
    return [*lines, [*table.column_totals, table.grand_total]]


def every_table(table: ProtectedTable, most: int) -> np.ndarray:
    """All tables of counts up to ``most`` that would be shown like this one: number, row, column."""
    rows, columns = len(table.rows), len(table.columns)
    choices = [possible(shown, table.k, table.base, most) for line in table.cells for shown in line]
    found = np.array(list(product(*choices)), dtype=np.int16).reshape(-1, rows, columns)
    limits = rows * columns * most
    for number, shown in enumerate(table.row_totals):
        found = found[np.isin(found[:, number].sum(axis=1), possible(shown, table.k, table.base, limits))]
    for number, shown in enumerate(table.column_totals):
        found = found[np.isin(found[:, :, number].sum(axis=1), possible(shown, table.k, table.base, limits))]
    return found[np.isin(found.sum(axis=(1, 2)), possible(table.grand_total, table.k, table.base, limits))]


def _limits(table: ProtectedTable) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sums over the cells, one for each figure shown, and the least and largest count behind each."""
    rows, columns = len(table.rows), len(table.columns)
    lines, least, most = [], [], []
    for i, shown_line in enumerate(grid(table)):
        for j, shown in enumerate(shown_line):
            line = np.zeros((rows, columns))
            line[i if i < rows else slice(None), j if j < columns else slice(None)] = 1
            values = [1, np.inf] if shown == "c" else possible(shown, table.k, table.base, 400)
            lines.append(line.ravel())
            least.append(values[0])
            most.append(values[-1])
    return np.array(lines), np.array(least, dtype=float), np.array(most, dtype=float)


def solved(table: ProtectedTable, row: int, column: int, sign: int) -> float:
    """The least (sign 1) or largest (sign -1) value of a cell by integer programming; infinite where there is none."""
    return solved_together([table], [np.zeros((len(table.rows), len(table.columns)))], row, column, sign)


def solved_together(
    tables: list[ProtectedTable], changes: list[np.ndarray], row: int, column: int, sign: int
) -> float:
    """The same for the cell of the first table, by a reader of several who knows how each differs from the first."""
    size = len(tables[0].rows) * len(tables[0].columns)
    limits = []
    for table, change in zip(tables, changes, strict=True):
        lines, least, most = _limits(table)
        moved = lines @ np.asarray(change, dtype=float).ravel()
        limits.append(LinearConstraint(lines, least - moved, most - moved))
    aim = np.zeros(size)
    aim[row * len(tables[0].columns) + column] = sign
    answer = milp(aim, constraints=limits, integrality=np.ones(size), bounds=Bounds(0, np.inf))
    assert answer.status in (0, 3, 4), "no table lies behind what is shown"
    return np.inf if answer.x is None else float(round(sign * answer.fun))
