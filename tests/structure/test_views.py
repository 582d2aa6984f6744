"""Generated files equal what their one source makes of them today."""

import openpyxl
import pytest

from msp_qi.data.template import STARTER, WORKBOOK, write_templates
from msp_qi.maintain.views import ROOT, VIEWS

TEMPLATES = "data_templates"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.path)
def test_a_generated_view_has_not_drifted(view):
    assert (ROOT / view.path).read_text(encoding="utf-8") == view.text(ROOT), "run `make generate`"


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    folder = tmp_path_factory.mktemp(TEMPLATES)
    write_templates(folder)
    return folder


def said(path):
    """Each cell, comment, list and input message of a workbook: what a person sees, whichever version wrote it."""
    found = []
    for sheet in openpyxl.load_workbook(path).worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        found += [
            (sheet.title, cell.coordinate, cell.value, cell.comment and cell.comment.text) for cell in cells
        ]
        rules = sheet.data_validations.dataValidation
        found += [(sheet.title, str(rule.sqref), rule.formula1, rule.prompt) for rule in rules]
    return found


@pytest.mark.parametrize("name", [WORKBOOK, STARTER])
def test_a_shipped_workbook_has_not_drifted_from_the_schema(templates, name):
    assert said(ROOT / TEMPLATES / name) == said(templates / name), "run `make generate`"


def test_the_shipped_csv_templates_have_not_drifted_from_the_schema(templates):
    shipped, made = (
        {path.name: path.read_text(encoding="utf-8-sig") for path in (folder / "csv").iterdir()}
        for folder in (ROOT / TEMPLATES, templates)
    )
    assert shipped == made, "run `make generate`"


def test_the_environment_names_every_dependency_and_no_default_channel():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert "nodefaults" in text
    for name in ("pandas", "papermill", "xlsxwriter", "statsmodels"):
        assert f'"{name}>=' in text
