"""What a text holds: its words, its sentences, what stands in quotation marks, and whether it says anything at all."""

import re
from dataclasses import dataclass

# No pattern reads further than this: a cell of a megabyte is not a line in somebody's words.
LONGEST_READ = 4000
SHOWN = 60

_WORD = re.compile(r"\d+:\d+|[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_QUOTE = re.compile(r"[“\"«]([^“”\"«»]{1,400})[”\"»]|(?<!\w)['‘](\S.{0,400}?)['’](?!\w)")
_SAYS_NOTHING = re.compile(
    r"n ?a|none|nil|no|yes|ok|x+|tbc|tba|ditto|same|blank|left blank|unknown"
    r"|unknown at (?:this time|present)|test"
    r"|not (?:known|recorded|asked|applicable|stated|given|available|discussed|documented"
    r"|completed)(?: yet)?"
    r"|to be (?:confirmed|completed|discussed|added)|no changes?|nothing (?:to add|to report|new"
    r"|further|recorded)"
    r"|unable to (?:ask|answer|obtain|gain|say)"
    r"|(?:please )?see(?: \w+){0,3} on (?:nourish|pcs|mosaic|liquidlogic|birdie|log my care|careplanner"
    r"|systmone|emis|datix)"
    r"|as (?:discussed|agreed|stated|before|usual|documented|recorded)|(?:already |all )?in place"
    r"|(?:documented|recorded|noted|held|already)? ?(?:elsewhere|on (?:file|record|the system|system))"
    r"|(?:please )?(?:see|as|as per|as in|per|refer to|same as)(?: [a-z]+){0,3}"
    r" (?:above|below|before|attached|previous|last time|entry|notes?|file|form|records?|reports?|minutes"
    r"|mail|plan|assessment)(?: for (?:more )?(?:details?|information))?"
    r"|(?:please )?(?:see|as|as per|as in|per|same as) (?:above|below|before|attached|previous|last time)"
)
# Common enough that a line of English without any of them is rare, and no words of other tongues' common lines.
COMMON = frozenset(
    re.findall(
        r"\w+",
        """
    the to of and on for with without is are was were be been being not no want wants wanted would like will
    he she they his her their him them it its that this there who what when where how from by as or if but
    more my own stay home go goes out see keep kept keeps safe safer feel feels happy has have had can could
    about after before every each all any than then only still over up down back away again other another
    while because person people staff family move live living least under calm said says told time day days
    night week
        """,
    )
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_FEWEST_FOR_LANGUAGE = 4
_ENGLISH_SHARE = 0.12
_FOREIGN_LETTERS = 0.3


@dataclass(frozen=True)
class Quote:
    """Words in quotation marks, with the clause before them and what follows."""

    text: str
    before: str
    after: str


def read(text: str) -> str:
    """As much of a text as is read, with its blanks made plain."""
    return re.sub(r"[^\S\n]+", " ", text[:LONGEST_READ]).strip()


def words_of(text: str) -> list[str]:
    """The words of a text, as written.

    Examples
    --------
    >>> words_of("He'd go 1:1, twice.")
    ["He'd", 'go', '1:1', 'twice']
    """
    return _WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a semicolon ends one."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part and part.strip()]


def quotes_of(text: str) -> list[Quote]:
    """What stands in quotation marks; an apostrophe is none.

    Examples
    --------
    >>> [quote.text for quote in quotes_of("It's Ann's. She said 'don't go' and “stay”.")]
    ["don't go", 'stay']
    """
    found, end = [], 0
    for match in _QUOTE.finditer(text):
        before = re.split(r"[.!?;]\s", text[end : match.start()])[-1]
        end = match.end()
        found.append(Quote((match[1] or match[2]).strip(), before.strip(), text[end : end + SHOWN]))
    return found


def without_quotes(text: str) -> str:
    """The text with a blank in place of every quote."""
    return _QUOTE.sub(" ", text)


def says_nothing(text: str) -> bool:
    """Whether a text only points elsewhere or says that there is none.

    Examples
    --------
    >>> says_nothing("See care plan."), says_nothing("n/a"), says_nothing("See my sister.")
    (True, True, False)
    """
    plain = " ".join(words_of(text)).lower()
    return not plain or len(plain) == 1 or _SAYS_NOTHING.fullmatch(plain) is not None


def may_be_another_language(text: str) -> bool:
    """Whether a text may not be English, so that nothing can be said of whose words it holds.

    What stands in brackets is left out where there are words beside it: "(she wants to go home)" is somebody's English
    for what was said.

    Examples
    --------
    >>> may_be_another_language("Je veux garder ma chambre."), may_be_another_language("To stay in the flat.")
    (True, False)
    """
    said = _IN_BRACKETS.sub(" ", text)
    if words_of(said):
        text = said
    letters = [letter for letter in text if letter.isalpha()]
    if letters and sum(ord(letter) > 0x24F for letter in letters) > _FOREIGN_LETTERS * len(letters):
        return True
    words = [word.lower() for word in words_of(text)]
    known = sum(word in COMMON for word in words)
    return len(words) >= _FEWEST_FOR_LANGUAGE and known < _ENGLISH_SHARE * len(words)


def shown(text: str) -> str:
    """As much of the triggering words as a prompt may show."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1].rstrip() + "…"
