"""The synthetic data: seeded, labelled, clean, and with truths that the product finds."""

import pandas as pd
import pytest

from msp_qi.data.audit_data import AuditData
from msp_qi.data.demo import LABEL, PLANTED, demo_months, demo_tables, plant, truths
from msp_qi.data.demo_file import TRUTHS_NAME, write_demo
from msp_qi.data.validate import check
from msp_qi.learning.findings import verdict_table
from msp_qi.measures.compute import compute
from msp_qi.schema.fields import CONCERNS, TABLES


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo"))


def test_every_table_is_filled_and_nothing_needs_mending(written):
    checked = check(written, as_of=pd.Timestamp("2026-11-01"))
    assert [issue.sentence for issue in checked.issues if issue.severity != "note"] == []
    assert set(checked.data.tables) == {table.name for table in TABLES}


def test_the_type_of_risk_goes_with_the_theme_and_nearly_every_answer_is_used():
    concerns = demo_tables()["concerns"]
    by_theme = concerns.groupby("theme")["risk_type"].agg(set)
    assert by_theme["financial"] == {"financial"} and by_theme["self_neglect"] == {"self_neglect"}
    assert set(concerns["risk_type"]) == set(CONCERNS.field("risk_type").codes)
    assert set(concerns["theme"]) == set(CONCERNS.field("theme").codes)


def test_a_goal_has_several_steps_and_was_agreed_before_the_last_of_them():
    steps = demo_tables()["risk_enablement"]
    assert steps.groupby(["service", "case_id", "goal_text"])["step_text"].nunique().min() > 1
    assert (steps["agreed_on"].isna() | (steps["agreed_on"] < steps["planned_date"])).all()


def test_everybody_in_it_is_labelled_as_made_up():
    for rows in demo_tables().values():
        assert rows["service"].str.endswith(LABEL).all()


def test_the_same_seed_makes_the_same_rows_and_another_seed_others():
    first, again, other = demo_tables(1), demo_tables(1), demo_tables(2)
    for name in first:
        pd.testing.assert_frame_equal(first[name], again[name])
    assert not first["case_audits"].equals(other["case_audits"])


def test_a_service_is_the_same_whatever_other_services_there_are():
    few, many = demo_tables(services=plant(2)), demo_tables(services=plant(12))
    name = PLANTED[1].name
    for table in few:
        left, right = (
            tables[table][tables[table]["service"] == name].reset_index(drop=True) for tables in (few, many)
        )
        pd.testing.assert_frame_equal(left, right, check_dtype=False)


@pytest.mark.parametrize("seed", [1, 2026])
def test_the_people_whose_weeks_are_followed_have_cases_with_something_beside_them(seed):
    tables = demo_tables(seed)
    whose = tables["concerns"].set_index("case_id")["person_id"]
    followed = set(tables["weekly_ratings"]["person_id"])
    assert followed <= set(whose)
    for table in ("risk_enablement", "restrictions", "information_shares"):
        there = followed & set(whose[tables[table]["case_id"]])
        assert len(there) > len(followed) / 2, table


def test_any_number_of_services_has_names_of_their_own():
    assert len({service.name for service in plant(500)}) == 500


def test_the_file_of_truths_says_what_turns_when(written):
    planted = pd.read_csv(written.parent / TRUTHS_NAME, keep_default_na=False).set_index("truth")
    assert planted.loc["improves", "from_month"] == "2025-11"
    assert planted.loc["stops", "from_month"] == "2026-05"
    assert planted.loc["steady", "from_month"] == ""


def verdicts(seed, months):
    """How often each verdict was given, for each kind of truth."""
    services = plant(8, months)
    tables = {
        name: rows.assign(source_file="made up", source_sheet=name, source_row=range(len(rows)))
        for name, rows in demo_tables(seed, services, months).items()
        if name in ("concerns", "case_audits")
    }
    table = verdict_table(compute(AuditData(tables, (), ()), as_of=pd.Timestamp("2026-11-01")))
    kinds = truths(services, demo_months(months)).set_index("service")["truth"]
    return pd.crosstab(table["service"].map(kinds), table["verdict"])


@pytest.fixture(scope="module")
def two_years():
    return sum(
        verdicts(seed, 24).reindex(columns=["improved", "worsened"], fill_value=0) for seed in (11, 12, 13)
    )


def test_the_planted_improvement_and_the_planted_drift_are_found(two_years):
    assert two_years.loc["improves", "improved"] >= 18 and two_years.loc["improves", "worsened"] == 0
    assert two_years.loc["drifts", "worsened"] >= 18 and two_years.loc["drifts", "improved"] == 0


def test_where_nothing_changed_almost_nothing_is_found(two_years):
    quiet = (
        two_years.loc[["steady", "changes nothing", "tiny", "stops", "copies", "repeats"]].to_numpy().sum()
    )
    assert quiet <= 8, "more than one in twenty-five of the quiet series was called a change"
