"""What Chromium makes of a page: these tests need it, and say so where it is not there."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from msp_qi.briefs.document import Blank, Bullets, ChartBlock, Document, Heading, Paragraph, TableBlock
from tests.unit.briefs.conftest import PROVENANCE, a_chart, every_block

BROWSER = next(
    (found for name in ("chromium", "google-chrome", "chromium-browser") if (found := shutil.which(name))), ""
)
needs_browser = pytest.mark.skipif(
    not BROWSER, reason="No Chromium here; install it to test how pages print."
)

SENTENCE = "Case audits of the last six months with the outcome in the person's own words: 14 of 22 (64 %). "
ROWS = [
    ("Within 72 hours", "6 April 2026", "Staff on shift can say what changed.", ""),
    ("4 to 6 weeks", "15 May 2026", "Somebody other than the owner sees it done, not only written down.", ""),
    ("8 to 12 weeks", "26 June 2026", "The next audits and the person say that it holds.", ""),
]
BRIEF = Document(
    "Learning brief: restrictions introduced without a review date",
    "Elm View supported living, made 3 April 2026",
    (
        Heading("What happened"), Paragraph(SENTENCE * 2), Blank("What happened, in two sentences", lines=2),
        Heading("What mattered to the person"), Paragraph(SENTENCE), Blank("What the person wanted", lines=1),
        Heading("What worked"), Bullets((SENTENCE,) * 3),
        Heading("What we learned"), Bullets((SENTENCE,) * 3), Blank("Why we think so", lines=1),
        Heading("What changes"),
        TableBlock(
            "Actions",
            pd.DataFrame([("Weekly huddle", "", "started 1 December 2025")] + [("", "", "")] * 2,
                         columns=["Action", "Owner (role)", "By when"]),
            fillable=True,
        ),
        Heading("Discuss in team or supervision"), Bullets((SENTENCE * 2,) * 3),
        Heading("How we will know"), ChartBlock(a_chart(), SENTENCE),
        TableBlock(
            "Verification",
            pd.DataFrame(ROWS, columns=["When", "At the latest", "What we look for", "Checked by (role)"]),
            fillable=True,
        ),
    ),
    PROVENANCE,
    layout="brief",
)  # fmt: skip


def _pdf(document: Document, folder: Path) -> bytes:
    page = document.save(folder / "page.html")
    command = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'page.pdf'}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "page.pdf").read_bytes()


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@needs_browser
def test_a_full_brief_prints_on_one_a4_page(tmp_path: Path) -> None:
    pdf = _pdf(BRIEF, tmp_path)
    assert _pages(pdf) == 1
    wide, high = (float(part) for part in re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())  # type: ignore[union-attr]
    assert (wide, high) == pytest.approx((595, 842), abs=1.5)


@needs_browser
def test_a_report_runs_over_pages(tmp_path: Path) -> None:
    long = replace(BRIEF, layout="report", blocks=every_block() * 4)
    assert _pages(_pdf(long, tmp_path)) > 2
