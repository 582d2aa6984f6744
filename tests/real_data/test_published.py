"""The road from a published file to a chart, on real data where a folder of it is there."""

import os
from pathlib import Path

import pandas as pd
import pytest

from msp_qi.data.load import load
from msp_qi.data.published import RESTRAINT, RISK_REDUCED
from msp_qi.maintain.real_data import page, provider_chart, restraint, risk_reduced

FOLDER = Path(os.environ.get("MSP_QI_REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the published data are not here; point MSP_QI_REAL_DATA at a folder that holds them",
)


@pytest.fixture(scope="module")
def risk():
    return risk_reduced(FOLDER / "ascof" / f"{RISK_REDUCED.name}.csv")


@pytest.fixture(scope="module")
def restrained():
    return restraint(FOLDER / "restraint" / f"{RESTRAINT.name}.csv")


def test_markers_are_information_and_never_zeros(risk):
    rows = risk.data.tables[RISK_REDUCED.name]
    cumbria = rows[rows["area"] == "Cumbria"]
    assert len(cumbria) == 2 and cumbria["numerator"].isna().all()
    marked = [issue for issue in risk.data.issues if issue.value in ("[c]", "[z]")]
    assert len(marked) == len(risk.data.issues) == 14
    assert all(issue.severity == "note" and "not zero" in issue.fix for issue in marked)
    assert not (rows["denominator"] == 0).any()


def test_a_numerator_above_its_denominator_is_named_and_not_compared(risk):
    assert len(risk.impossible) == 3
    assert not set(risk.impossible["area"]) & set(risk.compared["area"])


def test_a_council_is_compared_on_its_published_counts(risk):
    northumberland = risk.data.tables[RISK_REDUCED.name].query(
        "area == 'Northumberland' and year == '2023 to 2024'"
    )
    assert (northumberland["numerator"].item(), northumberland["denominator"].item()) == (785, 875)
    assert "785 of 875" in risk.compared.set_index("area").loc["Northumberland", "before"]


def test_a_provider_that_did_not_report_is_absent_and_not_zero(restrained):
    assert restrained.rates.groupby("provider").size().eq(12).all()
    points = restrained.spc.points
    absent = restrained.rates["rate"].isna().to_numpy()
    assert absent.any()
    assert points["y"].isna().to_numpy().tolist() == absent.tolist()
    summary = restrained.spc.summary.set_index("group")
    reported = restrained.rates.groupby("provider")["rate"].count()
    assert (summary["n_useful"] <= reported.reindex(summary.index)).all()


def test_files_with_other_date_formats_fall_into_the_same_months(tmp_path, restrained):
    raw = FOLDER / "restraint" / "rstr01_Sep_2021.csv"
    lines = [
        line.split(",") for line in raw.read_text(encoding="utf-8").splitlines() if line and '"' not in line
    ]
    header = "month,provider,people_restrained_mhs76,bed_days"
    first = [f"{date},{provider},{people}," for date, provider, _, people in lines]
    (tmp_path / "restraint_by_provider_month_day_first.csv").write_text(
        "\n".join([header, *first]), encoding="utf-8"
    )
    rows = restrained.data.tables[RESTRAINT.name]
    iso = rows[rows["month"] == "2021-10-01"].dropna(subset=["people_restrained_mhs76"])
    second = [f"2021-10-01,{row.provider},{row.people_restrained_mhs76}," for row in iso.itertuples()]
    quoted = [line for line in second if line.count(",") == 3]
    (tmp_path / "restraint_by_provider_month_iso.csv").write_text(
        "\n".join([header, *quoted]), encoding="utf-8"
    )
    months = load(tmp_path, (RESTRAINT,)).tables[RESTRAINT.name]["month"].value_counts()
    assert len(quoted) > 10
    assert months.to_dict() == {
        pd.Timestamp("2021-09-01"): len(first),
        pd.Timestamp("2021-10-01"): len(quoted),
    }


def test_every_provider_gets_a_chart_with_its_words(restrained):
    provider = restrained.rates["provider"].iloc[0]
    chart = provider_chart(restrained, provider)
    assert "<svg" in chart.svg() and chart.alt


def test_the_page_in_the_docs_is_what_the_data_say():
    text, charts = page(FOLDER)
    docs = Path(__file__).parents[2] / "docs"
    assert (docs / "real-data.md").read_text(encoding="utf-8") == text
    assert all((docs / "pictures" / name).exists() for name in charts)
