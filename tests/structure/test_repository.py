"""What stands at the top level, and what may never be committed."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP_LEVEL = {
    "notebooks",
    "msp_qi",
    "data_templates",
    "reports",
    "tests",
    "docs",
    "benchmarks",
    "environment.yml",
    "README.md",
    "pyproject.toml",
    "requirements.lock",
    "Makefile",
    "CHANGELOG.md",
    "LICENSE",
}


def tracked() -> list[str]:
    found = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("this copy of the source is not a git checkout")
    return found.stdout.splitlines()


def test_the_top_level_holds_only_what_the_design_names():
    top = {path.split("/")[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_every_place_that_the_readme_names_is_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:msp_qi|docs|data_templates|notebooks)/[^`*]*)`", text)
    assert len(named) >= 8
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_reports_are_not_kept():
    assert [path for path in tracked() if path.startswith("reports/")] == ["reports/README.md"]


def test_the_lock_holds_versions_and_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        assert "==" in entry and "--hash=sha256:" in entry


def test_every_runtime_dependency_has_its_reason_in_the_decisions():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decisions = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[><=\[;]", requirement)[0]
        assert f"**{name}**" in decisions, f"docs/decisions.md says nothing of {name}"
