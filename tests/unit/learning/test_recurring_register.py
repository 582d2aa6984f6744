"""Themes that recur, what was done about them, and the truth planted in the synthetic years."""

import pytest

from msp_qi.data.demo import demo_tables, plant
from msp_qi.learning.findings import findings
from msp_qi.learning.recurring.register import THEME_LINKS
from msp_qi.learning.recurring.together import (
    ACTED,
    HARM,
    INTRODUCED,
    LATE,
    REPEATED,
    REPEATED_THEME,
    recurring,
)
from msp_qi.measures.catalogue import INDICATORS
from msp_qi.measures.compute import compute
from msp_qi.schema.answers import THEME
from tests.builders import audit_data
from tests.unit.learning.concerns import SERVICE, by_month, concern, found_in

TWELVE = by_month("2025-01", neglect=[1] * 24, physical=[0] * 20 + [1, 1, 0, 0], other=[0] * 20 + [1] * 4)


def action(number, theme, **more):
    return {
        "service": SERVICE,
        "action_id": f"A{number}",
        "kind": "person",
        "theme": theme,
        "owner_role": "Key worker",
        "opened_on": "2026-05-04",
        **more,
    }


ACTIONS = [
    action(1, "neglect", kind="practice", completed_on="2026-06-01", verified_on="2026-07-06",
           verified_by_role="Registered manager"),
    action(2, "neglect", completed_on="2026-06-01"),
    action(3, "neglect", opened_on="2024-05-04", completed_on="2024-06-04"),  # long ago
    action(4, "other", completed_on="2026-06-01", verified_on="2026-07-06", verified_by_role=" key  Worker"),  # her own
    action(5, "other", verified_on="2026-07-06", verified_by_role="Team leader", owner_role=None),  # nobody's
    action(6, "physical"),  # two concerns: not recurring
]  # fmt: skip


def test_the_register_counts_actions_that_somebody_else_verified():
    register = found_in(concerns=TWELVE, actions=ACTIONS).register
    columns = ["theme", "concerns", "people", "again", "opened", "done", "verified", "practice"]
    assert register.table[columns].values.tolist() == [
        ["neglect", 12, 12, 0, 2, 2, 1, 1],
        ["other", 4, 4, 0, 2, 1, 0, 0],
    ]
    assert register.sentence == (
        "2 themes recur in Jan 2026 to Dec 2026; 1 of 2 has an action that somebody other than its owner verified. "
        "Without one: other. A verified action shows that something was done, not that it helped: watch whether the "
        "theme comes back."
    )


def test_the_register_agrees_with_the_indicator_in_its_last_month():
    found = found_in(concerns=TWELVE, actions=ACTIONS)
    last = found.findings[ACTED].series.iloc[-1]
    assert (last["numerator"], last["denominator"]) == (1, 2)
    assert (found.register.table["verified"] > 0).sum() == 1 and len(found.register.table) == 2


def test_actions_that_are_not_collected_are_not_called_missing():
    register = found_in(concerns=TWELVE).register
    assert not register.collected
    assert register.sentence == (
        "2 themes recur in Jan 2026 to Dec 2026. Actions are not collected for this service, so whether anything was "
        "done cannot be told; that is not the same as nothing done."
    )


def test_two_concerns_do_not_recur():
    register = found_in(concerns=[concern(1, "2026-05-04"), concern(2, "2026-06-04")]).register
    assert register.sentence == (
        "No theme had 3 concerns in May 2026 to Jun 2026, so none counts as recurring. In a small service that can be "
        "chance."
    )


def test_every_link_and_every_indicator_of_the_page_is_in_its_catalogue():
    names = {found.name for found in INDICATORS}
    assert {link.indicator for link in THEME_LINKS} <= names
    assert {link.theme for link in THEME_LINKS} <= {answer.code for answer in THEME}
    assert {ACTED, HARM, INTRODUCED, LATE, REPEATED, REPEATED_THEME} <= names


PAGE = tuple(
    found for found in INDICATORS if found.name in (ACTED, HARM, INTRODUCED, LATE, REPEATED, REPEATED_THEME)
)


def planted(seed):
    """What recurs in each of the eight planted services, by its truth."""
    services = plant(8)
    tables = demo_tables(seed, services)
    wanted = ("concerns", "actions", "restrictions")
    data = audit_data(**{name: tables[name].astype(object).where(tables[name].notna(), None).to_dict("records")
                         for name in wanted})  # fmt: skip
    measures = compute(data, PAGE, as_of="2026-11-15")
    return {
        service.truth: recurring(measures, service.name, findings(measures, service.name))
        for service in services
    }


@pytest.mark.parametrize("seed", [1, 7, 19])
def test_finds_the_service_where_the_same_concern_comes_back_and_leaves_the_others_quiet(seed):
    found = planted(seed)
    back = found.pop("repeats")
    assert back.commonest.leads and back.commonest.first == ["Financial pressure"]
    assert back.repeats.sentence.startswith("Most concerns")
    first = back.register.table.iloc[0]
    assert first["theme"] == "financial" and first["people"] <= 12 < first["concerns"]
    for truth, quiet in found.items():
        assert not quiet.commonest.leads, truth
        assert not quiet.repeats.sentence.startswith("Most"), truth
        assert quiet.repeats.judged[0] < quiet.repeats.judged[1] / 4, truth
    # No theme was renamed anywhere, so none is asked about.
    assert [truth for truth, each in {**found, "repeats": back}.items() if each.pairs] == []
    assert found["stops"].history.silence.startswith("This service has no concern after Apr 2026")
