"""Words that point to a person are found, harmless ones are let through, and nothing takes long."""

import time

import pytest

from msp_qi.disclosure.identifying import NO_GUARANTEE, read_roster, screen
from msp_qi.disclosure.identifying.catalogue import RULES
from msp_qi.disclosure.identifying.numbers import is_nhs_number
from msp_qi.disclosure.identifying.roster import roster_of
from msp_qi.disclosure.identifying.screen import MOST_LETTERS, TOO_LONG
from msp_qi.errors import UserError
from msp_qi.learning.brief.item_words import ITEM_WORDS
from msp_qi.learning.supervision.bank import BANK
from msp_qi.maintain.identifying import ANY, BARE_NAME, judged, scores
from msp_qi.maintain.views import ROOT


def found(text: str, roster=None) -> set[str]:
    return {each.rule for each in screen([("here", text)], roster).found}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_its_own_example_and_says_what_it_is(rule):
    assert rule.name in found(f"Before {rule.example} after.")
    assert rule.label


# 943 476 5919 is the example of the NHS Data Dictionary; the others change a digit or swap two.
@pytest.mark.parametrize(
    ("digits", "right"), [("9434765919", True), ("9434765918", False), ("9437465919", False)]
)
def test_the_check_digit_of_an_nhs_number(digits, right):
    assert is_nhs_number(digits) is right
    assert ("nhs_number" in found(f"see {digits}")) is right


def test_a_check_of_ten_is_no_number():
    # Weighted sum 1 modulo 11: the check digit would be 10.
    assert not is_nhs_number("0000000060") and not is_nhs_number("0000000061")


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5919",
        "943-476-5919",
        "9434765919",
        "９４３ ４７６ ５９１９",
        "943\u00a0476\u00a05919",
        "943\u200b4765919",
    ],
)
def test_an_nhs_number_is_found_however_it_is_spaced(text):
    assert "nhs_number" in found(f"Number {text} on file")


def test_the_measured_half_that_rules_were_not_tuned_on():
    held = scores([each for each in judged(ROOT) if each.held_out])
    right, wrong, missed = held[ANY]
    assert right / (right + wrong) >= 0.9
    bare = held[BARE_NAME].missed
    assert right / (right + missed - bare) >= 0.9
    assert bare, "a bare name cannot be found: the page must go on saying so"


HANGS = [
    "a",
    "a.",
    "1 ",
    "A1 ",
    "Mr ",
    "her ",
    "a-",
    "born ",
    " ",
    "Aa’",
    "0(",
    "her nephew, ",
    "a@",
    "+44",
    "12 Aa ",
]


@pytest.mark.parametrize("piece", HANGS)
def test_a_cell_of_a_megabyte_is_read_in_no_time_and_named(piece):
    began = time.perf_counter()
    assert TOO_LONG in found(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - began < 5


def test_what_stands_at_the_end_of_the_longest_text_is_read():
    assert found(" " * (MOST_LETTERS - 20) + "SW1A 1AA") == {"postcode"}


def test_the_roster_is_compared_by_word_whatever_capitals_and_accents():
    roster = roster_of(["Siân Pugh-Jones", "O'Brien, Li"])
    for text in ("told sian", "PUGH came", "Jones'", "O’Brien's key", "for Li"):
        assert found(text, roster) == {"roster"}, text
    assert found("a list of lions", roster) == set()


def test_a_roster_that_cannot_be_used_is_named_without_its_content(tmp_path):
    path = tmp_path / "names.txt"
    for content in (b"", b"\xff\xfe\x00", b"1 2 3\n"):
        path.write_bytes(content)
        with pytest.raises(UserError, match=r"^The roster names\.txt .* one name a line\.$"):
            read_roster(path)
    with pytest.raises(UserError, match="cannot be read"):
        read_roster(tmp_path / "none.txt")


def test_a_finding_may_be_kept_without_its_words():
    made = screen([("note 1", "Mrs Thompson"), ("note 2", "Mrs Thompson, SW1A 1AA")])
    assert made.places == (
        ("note 1", "title and surname"),
        ("note 2", "postcode"),
        ("note 2", "title and surname"),
    )
    assert "Thompson" not in made.sentence and "note 2: postcode" in made.sentence
    assert "cannot guarantee" in NO_GUARANTEE and NO_GUARANTEE in screen([]).sentence


def test_our_own_words_pass():
    texts = [each.words for each in BANK.prompts]
    texts += [text for each in ITEM_WORDS for text in (each.short, each.met, each.gap)]
    assert screen([("ours", text) for text in texts]).passed
