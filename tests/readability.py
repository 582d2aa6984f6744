"""Flesch-Kincaid grade of a sentence (Kincaid et al. 1975, doi:10.21236/ADA006655); a grade plus five is an age."""

import re

_ENDING = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]{1,2}")
# What stands in brackets is a figure with its interval: it is looked up, not read.
_FIGURES = re.compile(r"\([^()]*\)|\"[^\"]*\"")


def syllables(word: str) -> int:
    """How many syllables a word has, by its vowels; a number counts as one."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= 3:
        return 1
    return max(1, len(_VOWELS.findall(_ENDING.sub("", letters).lstrip("y"))))


def grade(text: str) -> float:
    """The school grade that can read a text; figures in brackets and quoted names are left out."""
    plain = _FIGURES.sub("", text)
    sentences = [found for found in re.split(r"[.!?](?:\s|$)", plain) if re.search(r"[a-z]", found)]
    words = re.findall(r"[A-Za-z][A-Za-z'-]*|\d+", plain)
    count = sum(syllables(word) for word in words)
    return 0.39 * len(words) / max(1, len(sentences)) + 11.8 * count / max(1, len(words)) - 15.59
