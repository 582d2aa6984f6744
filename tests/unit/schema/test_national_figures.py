import re

import pytest

from msp_qi.errors import UserError
from msp_qi.measures.catalogue import INDICATORS
from msp_qi.schema.national_figures import (
    MEASURES,
    NATIONAL,
    NEVER_A_TARGET,
    england,
    latest,
    read_national,
)

SOURCE = '[sources.a]\ntitle = "T"\npublisher = "P"\nlicence = "L"\n'
MEASURE = '[measures.m]\ntitle = "M"\nunit = "per cent"\ncompare = "Not alike."\n'
FIGURE = '[[figure]]\nmeasure = "m"\narea = "England"\nyear = "2024-25"\nvalue = 91.2\nsource = "a"\n'


# Safeguarding Adults, England, 2024-25 and 2018-19, and ASCOF 2024-25, as published.
@pytest.mark.parametrize(
    ("measure", "year", "value"),
    [
        ("concerns", "2018-19", 415050),
        ("concerns", "2022-23", 587970),
        ("concerns", "2023-24", 615530),
        ("concerns", "2024-25", 640240),
        ("section_42_enquiries", "2018-19", 143390),
        ("section_42_enquiries", "2023-24", 176560),
        ("section_42_enquiries", "2024-25", 185270),
        ("other_enquiries", "2018-19", 18540),
        ("other_enquiries", "2023-24", 15530),
        ("other_enquiries", "2024-25", 10285),
        ("risk_reduced_or_removed", "2018-19", 89.0),
        ("risk_reduced_or_removed", "2023-24", 91.2),
        ("risk_reduced_or_removed", "2024-25", 91.2),
        ("feel_safe", "2018-19", 70.0),
        ("feel_safe", "2023-24", 71.1),
        ("feel_safe", "2024-25", 70.1),
        ("control_over_daily_life", "2018-19", 77.6),
        ("control_over_daily_life", "2023-24", 77.6),
        ("control_over_daily_life", "2024-25", 77.3),
    ],
)
def test_the_published_figures_stand_as_published(measure, year, value):
    found = [figure for figure in NATIONAL if figure.measure.name == measure and figure.year == year]
    assert [figure.value for figure in found] == [value]


def test_each_figure_is_dated_sourced_and_says_that_it_is_no_target():
    for figure in NATIONAL:
        assert re.fullmatch(r"20\d\d-\d\d", figure.year)
        assert figure.source.publisher in figure.sentence and "Open Government Licence" in figure.sentence
        assert NEVER_A_TARGET in figure.sentence and figure.words in figure.sentence


def test_an_indicator_beside_which_a_figure_stands_is_in_the_catalogue():
    names = {indicator.name for indicator in INDICATORS}
    assert {measure.indicator for measure in MEASURES.values()} - {""} <= names


def test_the_latest_year_is_taken_and_an_area_without_a_figure_has_none():
    assert england("concerns").year == "2024-25"
    assert latest(NATIONAL, "concerns", "Wales") is None


def test_a_survey_figure_says_how_exact_it_is_and_of_how_many():
    assert england("feel_safe").words == "70.1 % (give or take 0.4) of 59,015"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[figure", "cannot be read"),
        (SOURCE + MEASURE + FIGURE.replace("91.2", "912"), "above 100"),
        (SOURCE + MEASURE + FIGURE.replace("91.2", '"91.2"'), "no number of 0 or more as value"),
        (SOURCE + MEASURE + FIGURE.replace("value = 91.2\n", ""), "needs a value"),
        (SOURCE + MEASURE + FIGURE.replace('"m"', '"n"'), 'names the measure "n"; there are: m.'),
        (SOURCE + MEASURE + FIGURE.replace('"a"', '"b"'), 'names the source "b"; there are: a.'),
        (SOURCE + MEASURE.replace("per cent", "kilos") + FIGURE, "write one of: count, per cent"),
        (SOURCE + MEASURE + FIGURE.replace('"England"', '""'), "has no area"),
        (SOURCE + MEASURE + "[figure]\nvalue = 1", "[[figure]]"),
        ("sources = 3", "[sources.NAME]"),
        (SOURCE + "published = 'May'", "day of publication"),
    ],
)
def test_a_file_that_a_person_has_edited_wrongly_is_refused_in_one_sentence(text, said):
    with pytest.raises(UserError) as refused:
        read_national(text, "mine.toml")
    assert said in str(refused.value)
    assert "mine.toml" in str(refused.value) and str(refused.value).count("\n") <= 1
