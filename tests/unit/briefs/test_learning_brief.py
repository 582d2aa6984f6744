"""A brief tells facts, names nobody, and leaves judgement to its author."""

import json
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from msp_qi.briefs.brief import Brief
from msp_qi.briefs.brief_files import formats_of, save_brief, screen_brief
from msp_qi.briefs.brief_texts import texts_of
from msp_qi.briefs.document import FORMATS, Blank, Bullets, ChartBlock, Heading, Paragraph, TableBlock
from msp_qi.briefs.learning_brief import SECTIONS, learning_brief
from msp_qi.briefs.pdf.content import content_of
from msp_qi.disclosure.identifying.roster import roster_of
from msp_qi.errors import UserError
from tests.builders import audit
from tests.unit.briefs.brief_data import (
    BREACH,
    DAYS,
    DEVIATION,
    ELSEWHERE,
    NAMES,
    PLAIN,
    PLANTED,
    QUOTE,
    SECRETS,
    SERVICE,
    UNAUDITED,
    a_study,
    concern,
    planted_data,
)

STUDY = a_study()
KINDS = (
    ("concern", {"case": PLAIN}),
    ("deviation", {"case": DEVIATION}),
    ("breach", {"case": BREACH}),
    ("concern", {"case": UNAUDITED}),
    ("theme", {"theme": "financial"}),
)
each_kind = pytest.mark.parametrize(("kind", "asked"), KINDS)


def quotable(words: str = QUOTE, **more: object) -> Brief:
    told = {
        "outcome_text": words,
        "outcome_source": "person",
        "quote_consent": "yes",
        "confirmed_by": "Sam",
        **more,
    }
    sam, roster = told.pop("confirmed_by"), told.pop("roster", None)
    study = a_study(planted_data(case_audits=[audit(case_id=PLAIN, **told)]))
    return learning_brief(study, case=PLAIN, confirmed_by=str(sam), roster=roster)  # type: ignore[arg-type]


def said(brief: Brief, section: str = "") -> str:
    return "\n".join(text for place, text in texts_of(brief.document) if place.startswith(section))


@each_kind
def test_the_kind_follows_from_what_is_recorded(kind, asked):
    assert learning_brief(STUDY, **asked).kind == kind


@each_kind
def test_it_has_the_seven_blocks_with_blanks_for_judgement_and_two_or_three_dilemmas(kind, asked):
    blocks = learning_brief(STUDY, **asked).document.blocks
    assert [block.text for block in blocks if isinstance(block, Heading)] == [each.title for each in SECTIONS]
    assert sum(isinstance(block, Blank) for block in blocks) >= 3
    at = next(
        n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text.startswith("Discuss")
    )
    dilemmas = blocks[at + 1]
    assert isinstance(dilemmas, Bullets) and 2 <= len(dilemmas.items) <= 3
    assert all(item.endswith("?") for item in dilemmas.items)


@each_kind
def test_three_days_of_verification_and_places_for_owner_roles(kind, asked):
    tables = [
        block for block in learning_brief(STUDY, **asked).document.blocks if isinstance(block, TableBlock)
    ]
    assert all(block.fillable for block in tables)
    assert "Owner (role)" in tables[0].table and tables[0].table["Owner (role)"].eq("").all()
    # 72 hours, six weeks and twelve weeks after 2 November 2026, counted on a calendar.
    assert tables[1].table["At the latest"].tolist() == [
        "5 November 2026",
        "14 December 2026",
        "25 January 2027",
    ]


@each_kind
def test_what_went_well_is_not_empty_where_data_show_it(kind, asked):
    worked = said(learning_brief(STUDY, **asked), "What worked")
    assert worked.removeprefix("What worked").strip()
    if asked.get("case") in (PLAIN, DEVIATION, BREACH):
        assert "The record says in the person's own words what they want." in worked


def test_facts_of_each_kind_are_those_of_the_records():
    assert (
        "A concern about financial pressure was raised in April 2026, for a person aged 85 or over."
        in said(learning_brief(STUDY, case=PLAIN), "What happened")
    )
    assert "came back without a reason" not in said(learning_brief(STUDY, case=DEVIATION))
    shared = said(learning_brief(STUDY, case=DEVIATION))
    assert "was shared with somebody outside the service in April 2026, beyond what they had agreed" in shared
    assert "neither reviewed by a manager nor briefed within 20 working days" in shared
    broken = said(learning_brief(STUDY, case=BREACH))
    assert "was broken in April 2026" in broken and "Reviewed within 24 hours." in broken
    assert "not the person's fault" in broken
    theme = said(learning_brief(STUDY, theme="financial"), "What happened")
    assert "In the 6 months up to April 2026, 4 of 4 concerns were about financial pressure." in theme
    assert "It recurs: 4 concerns in the year up to April 2026." in theme


def test_gaps_of_the_audit_choose_actions_and_dilemmas():
    brief = learning_brief(STUDY, case=DEVIATION)
    learned = said(brief, "What we learned")
    assert "Fewer than two options are recorded with the decision and the reason." in learned
    assert "or it was not kept (partly met)" in learned
    tables = [block for block in brief.document.blocks if isinstance(block, TableBlock)]
    assert tables[0].table["About"].tolist()[:2] == ["Review and briefing", "Telling the person"]
    assert "We shared more than was agreed" in said(brief, "Discuss")
    assert "There seems to be only one safe option." in said(learning_brief(STUDY, case=PLAIN), "Discuss")


def test_the_kind_can_be_asked_for_where_the_case_has_it():
    assert learning_brief(STUDY, case=DEVIATION, kind="concern").kind == "concern"
    with pytest.raises(UserError, match="no broken boundary is recorded for this case"):
        learning_brief(STUDY, case=DEVIATION, kind="breach")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"case": PLAIN, "theme": "financial"}, "Give a case or a theme, not both"),
        ({"case": "nothing"}, 'There is no case "nothing" in Ash House'),
        ({"case": ELSEWHERE}, "It is a case of Birch Court"),
        ({"theme": "fnancial"}, 'There is no theme "fnancial"; there are: controlling'),
        ({"kind": "breach"}, "is about one case; name it with --case"),
        (
            {"kind": "gossip"},
            'There is no kind of brief "gossip"; there are: concern, deviation, breach, theme',
        ),
        ({"case": PLAIN, "kind": "theme"}, "leave --case out"),
    ],
)
def test_a_mistake_is_named_in_one_sentence(asked, sentence):
    with pytest.raises(UserError, match=re.escape(sentence)):
        learning_brief(STUDY, **asked)


def test_with_nothing_recorded_it_says_so_and_invents_nothing():
    empty = a_study(planted_data(concerns=[concern("1", service="Birch Court")], case_audits=[], actions=[]))
    text = said(learning_brief(empty))
    assert "No concern with a theme is recorded in the last 6 months." in text and "too few to say" in text


def test_without_a_theme_or_an_age_the_sentence_still_stands():
    bare = planted_data(concerns=[concern(PLAIN, theme=None, age_band=None)])
    text = said(learning_brief(a_study(bare), case=PLAIN, kind="concern"), "What happened")
    assert "A concern was raised in April 2026, for a person." in text


def written(brief: Brief, folder: Path, **asked: object) -> dict[str, str]:
    """Every text of every file that a brief leaves, by format."""
    save_brief(brief, str(folder), "brief", "html,docx,pdf", **asked)  # type: ignore[arg-type]
    with ZipFile(folder / "brief.docx") as file:
        docx = "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    with pikepdf.open(folder / "brief.pdf") as pdf:
        pdf_words = " ".join(str(value) for value in pdf.docinfo.values()) + content_of(brief.document)
    if reader := shutil.which("pdftotext"):
        pdf_words += subprocess.run(
            [reader, folder / "brief.pdf", "-"], capture_output=True, text=True
        ).stdout
    manifest = (folder / "brief.manifest.json").read_text(encoding="utf-8")
    html = (folder / "brief.html").read_text(encoding="utf-8")
    return {"html": html, "docx": docx, "pdf": pdf_words, "manifest": manifest}


@each_kind
def test_no_file_holds_a_name_a_number_a_place_a_case_or_a_quote_without_consent(kind, asked, tmp_path):
    for confirmed in ("", "Sam Reader"):
        files = written(
            learning_brief(STUDY, **asked, confirmed_by=confirmed), tmp_path, confirmed_by=confirmed
        )
        for format_, text in files.items():
            for secret in (*SECRETS, PLAIN, DEVIATION, BREACH, UNAUDITED, *DAYS):
                assert secret not in text, f"{secret} in {format_}"


@each_kind
def test_each_format_is_one_page_and_the_same_each_time(kind, asked):
    brief, again = learning_brief(STUDY, **asked), learning_brief(a_study(), **asked)
    assert brief.id == again.id
    for format_ in FORMATS:
        assert brief.document.rendered(format_) == again.document.rendered(format_)
    assert len(pikepdf.open(BytesIO(brief.document.pdf())).pages) == 1


def test_the_id_depends_on_the_data_the_case_and_the_kind():
    ids = {learning_brief(STUDY, **asked).id for _, asked in KINDS}
    assert len(ids) == len(KINDS)
    assert learning_brief(STUDY, case=DEVIATION, kind="concern").id not in ids


def test_a_quote_is_printed_with_consent_and_a_named_reader_only():
    assert QUOTE in said(quotable())
    assert quotable().quoted
    for without in (
        {"confirmed_by": " "},
        {"quote_consent": "no"},
        {"quote_consent": None},
        {"outcome_source": "representative"},
        {"outcome_source": "staff"},
    ):
        brief = quotable(**without)
        assert QUOTE not in said(brief) and not brief.quoted
    assert "their words are printed when you confirm by name" in said(quotable(confirmed_by=""))


@pytest.mark.parametrize("words", [PLANTED, "I want my nephew Dave to knock.", "Long " * 50])
def test_a_quote_that_may_identify_is_left_out_whoever_confirms(words):
    brief = quotable(words)
    assert words.strip() not in said(brief) and "the quote is left out" in said(brief)


def test_a_quote_that_holds_a_name_of_the_roster_is_left_out():
    words = f"I want {NAMES[2]} to knock."
    assert words in said(quotable(words))
    assert words not in said(quotable(words, roster=roster_of([NAMES[2].upper()])))


def flagged():
    change = {
        "service": SERVICE,
        "change_date": "2026-04-10",
        "title": f"Mr {NAMES[1]} asked first",
        "requirement": "R2",
    }
    months = [f"2025-{month:02d}-01" for month in range(5, 13)]
    audits = [
        audit(case_id=f"8{number}", audit_month=month, audit_date=month, a6_options="not_met")
        for number, month in enumerate(months)
    ]
    gap = audit(case_id=PLAIN, a6_options="not_met")
    return a_study(
        planted_data(changes=[change], case_audits=[*audits, gap], learning_loops=[], restrictions=[])
    )


def test_words_that_may_identify_stop_the_export_until_somebody_confirms(tmp_path):
    brief = learning_brief(flagged(), case=PLAIN)
    assert any(isinstance(block, ChartBlock) for block in brief.document.blocks)
    found = screen_brief(brief)
    assert {each.place for each in found.found} == {"How we will know, chart"}
    with pytest.raises(UserError, match="title and surname") as stopped:
        save_brief(brief, str(tmp_path))
    assert NAMES[1] not in str(stopped.value) and stopped.value.exit_status == 1
    assert not list(tmp_path.iterdir())
    save_brief(brief, str(tmp_path), "brief", "html", "Sam  Reader ")
    manifest = json.loads((tmp_path / "brief.manifest.json").read_text(encoding="utf-8"))
    assert manifest["confirmed_by"] == "Sam Reader"
    assert manifest["may_identify"] == [{"place": "How we will know, chart", "what": "title and surname"}]
    assert NAMES[1] not in json.dumps(manifest) and NAMES[1] in (tmp_path / "brief.html").read_text(
        encoding="utf-8"
    )


def test_the_manifest_says_what_was_issued_and_counts_versions(tmp_path):
    brief = learning_brief(STUDY, case=PLAIN)
    save_brief(brief, str(tmp_path), "brief", "docx,html")
    path = tmp_path / "brief.manifest.json"
    first = json.loads(path.read_text(encoding="utf-8"))
    assert first["brief"] == brief.id and first["version"] == 1 and first["kind"] == "concern"
    assert first["made"] == "2026-11-02T09:30" and first["data_sha256"] == ["0" * 64]
    assert sorted(first["files_sha256"]) == ["brief.docx", "brief.html"]
    save_brief(brief, str(tmp_path), "brief", "docx,html")
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == 1
    save_brief(brief, str(tmp_path), "brief", "html")
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == 2
    path.write_text("not json", encoding="utf-8")
    save_brief(brief, str(tmp_path), "brief", "html")
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == 1


def test_the_name_of_the_service_is_not_taken_for_an_address_and_the_file_is_looked_at():
    places = dict(texts_of(learning_brief(STUDY, case=PLAIN).document))
    assert SERVICE not in " ".join(places.values())
    assert places["name of the data file"] == "audit.xlsx"


def test_formats_are_chosen_by_name():
    assert formats_of(" PDF, .html,pdf") == ("html", "pdf")
    with pytest.raises(UserError, match='There is no format "odt"; there are: html, docx, pdf'):
        formats_of("html,odt")
    with pytest.raises(UserError, match="No format is named"):
        formats_of(" , ")


def test_a_sentence_of_the_brief_reads_easily():
    from tests.readability import grade

    for _, asked in KINDS:
        for block in learning_brief(STUDY, **asked).document.blocks:
            texts = (
                block.items
                if isinstance(block, Bullets)
                else (block.text,)
                if isinstance(block, Paragraph)
                else ()
            )
            for text in texts:
                assert grade(text) <= 10, text
