"""Parquet is optional: without pyarrow a sentence says what to install."""

import sys

import pytest

from msp_qi.data.load import load
from msp_qi.data.parquet import _cell
from msp_qi.errors import UserError


def test_without_pyarrow_the_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "concerns.parquet").write_bytes(b"PAR1")
    with pytest.raises(UserError, match=r"needs the package pyarrow: install msp_qi\[parquet\], or save"):
        load(tmp_path / "concerns.parquet")


def test_a_parquet_file_under_the_name_of_csv_is_named(tmp_path):
    (tmp_path / "concerns.csv").write_bytes(b"PAR1")
    with pytest.raises(UserError, match="is not a csv file but a Parquet file"):
        load(tmp_path / "concerns.csv")


@pytest.mark.parametrize(
    "value,text",
    [("0042", "0042"), (42, "42"), (42.0, "42"), (True, "TRUE")],
)
def test_a_value_is_the_text_that_a_person_would_see(value, text):
    assert _cell(value).text == text


@pytest.mark.parametrize("value", [None, float("nan"), "", "  "])
def test_nothing_is_a_blank_cell(value):
    assert _cell(value) is None
