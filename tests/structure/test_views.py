"""Generated files equal what their one source makes of them today."""

import pytest

from msp_qi.maintain.views import ROOT, VIEWS


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.path)
def test_a_generated_view_has_not_drifted(view):
    assert (ROOT / view.path).read_text(encoding="utf-8") == view.text(ROOT), "run `make generate`"


def test_the_environment_names_every_dependency_and_no_default_channel():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert "nodefaults" in text
    for name in ("pandas", "papermill", "xlsxwriter", "statsmodels"):
        assert f'"{name}>=' in text
