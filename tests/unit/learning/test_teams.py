"""Teams beside each other: worked by hand, and refused where the cases are too few."""

import pytest

from msp_qi.learning.teams import NEVER_A_WORKER, teams
from msp_qi.measures.compute import compute
from tests.builders import audit, audit_data


def of(**followed_of):
    """Audited cases of each team, so many of which meet the one item that applies."""
    rows = [
        audit(case_id=f"{team}{case}", team=team, a1_own_words="met" if case < followed else "not_met")
        for team, (followed, read) in followed_of.items()
        for case in range(read)
    ]
    measures = compute(audit_data(case_audits=rows), as_of="2026-06-01")
    return teams(measures, "Ash House")


@pytest.mark.parametrize(
    "followed_of,said",
    [
        # chi-squared without correction, by hand: 60 * (24*22 - 6*8)^2 / (30*30*32*28) = 17.1, far beyond 3.84.
        ({"A": (24, 30), "B": (8, 30)}, "differ by more than chance would explain"),
        # 60 * (16*15 - 14*15)^2 / (30*30*31*29) = 0.07.
        ({"A": (16, 30), "B": (15, 30)}, "differ no more than chance"),
        ({"A": (3, 4), "B": (1, 4)}, "Too few cases"),
        ({"A": (3, 4)}, "Only one team"),
        ({"A": (4, 4), "B": (9, 9)}, "In every team all"),
        ({"A": (0, 4), "B": (0, 9)}, "In every team none"),
    ],
)
def test_what_is_said_of_teams(monkeypatch, followed_of, said):
    monkeypatch.setattr("msp_qi.measures.views.audits.ITEMS", ("a1_own_words",))
    found = of(**followed_of)
    assert said in found.sentence and NEVER_A_WORKER in found.sentence
    assert found.table["team"].tolist() == list(followed_of)
    assert found.table[["numerator", "denominator"]].to_numpy().tolist() == [
        list(n) for n in followed_of.values()
    ]


def test_the_interval_is_exact(monkeypatch):
    monkeypatch.setattr("msp_qi.measures.views.audits.ITEMS", ("a1_own_words",))
    row = of(A=(9, 10), B=(5, 10)).table.iloc[0]
    # Clopper and Pearson 1934: 9 of 10.
    assert (row["lower"], row["upper"]) == (pytest.approx(0.5550, abs=1e-4), pytest.approx(0.9975, abs=1e-4))


def test_nothing_is_said_where_no_team_is_recorded():
    measures = compute(audit_data(case_audits=[audit(a1_own_words="met")]), as_of="2026-06-01")
    assert teams(measures, "Ash House") is None
