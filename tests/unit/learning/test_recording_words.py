"""What a text says: whose words, what claim, which jargon. Each line is one trap, with its answer beside it."""

import time

import pytest

from msp_qi.errors import UserError
from msp_qi.learning.voice.evidence import capacity_claim, capacity_shown, consent_claim, consent_shown
from msp_qi.learning.voice.jargon import JARGON, jargon_in, read_jargon
from msp_qi.learning.voice.own_words import in_own_words
from msp_qi.learning.voice.words import SHOWN, may_be_another_language, quotes_of, read, says_nothing, shown


@pytest.mark.parametrize(
    "text",
    [
        "I want my key back.",
        "i just want it to stop",
        "“Home”, she said.",
        "'No more shouting.'",
        "Daughter wants a home for her; she says “I am staying put”.",
        "We talked it through. She said 'tell me first'.",
        "I told him to go. I want you to back me up.",
        "We want to stay together.",
        "I WANT MY CAT BACK",
        "SAID: LEAVE IT ALONE. I'LL ASK.",
    ],
)
def test_the_person_is_heard(text):
    assert in_own_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "She wants to be safe.",
        "I spoke with him and he is settled.",
        "I feel she would be safer in a home.",
        "We will continue to monitor.",
        "As her husband I would like to be told.",
        'Her son said "I want her moved".',
        '"He must not go out" (the doctor).',
        'Social worker: "keep her in".',
        'To be "safe" at home.',
        "Type I diabetes to be looked after.",
        "My Care Plan to be followed.",
        "TO BE KEPT SAFE BY STAFF",
        "I SPOKE TO HIM AND HE IS WELL",
    ],
)
def test_somebody_else_is_heard(text):
    assert not in_own_words(text)


def test_an_apostrophe_is_no_quotation():
    assert quotes_of("It's the residents' room and she doesn't like Ann's door") == []


@pytest.mark.parametrize(
    "text",
    [
        "n/a",
        "N.A.",
        "As above.",
        "see care plan",
        "-",
        "???",
        "TBC",
        "nothing to add",
        "See CP2 on Nourish",
        "unable to ask",
    ],
)
def test_a_placeholder_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    ["See my sister.", "See my sister on Sundays.", "Nothing. Leave it be.", "None of it helped.", "Home"],
)
def test_a_short_answer_may_say_something(text):
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text", ["Chcę wracać do domu.", "मैं घर जाना चाहता हूँ।", "我想回家。", "Je veux garder ma chambre."]
)
def test_another_language_is_told_from_english(text):
    assert may_be_another_language(text)
    assert not may_be_another_language("To stay in the flat with the cat.")


def test_english_in_brackets_does_not_make_another_language_english():
    assert may_be_another_language("Chcę wracać do domu. (She wants to go home to her sister.)")
    assert not may_be_another_language("(She wants to go home to her sister.)")
    assert not may_be_another_language("To go home (Chcę wracać do domu) to her sister.")


@pytest.mark.parametrize(
    "text, claim",
    [
        ("Capacity assumed.", "Capacity assumed"),
        ("He has full capacity and was told.", "has full capacity"),
        ("Lacks capacity so it is locked.", "Lacks capacity"),
        ("No capacity concerns.", ""),
        ("No reason to doubt capacity.", ""),
        ("Capacity was not assumed.", ""),
        ("The lift has capacity for six.", ""),
        ("In her capacity as chair she asked.", ""),
        ("If he has capacity we will ask him.", ""),
        ("Nobody has looked at capacity.", ""),
    ],
)
def test_a_claim_of_capacity_is_told_from_a_doubt_and_from_a_lift(text, claim):
    assert capacity_claim(text) == claim


def test_a_diagnosis_is_no_evidence_of_capacity_and_an_answer_is():
    assert not capacity_shown("Lacks capacity due to dementia.")
    assert capacity_shown("Has capacity: could say what would happen.")


@pytest.mark.parametrize(
    "text, claim",
    [
        ("Consents to the referral.", "Consents"),
        ("Verbal consent gained.", "Verbal consent"),
        ("She does not consent.", ""),
        ("Didn't give consent.", ""),
        ("Shared without consent.", ""),
        ("Consent was not given.", ""),
        ("If he consents we will tell them.", ""),
        ("The consent form is in the office.", ""),
        ("Signed consent form on file.", "Signed consent form"),
        ("He withdrew consent, having given consent in May.", ""),
    ],
)
def test_consent_is_told_from_a_refusal_and_from_what_is_to_come(text, claim):
    assert consent_claim(text) == claim


def test_a_conversation_shows_consent():
    assert consent_shown("We talked on Monday and she consented.")
    assert not consent_shown("Consented.")


def test_jargon_is_found_with_its_plain_words_and_its_share():
    found = jargon_in("Service users access the community.")
    assert found.words == ("Service users", "access the community")
    assert [term.plain for term in found.terms] == ["the person, or their name", "go out; say where to"]
    assert found.share == 1


def test_capitals_count_where_the_list_has_them_and_quoted_words_never():
    assert jargon_in("She is not at home").words == ()
    assert jargon_in("Seen by the OT").words == ("OT",)
    assert jargon_in('"No more MDT," she said').words == ()


def test_an_unlisted_abbreviation_is_jargon_and_initials_shouting_and_the_nhs_are_not():
    assert jargon_in("The QZX is booked.").words == ("QZX",)
    assert jargon_in("AB rang the NHS.").words == ()
    assert jargon_in("LEAVE THE DOOR OPEN").words == ()


def test_every_term_of_the_list_is_found_as_it_stands():
    for term in JARGON.terms:
        assert jargon_in(f"It was {term.words.replace('*', '')} today.").words, term.words


@pytest.mark.parametrize(
    "text, said",
    [
        ("version = ", "cannot be read"),
        ('version = "1"', "at least one"),
        ('version = "1"\n[sources]\na = "b"\n[[term]]\nwords = "x"\nplain = "y"\nfrom = "c"', 'the term "x"'),
    ],
)
def test_a_list_that_cannot_be_used_says_why(text, said):
    with pytest.raises(UserError, match=said):
        read_jargon(text)


def test_what_is_shown_is_cut_short():
    assert len(shown("word " * 100)) == SHOWN
    assert shown("short  \n one") == "short one"


@pytest.mark.parametrize(
    "text", ["'" * 1_000_000, "I have " * 150_000, "a " * 500_000, '"a ' * 300_000, "capacity " * 120_000]
)
def test_a_cell_of_a_megabyte_does_not_hang(text):
    start = time.perf_counter()
    known = read(text)
    in_own_words(known), says_nothing(known), capacity_claim(known), consent_claim(known), jargon_in(known)
    assert time.perf_counter() - start < 5
