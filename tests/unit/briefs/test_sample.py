"""The certificate as a page, the files beside it, and what is never overwritten."""

import json
import re

import openpyxl
import pandas as pd
import pytest

from msp_qi.briefs.certificate_page import sample_page
from msp_qi.briefs.check_page import check_page
from msp_qi.briefs.monthly_sample import monthly_sample
from msp_qi.briefs.sample_files import save_sample, sheet_path
from msp_qi.briefs.study import Study
from msp_qi.data.audit_data import AuditData
from msp_qi.data.sampling.draw import Reason
from msp_qi.data.validate import CheckResult
from msp_qi.errors import UserError
from tests.unit.data.test_sample_draw import SIX, concern, concerns, draw
from tests.unit.learning.test_agreement import rated

MADE = pd.Timestamp("2026-05-04 09:12")
NAME = "sample_2026-04.json"


def study(data=SIX, made=MADE):
    return Study(CheckResult(data, ()), "Ash House", made)


def drawn(output="", data=SIX, size=3, **more):
    return monthly_sample(study(data, **more), "2026-04", size, 7, str(output) if output else "")


def text_of(document):
    return " ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", document.html(), flags=re.DOTALL).split())


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fill(path):
    book = openpyxl.load_workbook(path)
    book["Case audits"].cell(2, 5).value = "21/04/2026"
    book.save(path)
    return path.read_bytes()


def test_the_page_shows_who_was_drawn_how_and_what_it_can_say():
    text = text_of(sample_page(drawn()))
    assert "Ash House, April 2026: sampling certificate" in text
    assert "Internal: contains small numbers" in text
    assert (
        "Case Rated by Drawn before Order 2 two auditors 4f5e8460 4 one auditor 58eff1c8 6 two auditors 66a89272"
        in text
    )
    assert "3 of 3 is 29 to 100 %, not 100 %." in text
    assert "6 cases, sha256 e1b7800c06d228ecdf19d34158c4a35b871cff964848f336eda6175fa53c332c" in text
    assert (
        "No case was added on purpose. Not looked for: restriction introduced in the month; breach in the month."
        in text
    )
    assert "audit.xlsx (sha256 000000000000…)" in text and "Made 2026-05-04 09:12" in text


def test_the_page_warns_of_a_month_that_runs():
    sample = drawn(made=pd.Timestamp("2026-04-20"))
    assert "Warning: April 2026 was not over when this was drawn" in text_of(sample_page(sample))
    assert "was not over" not in text_of(sample_page(drawn()))


def test_a_month_without_a_case_leaves_no_sheet_to_fill_in(tmp_path):
    sample = monthly_sample(study(), "2026-03", 3, 7, str(tmp_path))
    assert save_sample(sample, str(tmp_path)).splitlines() == [
        "Wrote sample_2026-03.json",
        "No audit sheet: no case is to be read.",
    ]


def test_a_draw_can_be_stratified(tmp_path):
    sample = monthly_sample(study(), "2026-04", 3, 7, by="stage")
    assert sample.certificate.plan.by == "stage"
    assert "raised in the month" in text_of(sample_page(sample))


def test_a_whole_frame_is_exact_for_the_month_and_the_page_says_so():
    assert "the count is exact for that month" in text_of(sample_page(drawn(size=8)))
    assert "the count is exact for that month" not in text_of(sample_page(drawn()))


def test_the_page_names_what_was_left_out_and_replaced():
    from msp_qi.briefs.monthly_sample import MonthlySample

    sample = draw(
        exclude=[Reason("Ash House", "2", "<b>police</b>")], replace=[Reason("Ash House", "4", "lost")]
    )
    document = sample_page(MonthlySample(sample.certificate, SIX))
    assert "2 left out before the draw &lt;b&gt;police&lt;/b&gt; 4 replaced by 3 lost" in text_of(document)


def test_a_page_of_several_services_has_a_row_for_each():
    from msp_qi.briefs.monthly_sample import MonthlySample

    data = concerns(concern("1"), concern("E1", service="Elm View"))
    text = text_of(sample_page(MonthlySample(draw(data).certificate, data)))
    assert "2 services, April 2026" in text and "Ash House 1 1 1 Elm View 1 E1 E1" in text


def test_only_looking_writes_nothing():
    assert save_sample(drawn(), "") == (
        "Not saved: give a folder as output to save the certificate and the audit sheet."
    )


def test_the_certificate_and_the_sheet_are_written(tmp_path):
    said = save_sample(drawn(tmp_path), str(tmp_path))
    assert said == f"Wrote {NAME}\nWrote audit_sheet_2026-04.xlsx"
    assert json.loads((tmp_path / NAME).read_text(encoding="utf-8"))["drawn_at"] == "2026-05-04 09:12"
    assert openpyxl.load_workbook(tmp_path / "audit_sheet_2026-04.xlsx").sheetnames[1] == "Case audits"


def test_the_same_again_an_hour_later_gives_the_same_files(tmp_path):
    save_sample(drawn(tmp_path), str(tmp_path))
    before = files(tmp_path)
    again = drawn(tmp_path, made=MADE + pd.Timedelta(hours=1))
    assert save_sample(again, str(tmp_path)) == (
        f"{NAME} was there already; the same draw holds.\n"
        "audit_sheet_2026-04.xlsx was there already and is still to be filled in."
    )
    assert files(tmp_path) == before
    assert sample_page(again).html() == sample_page(drawn()).html()


def test_a_filled_sheet_is_never_overwritten(tmp_path):
    save_sample(drawn(tmp_path), str(tmp_path))
    filled = fill(tmp_path / "audit_sheet_2026-04.xlsx")
    said = save_sample(drawn(tmp_path), str(tmp_path))
    assert (
        "audit_sheet_2026-04.xlsx was left as it is: it has been filled in or changed since it was made."
        in said
    )
    assert files(tmp_path)["audit_sheet_2026-04.xlsx"] == filled
    assert len(files(tmp_path)) == 2


def test_a_sheet_without_its_certificate_is_somebodys_work_too(tmp_path):
    (tmp_path / "audit_sheet_2026-04.xlsx").write_bytes(b"mine")
    save_sample(drawn(tmp_path), str(tmp_path))
    assert files(tmp_path)["audit_sheet_2026-04.xlsx"] == b"mine"


def test_a_month_is_drawn_once_even_when_the_frame_grows(tmp_path):
    save_sample(drawn(tmp_path), str(tmp_path))
    before = files(tmp_path)
    grown = concerns(*(concern(case) for case in "1234567"))
    later = drawn(tmp_path, grown)
    assert later.certificate.draws[0].core == ("2", "4", "6")
    assert later.words == (
        f"The draw of 2026-05-04 09:12 stands, and {NAME} was not changed. Today another would come out: Ash House: "
        "the frame has changed since 2026-04 was drawn: 1 case more (7); another draw comes out. To draw anew on "
        "purpose, move the old files away first."
    )
    assert later.words in text_of(sample_page(later))
    save_sample(later, str(tmp_path))
    assert files(tmp_path) == before


def test_another_size_does_not_draw_away_what_was_drawn(tmp_path):
    save_sample(drawn(tmp_path), str(tmp_path))
    other = drawn(tmp_path, size=5)
    assert "that one has size 3, seed 7, stratified by nothing." in other.words
    assert other.certificate.plan.size == 3


def replaced(folder, *cases):
    from msp_qi.briefs.monthly_sample import settle

    fresh = draw(replace=[Reason("Ash House", case, "lost") for case in cases])
    return settle(fresh, SIX, folder / NAME)


def test_a_replacement_renews_a_sheet_that_nobody_has_touched(tmp_path):
    save_sample(drawn(tmp_path), str(tmp_path))
    assert (
        save_sample(replaced(tmp_path, "4"), str(tmp_path)) == f"Wrote {NAME}\nWrote audit_sheet_2026-04.xlsx"
    )
    rows = openpyxl.load_workbook(tmp_path / "audit_sheet_2026-04.xlsx")["Case audits"]
    assert [rows.cell(row, 2).value for row in (2, 3, 4)] == ["2", "6", "1"]


def test_a_replacement_in_a_filled_sheet_comes_in_a_sheet_of_its_own(tmp_path):
    save_sample(drawn(tmp_path), str(tmp_path))
    filled = fill(tmp_path / "audit_sheet_2026-04.xlsx")
    said = save_sample(replaced(tmp_path, "4"), str(tmp_path))
    assert "Take out of audit_sheet_2026-04.xlsx: the rows of 4." in said
    assert "Wrote audit_sheet_2026-04_added_1.xlsx with the rows that were added." in said
    assert files(tmp_path)["audit_sheet_2026-04.xlsx"] == filled
    rows = openpyxl.load_workbook(tmp_path / "audit_sheet_2026-04_added_1.xlsx")["Case audits"]
    assert [rows.cell(row, 2).value for row in (2, 3)] == ["1", None]
    assert "added" not in save_sample(replaced(tmp_path, "4"), str(tmp_path))


def test_a_replacement_cannot_be_taken_back(tmp_path):
    save_sample(replaced(tmp_path, "4"), str(tmp_path))
    assert "other cases are left out, replaced or added on purpose." in drawn(tmp_path).words


def test_a_strange_file_under_the_name_of_the_certificate_is_one_sentence(tmp_path):
    (tmp_path / NAME).write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match=rf"{NAME} is not a sampling certificate, or it is damaged"):
        drawn(tmp_path)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be written"):
        save_sample(drawn(), str(tmp_path / "file" / "below"))


def test_the_sheet_is_named_after_the_certificate(tmp_path):
    assert sheet_path(tmp_path / "sample_2026-04_elm.json").name == "audit_sheet_2026-04_elm.xlsx"


def test_the_check_page_says_whether_two_auditors_agree():
    data = rated([("met", "met"), ("met", "partly")])
    both = AuditData({**SIX.tables, **data.tables}, (), data.sources)
    text = text_of(check_page(study(both)))
    assert (
        "Two auditors gave the same answer to 1 of 2 questions (50 %), in 2 cases: descriptive only" in text
    )
    assert "A1 Own words 1 of 2 (50 %) descriptive only descriptive only" in text
    assert "Do two auditors agree?" not in text_of(check_page(study()))
