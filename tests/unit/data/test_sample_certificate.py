"""The certificate: there and back, verified against today's data, and the audit sheet that goes with it."""

import hashlib
import json

import pandas as pd
import pytest

from msp_qi.data.load import load
from msp_qi.data.sampling.certificate import read_certificate
from msp_qi.data.sampling.draw import Reason
from msp_qi.data.sampling.sample import draw_sample
from msp_qi.data.sampling.sheet import audit_sheet
from msp_qi.data.sampling.verify import verify_certificate
from msp_qi.data.template import write_workbook
from msp_qi.errors import UserError
from msp_qi.schema.fields import TABLES
from tests.builders import audit_data
from tests.unit.data.test_sample_draw import SIX, concern, concerns, draw

FULL = draw(
    by="theme",
    exclude=[Reason("Ash House", "5", "auditor knows the person")],
    replace=[Reason("Ash House", "2", "record locked")],
)


def as_json(sample=FULL):
    return json.loads(sample.certificate.to_json())


def test_a_certificate_comes_back_as_it_was(tmp_path):
    path = tmp_path / "c.json"
    path.write_text(FULL.certificate.to_json(), encoding="utf-8")
    for given in (path, str(path), FULL.certificate.to_json(), as_json()):
        assert read_certificate(given) == FULL.certificate


def test_somebody_without_msp_qi_draws_the_same_from_the_certificate_alone():
    read = as_json(draw())
    service = read["services"][0]

    def order(case):
        text = f"{read['seed']}|{read['month']}|{service['service']}|{case}"
        return hashlib.sha256(text.encode()).hexdigest()

    by_hand = sorted((case["case_id"] for case in service["frame"]), key=order)[: read["size"]]
    assert by_hand == [case["case_id"] for case in service["random_core"]]
    assert [case["order"] for case in service["random_core"]] == [order(case) for case in by_hand]
    assert "7|2026-04|service|case number" in read["recipe_in_words"][1]


def test_a_certificate_holds_what_an_auditor_asks_for():
    read = as_json()
    service = read["services"][0]
    assert (read["month"], read["size"], read["seed"], read["by"]) == ("2026-04", 3, 7, "theme")
    assert read["data"] == [{"file": "audit.xlsx", "sha256": "0" * 64}]
    assert service["frame_size"] == 6 == len(service["frame"])
    assert service["excluded"] == [{"case_id": "5", "reason": "auditor knows the person"}]
    assert service["replaced"] == [{"case_id": "2", "reason": "record locked", "replaced_by": "1"}]
    assert set(service["frame"][0]) == {"case_id", "stratum"}


def test_the_same_data_give_the_same_draw():
    assert verify_certificate(as_json(draw()), SIX) == (
        "The same draw comes out for April 2026: 1 service, the frames are unchanged."
    )
    assert verify_certificate(as_json(), SIX).startswith("The same draw comes out")


def test_a_changed_frame_is_said_with_its_cases():
    # sha256sum of "7|2026-04|Ash House|11" starts with 8d, after the 66 of the three drawn; that of case 7 with 60.
    later = concerns(*(concern(case) for case in "123456"), concern("11"))
    assert verify_certificate(as_json(draw()), later) == (
        "Ash House: the frame has changed since 2026-04 was drawn: 1 case more (11); the same cases would be drawn all "
        "the same."
    )
    earlier = concerns(*(concern(case) for case in "1234567"))
    assert verify_certificate(as_json(draw()), earlier).endswith("1 case more (7); another draw comes out.")
    fewer = concerns(*(concern(case) for case in "134568"))
    assert verify_certificate(as_json(draw()), fewer) == (
        "Ash House: the frame has changed since 2026-04 was drawn: 1 case more (8), 1 case fewer (2); another draw "
        "comes out."
    )


def test_a_case_in_another_stratum_is_a_changed_frame():
    moved = concerns(concern("1", theme="neglect"), *(concern(case) for case in "23456"))
    said = verify_certificate(as_json(draw(by="theme")), moved)
    assert "1 case in another stratum (1)" in said


def test_a_service_that_has_gone_is_said():
    gone = audit_data(concerns=[concern("1", service="Elm View")])
    assert "Ash House: the frame has changed since 2026-04 was drawn: 6 cases fewer" in verify_certificate(
        as_json(draw()), gone
    )


def test_a_core_that_its_own_frame_does_not_give_is_told():
    changed = as_json(draw())
    changed["services"][0]["random_core"][0]["case_id"] = "5"
    assert verify_certificate(changed, SIX) == (
        "The certificate does not draw itself: for Ash House its own frame and seed give other cases. It was changed "
        "after the draw."
    )


def test_a_frame_that_does_not_give_its_hash_is_told():
    changed = as_json(draw())
    del changed["services"][0]["frame"][4]
    with pytest.raises(
        UserError, match="the frame of Ash House does not give the hash that stands beside it"
    ):
        verify_certificate(changed, SIX)


def broken():
    old, torn = as_json(), as_json()
    old["recipe"] = 99
    del torn["services"][0]["frame"]
    known = "is not a sampling certificate, or it is damaged"
    return [
        ({"what": "a shopping list"}, known),
        (torn, known),
        ({"what": "msp_qi sampling certificate"}, known),
        ("{not json", known),
        ("nowhere.json", "There is no certificate nowhere.json that can be opened"),
        ({**as_json(), "month": "soon"}, 'The month "soon" cannot be read'),
        (old, "was drawn by recipe 99, and this version knows recipe 1"),
    ]


@pytest.mark.parametrize("given,said", broken(), ids=lambda value: str(value)[:25])
def test_what_is_no_certificate_is_one_sentence(given, said):
    with pytest.raises(UserError, match=said):
        verify_certificate(given, SIX)


def test_a_file_that_is_no_text_is_one_sentence(tmp_path):
    path = tmp_path / "picture.json"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(UserError, match=r"picture\.json is not a sampling certificate"):
        read_certificate(path)


def test_the_audit_sheet_comes_back_through_the_loader_with_the_drawn_cases(tmp_path):
    sample = draw(
        concerns(
            *(concern(f"00{case}", person_id="P1") for case in "12345"),
            concern("0", person_id="P1", date_raised="2026-01-01", date_concluded="2026-01-02"),
        )
    )
    write_workbook(audit_sheet(sample.certificate), tmp_path / "sheet.xlsx")
    tables = load(tmp_path / "sheet.xlsx").tables
    rows = tables["case_audits"]
    assert "concerns" not in tables
    assert (
        rows[["service", "case_id", "sampled_as"]].values.tolist()
        == sample.table[["service", "case_id", "sampled_as"]].values.tolist()
    )
    assert set(rows["audit_month"]) == {pd.Timestamp("2026-04-01")}
    assert {"random", "targeted"} == set(rows["sampled_as"])
    others = rows.drop(
        columns=[
            "service",
            "case_id",
            "sampled_as",
            "audit_month",
            "source_file",
            "source_sheet",
            "source_row",
        ]
    )
    assert others.isna().all(axis=None)


def test_cases_to_rate_twice_get_a_row_where_the_schema_has_the_table():
    from dataclasses import replace

    second = replace(next(table for table in TABLES if table.name == "case_audits"), name="second_ratings")
    sample = draw()
    sheets = audit_sheet(sample.certificate, tables=(*TABLES, second))
    rows = sheets["second_ratings"]
    assert tuple(rows["case_id"]) == tuple(
        case for case in sample.certificate.draws[0].core if case in sample.certificate.draws[0].rate_twice
    )
    assert list(rows.columns) == ["service", "case_id", "audit_month", "rating_stage"]
    assert set(rows["rating_stage"]) == {"second"}


def test_drawn_at_is_the_minute_of_the_draw():
    sample = draw_sample(SIX, "2026-04", drawn_at=pd.Timestamp("2026-05-04 09:12:59"))
    assert as_json(sample)["drawn_at"] == "2026-05-04 09:12"


def test_the_audit_sheet_checked_alone_is_not_wrong_for_having_no_concerns(tmp_path):
    sample = draw(concerns(*(concern(f"00{case}", person_id="P1") for case in "12345")))
    write_workbook(audit_sheet(sample.certificate), tmp_path / "sheet.xlsx", to_fill_in=True)
    data = load(tmp_path / "sheet.xlsx")
    assert data.errors == ()
    assert [issue.fix for issue in data.issues if issue.sheet == "Concerns"] == [
        "Nothing can be counted without it; this workbook was made without it, so put it into one folder with the "
        "workbook that holds it."
    ]
    # In a folder something else should have held the concerns.
    assert [issue.severity for issue in load(tmp_path).issues if 'table "Concerns"' in issue.expected] == [
        "error"
    ]
