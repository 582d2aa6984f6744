import pytest

from msp_qi.data.national_file import national_entries
from msp_qi.errors import UserError
from msp_qi.schema.national_figures import read_national

RISK = "la_code,area,ons_code,year,denominator,numerator,outcome\n"
SURVEY = "la_code,area,ons_code,year,margin of error,number of respondents,outcome\n"


def official(tmp_path, text, name="official.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_figures_of_the_areas_asked_for_are_taken_with_their_n(tmp_path):
    path = official(
        tmp_path,
        RISK + "1,Northshire,E1,2023 to 2024,875,785,89.6\n1,Northshire,E1,2024 to 2025,1245,1045,83.6\n"
        "2,Southshire,E2,2024 to 2025,100,90,90\n",
    )
    found = national_entries(path, ("Northshire",))
    assert found.table[["year", "value", "of"]].to_numpy().tolist() == [
        ["2023-24", 89.6, 875],
        ["2024-25", 83.6, 1245],
    ]


def test_the_entries_can_be_added_to_the_file_that_is_read(tmp_path):
    path = official(tmp_path, RISK + '1,"North ""and"" South",E1,2024 to 2025,1245,1045,94.19999999999999\n')
    head = (
        '[sources.ascof_2024_25]\ntitle="T"\npublisher="P"\nlicence="L"\n'
        '[measures.risk_reduced_or_removed]\ntitle="M"\nunit="per cent"\ncompare="C."\n'
    )
    (figure,) = read_national(head + national_entries(path, ('North "and" South',)).toml)
    assert (figure.area, figure.year, figure.words) == ('North "and" South', "2024-25", "94.2 % of 1,245")


def test_a_suppressed_figure_and_one_that_cannot_be_are_left_out_and_named(tmp_path):
    path = official(
        tmp_path,
        RISK + "1,Northshire,E1,2022 to 2023,100,90,90\n1,Northshire,E1,2023 to 2024,[c],[c],[c]\n"
        "1,Northshire,E1,2024 to 2025,100,120,120\n",
    )
    found = national_entries(path, ("Northshire",))
    assert list(found.table["year"]) == ["2022-23"]
    assert found.left_out == (
        "Northshire, 2023 to 2024: suppressed or not published.",
        "Northshire, 2024 to 2025: published with 120 of 100, which cannot be.",
    )


def test_two_surveys_with_the_same_columns_are_never_guessed(tmp_path):
    path = official(tmp_path, SURVEY + "1,Northshire,E1,2024 to 2025,4,378,73.9\n")
    with pytest.raises(UserError, match="add --measure feel_safe or --measure control_over_daily_life"):
        national_entries(path, ("Northshire",))
    found = national_entries(path, ("Northshire",), "feel_safe")
    assert 'measure = "feel_safe"' in found.toml and "margin = 4\n" in found.toml


@pytest.mark.parametrize(
    ("area", "measure", "said"),
    [
        ("North", "", 'no area "North"; do you mean Northshire?'),
        ("Elsewhere", "", "copy the name from its column area"),
        ("Northshire", "feel_safe", "not an official table of feel_safe"),
        ("Northshire", "4b", 'no official table for "4b"; there are: risk_reduced_or_removed'),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(tmp_path, area, measure, said):
    path = official(tmp_path, RISK + "1,Northshire,E1,2024 to 2025,100,90,90\n")
    with pytest.raises(UserError) as refused:
        national_entries(path, (area,), measure)
    assert said in str(refused.value)
