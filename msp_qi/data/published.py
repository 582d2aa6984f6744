"""Published national tables, described like our own, so that the same loader reads them."""

from msp_qi.schema.field import Answer, Field, Table

# Adult Social Care Outcomes Framework: the markers of the Government Statistical Service.
ASCOF_MARKERS = (
    Answer("[c]", "suppressed, because the number is small"),
    Answer("[x]", "not available"),
    Answer("[z]", "not applicable"),
)
# Mental Health Services Data Set.
MHSDS_MARKERS = (Answer("*", "suppressed, because the number is small"),)


def _text(name: str, label: str, help: str, example: str) -> Field:
    return Field(name, label, "text", help, example, required=True)


def _count(name: str, label: str, help: str, markers: tuple[Answer, ...]) -> Field:
    return Field(name, label, "whole number", help, "120", markers=markers)


RISK_REDUCED = Table(
    name="ascof_4b_risk_reduced_removed",
    sheet="ASCOF 4B",
    title="Section 42 enquiries where the risk was reduced or removed",
    purpose="By council and year; counts are rounded to 5. DHSC, ASCOF 2024-25, Open Government Licence v3.",
    key=("la_code", "year"),
    fields=(
        Field("la_code", "Council code", "id", "Code of the council.", "102", required=True),
        _text("area", "Area", "Name of the council or region.", "Cumbria"),
        Field("ons_code", "ONS code", "id", "Code of the area.", "E10000006"),
        _text("year", "Year", "April to March.", "2024 to 2025"),
        _count("denominator", "Denominator", "Concluded enquiries in which a risk was found.", ASCOF_MARKERS),
        _count("numerator", "Numerator", "Those in which it was reduced or removed.", ASCOF_MARKERS),
        Field("outcome", "Outcome", "text", "The published percentage.", "91.2"),
    ),
)


def _survey(name: str, sheet: str, title: str) -> Table:
    """A percentage of people asked, by council and year."""
    return Table(
        name=name,
        sheet=sheet,
        title=title,
        purpose="By council and year, from a survey. DHSC, ASCOF 2024-25, Open Government Licence v3.",
        key=("la_code", "year"),
        fields=(
            Field("la_code", "Council code", "id", "Code of the council.", "102", required=True),
            _text("area", "Area", "Name of the council or region.", "Cumbria"),
            Field("ons_code", "ONS code", "id", "Code of the area.", "E10000006"),
            _text("year", "Year", "April to March.", "2024 to 2025"),
            Field("margin", "Margin of error", "text", "Half the width of the 95 % interval.", "0.4"),
            _count("respondents", "Number of respondents", "People who answered.", ASCOF_MARKERS),
            Field("outcome", "Outcome", "text", "The published percentage.", "70.1"),
        ),
    )


FEEL_SAFE = _survey("ascof_4a_feel_safe", "ASCOF 4A", "People who use services who feel safe")
CONTROL = _survey(
    "ascof_3a_control_over_daily_life", "ASCOF 3A", "People who use services who have control over their life"
)

RESTRAINT = Table(
    name="restraint_by_provider_month",
    sheet="Restraint",
    title="People subject to a restrictive intervention, and bed days",
    purpose="By provider and month, rounded to the nearest 5. NHS Digital, MHSDS, Open Government Licence v3.",
    key=("provider", "month"),
    fields=(
        Field("month", "Month", "month", "Month of the report.", "2021-09-01", required=True),
        _text("provider", "Provider", "Name of the provider.", "Example Trust"),
        _count(
            "people_restrained_mhs76", "People restrained", "People, not incidents (MHS76).", MHSDS_MARKERS
        ),
        _count("bed_days", "Bed days", "Bed days in the month.", MHSDS_MARKERS),
    ),
)
