import re

from hypothesis import given
from hypothesis import strategies as st

from msp_qi.briefs.slugs import slugs


def test_a_plain_name_stays_readable():
    assert slugs(("Ash House", "St Mary's (North)")) == {
        "Ash House": "ash-house",
        "St Mary's (North)": "st-mary-s-north",
    }


def test_hostile_names_stay_inside_the_folder_and_apart():
    hostile = ("../../x", "CON", "con", "Ash", "ASH", "🏠", "a" * 300, "..", "/", "nul", "C:\\x", "Å", "A")
    made = slugs(hostile)
    assert len(set(made.values())) == len(hostile)
    assert made["../../x"] == "x"
    assert made["CON"].startswith("con-") and made["nul"].startswith("nul-")


@given(st.lists(st.text(min_size=1, max_size=300), unique=True, min_size=1, max_size=20))
def test_law_a_slug_is_short_safe_and_unique(names):
    made = slugs(tuple(names))
    assert len(set(made.values())) == len(names)
    for slug in made.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert len(slug.encode()) <= 80
