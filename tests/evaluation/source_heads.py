"""Whether a found source agrees with the annotated words: by its head, “Transport Minister Ilse Varga” with “Varga”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.domain.spans import Span
from tests.evaluation.units import PUBLISHED_EDGE

_AFTER_HEAD = re.compile(
    r",|\(| who\b| whose\b| which\b| that\b| of\b| for\b| in\b| at\b| on\b| from\b| to\b| with\b| by\b|—| – "
)
_NEVER_HEAD = frozenset(("jr", "sr", "himself", "herself", "themselves", "also", "both", "all"))


def agrees(text: str, gold: Sequence[Span], found: Span | str | None) -> bool:
    """`found` is a place in the text or, where the source has none, a name. Their heads are the same word, or the places overlap
    and each holds the other's head."""
    if not found:
        return False
    wanted = " ".join(span.of(text) for span in gold)
    words = found if isinstance(found, str) else found.of(text)
    if not words.strip():
        return False
    one, other = head(wanted), head(words)
    if _plain(words) == _plain(wanted) or (one and one == other):
        return True
    meets = isinstance(found, Span) and any(found.overlaps(span) for span in gold)
    return meets and other in _plain(wanted).split() and one in _plain(words).split()


def head(words: str) -> str:
    """The last word of the first noun phrase, in small letters."""
    phrase = _AFTER_HEAD.split(re.sub(r"\s+", " ", words).strip(PUBLISHED_EDGE))[0].strip(PUBLISHED_EDGE)
    every = re.findall(r"[\w.'’&-]+", re.sub(r"['’]s$", "", phrase))
    can_be = [word for word in every if word.lower().strip(".") not in _NEVER_HEAD] or every
    return can_be[-1].strip(".").lower() if can_be else ""


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[’`]", "'", words)).strip(PUBLISHED_EDGE).lower()
