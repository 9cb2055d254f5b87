"""By what scores are split: how a source is worded, which quotation marks an article has, and whose prose it is."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

from desktop_app.domain.findings import SpeakerKind
from desktop_app.domain.spans import Span
from tests.evaluation.corpus import GoldArticle, GoldSpeaker


class SourceType(StrEnum):
    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    NONE = "no source"
    """No words of the text stand for the speaker here, who is known from what came before."""
    NOBODY = "nobody"
    """The article does not say who speaks."""


class MarkStyle(StrEnum):
    DOUBLE_CURLY = "double curly"
    SINGLE_CURLY = "single curly"
    STRAIGHT_DOUBLE = "straight double"
    STRAIGHT_SINGLE = "straight single"
    ANGLE = "angle"
    LOW = "low and high"
    NONE = "dashes or none"


_MARKS = {
    "“": MarkStyle.DOUBLE_CURLY,
    "”": MarkStyle.DOUBLE_CURLY,
    "‘": MarkStyle.SINGLE_CURLY,
    "’": MarkStyle.SINGLE_CURLY,
    '"': MarkStyle.STRAIGHT_DOUBLE,
    "'": MarkStyle.STRAIGHT_SINGLE,
    "«": MarkStyle.ANGLE,
    "»": MarkStyle.ANGLE,
    "„": MarkStyle.LOW,
}
_STYLES = {
    "interview": "interview",
    "live": "live blog|live updates",
    "release": "press release|news office",
    "sport": "sports?|football|cricket|rugby|game story",
    "tabloid": "tabloid|showbiz",
    "court": "court|inquest",
    "obituary": "obituary",
    "agency": "agency|wire",
    "science": "science|study|health",
    "magazine": "magazine|quarterly|supplement|feature|reportage|review|sketch|column|monthly",
    "broadcast": "broadcaster|radio|tv",
    "web": "website|site|explainer|non-profit",
    "business": "business|financial|company|trade",
}
"""What a voice line must hold for a style; the first that fits counts, and a newspaper is what fits none."""
_NEWSPAPER = "newspaper"
_PRONOUN = re.compile(
    r"i|me|my|we|us|our|you|he|him|his|himself|she|her|herself|hers|it|its|itself|they|them|their|themselves|who|whom|whose"
    r"|which|that|this|these|those|both",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w(?:[\w.’'-]*\w)?")
_POSSESSIVE = ("'s", "’s")
_ARTICLES = frozenset(("The", "A", "An"))


def source_type(words: str, speaker: GoldSpeaker | None) -> SourceType:
    """How `words`, the annotated source, name the speaker. A name shares a capitalised word with the speaker's name or proper
    aliases; “Ray’s husband” is a description, though he be a Ray too."""
    tokens = _WORD.findall(words)
    if speaker is None:
        return SourceType.NOBODY
    if not tokens:
        return SourceType.NONE
    if all(_PRONOUN.fullmatch(token) for token in tokens):
        return SourceType.PRONOUN
    if speaker.kind not in (SpeakerKind.PERSON, SpeakerKind.ORGANISATION):
        return SourceType.DESCRIPTION
    own = set(_WORD.findall(speaker.name))
    own |= {word for alias in speaker.aliases if not alias[0].islower() for word in _WORD.findall(alias)}
    head = [token for token in tokens[:-1] if not token.endswith(_POSSESSIVE)]
    last = re.sub(r"['’]s$", "", tokens[-1])
    named = any(token[0].isupper() and token not in _ARTICLES and token in own for token in (*head, last))
    return SourceType.NAME if named else SourceType.DESCRIPTION


def mark_style(article: GoldArticle) -> MarkStyle:
    """The marks that open most of the article's outer quotations."""
    quoted = [span for one in article.attributions for span in one.quoted]
    opening = Counter(article.text[span.start - 1] for span in quoted if not is_nested(article, span))
    known = Counter(dict.fromkeys(MarkStyle, 0))
    for mark, count in opening.items():
        known[_MARKS.get(mark, MarkStyle.NONE)] += count
    style, count = known.most_common(1)[0]
    return style if count else MarkStyle.NONE


def is_nested(article: GoldArticle, quoted: Span) -> bool:
    """Whether these quoted words stand inside somebody's speech: a larger quotation or an answer without marks."""
    speech = (span for one in article.attributions for span in (*one.quoted, *one.spoken))
    return any(outer.contains(quoted) and outer != quoted for outer in speech)


def style(article: GoldArticle) -> str:
    """One word for the kind of prose, read from the voice line: “tabloid”, “agency”, …, “newspaper”."""
    voice = article.voice.casefold()
    return next((name for name, words in _STYLES.items() if re.search(rf"\b(?:{words})\b", voice)), _NEWSPAPER)


def batch(article: GoldArticle) -> str:
    """Which batch of articles: the letter that file names hold after their group (“dev-e01-leak”: e), “–” for the first ones."""
    match = re.match(r"[a-z]+-([a-z])\d\d-", article.name)
    return match[1] if match else "–"
