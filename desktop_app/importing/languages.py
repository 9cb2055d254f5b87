"""A light guess at a text's language from its commonest words; honest about not knowing."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_STOP_WORDS = {
    "en": "the of and to in that is was for on with as it by at from be are has have this an which not were but they his",
    "fr": "le la les des et en du une que est pour dans qui par sur au pas avec il ce se plus sont aux cette mais ont été",
    "de": "der die und das den von zu mit ist dem nicht ein eine auf für im sich des auch als an es werden hat aus bei nach",
    "es": "el la de los las y en del que una se por con para su al es lo como más pero fue sus han está este ha sobre entre",
    "it": "il di che la e un per non è in con del della le si una dei i gli alla nel da sono più anche ha al ma come delle",
    "pt": "o a os as de do da que e em um uma para com não se na no por dos das mais foi ao são é como mas pelo pela também",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door maar naar heeft worden uit deze",
    "ro": "și în de la a cu care pe din nu este pentru că sunt mai o un au fi prin după ca fost să se lui această ale",
}
_SETS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}


def language_of(text: str) -> str:
    """A BCP 47 tag (en, fr, de, es, it, pt, nl, ro), "" if unsure."""
    words = Counter(match[0] for match in _WORD.finditer(text[:_SAMPLE].lower()))
    total = words.total()
    if total < 8:
        return ""
    shares = sorted(
        ((sum(words[word] for word in known & words.keys()) / total, language) for language, known in _SETS.items()),
        reverse=True,
    )
    (best, language), (second, _) = shares[0], shares[1]
    return language if best >= 0.12 and best >= 1.25 * second else ""
