"""What stands inside marks and is nobody's speech, by the words around it: titles, nicknames, labels, signs, words as words."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.analysis import lexicon
from desktop_app.analysis.marks import Quotation
from desktop_app.analysis.sentences import Token

LONGEST_NAME = 12
"""Words of a title or name."""
_READS = frozenset({"read", "reads", "reading", "say", "says", "said", "saying", "carrying", "bearing"})
_IS = frozenset({"is", "was"})
_ACTIVE = frozenset({"has", "have", "had", "'ve", "'s", "’ve", "’s"})
_KNOWN_AS = frozenset({"known", "locally", "internally", "rendered", "translated", "translate", "translates"})
_THEMSELVES = frozenset({"itself", "himself", "herself", "themselves", "myself", "yourself", "ourselves", "oneself"})


def find_not_speech(tokens: Sequence[Token], quotations: Sequence[Quotation], text: str) -> set[int]:
    """Indices of the quotations that are nobody's speech among `tokens`: a paragraph, each stretch inside marks one token."""
    return {
        token.quote
        for place, token in enumerate(tokens)
        if token.is_quote and _Marked(tokens, place, quotations[token.quote].inner.of(text)).is_not_speech()
    }


class _Marked:
    """One stretch inside marks with what stands around it."""

    def __init__(self, tokens: Sequence[Token], place: int, inner: str) -> None:
        self.tokens = tokens
        self.place = place
        self.inner = inner
        self.words = inner.split()
        self.before = tokens[place - 1] if place else None
        self.after = tokens[place + 1] if place + 1 < len(tokens) else None
        small = lexicon.words("function")
        self.title_case = self.words[0][0].isupper() and all(
            word[0].isupper() or not word[0].isalpha() or word.lower() in small for word in self.words
        )

    def is_not_speech(self) -> bool:
        if self.before is None:
            return False
        return len(self.words) <= LONGEST_NAME and (
            self._is_named() or self._is_nicknamed() or self._is_on_sign() or self._is_middle_name() or self._is_work()
        )

    def _behind(self, back: int) -> str:
        """The word `back` places before the marks, in small letters."""
        return self.tokens[self.place - back].lower if back <= self.place else ""

    def _is_named(self) -> bool:
        """“the so-called “fog machine””, “known as “Rain””, “the word was “rain””, “the film “Rain””."""
        before = self._behind(1)
        if before in lexicon.words("naming"):
            return not self._is_judged()
        if before == "as" and self._behind(2) in _KNOWN_AS:
            return True
        if before in _IS:
            return "word" in [self._behind(back) for back in range(2, 9)]
        return before in lexicon.words("title_word") and (self.title_case or len(self.words) <= 2)

    def _is_judged(self) -> bool:
        """“what she called “a mess””, “had called “a mess””: somebody's own words for it."""
        before = [self._behind(back) for back in range(2, 9)]
        return self._behind(1) in ("called", "termed", "dubbed") and (
            before[0] in _ACTIVE or bool({"what", "which"}.intersection(before))
        )

    def _is_nicknamed(self) -> bool:
        """“nicknamed the pair “the mixer and the shovel””, “calls itself “Louder””, “call her “the Aunt””."""
        for back in range(2, min(6, self.place + 1)):
            token = self.tokens[self.place - back]
            if token.is_quote or not token.is_word:
                return False
            if token.lower in lexicon.words("nicknaming"):
                return True
            if token.lower in lexicon.words("calling"):
                first = self.words[0].lower()
                if self._behind(1) in _THEMSELVES:
                    return first not in ("a", "an")
                return len(self.words) <= 3 and (first == "the" or self.title_case) and self.inner[-1] not in "?!"
        return False

    def _is_on_sign(self) -> bool:
        """“A sign in the lobby read: “No Spitting.””"""
        back = 2 if self._behind(1) in (",", ":") else 1
        if not self.title_case or self._behind(back) not in _READS:
            return False
        for further in range(back + 1, min(back + 14, self.place + 1)):
            token = self.tokens[self.place - further]
            if token.lower in lexicon.words("sign"):
                return True
            if token.is_quote or token.text in ".?!;":
                return False
        return False

    def _is_middle_name(self) -> bool:
        """“Robert “Bob” Hale”."""
        return (
            self.before is not None
            and self.before.is_capital
            and self.after is not None
            and self.after.is_capital
            and len(self.words) <= 2
            and self.inner[-1].isalnum()
        )

    def _is_work(self) -> bool:
        """“She read “The Long Road Home” to the end”: capitals as in a title, and not as an utterance stands."""
        capitals = sum(word[0].isupper() for word in self.words)
        if not (
            self.title_case and 1 < len(self.words) < 9 and capitals > 1 and self.inner.rstrip(",.")[-1:].isalnum()
        ):
            return False
        before = self._behind(1)
        cued = before in lexicon.speech_verbs() or before in (",", ":")
        return not cued and not (self.inner[-1] in ",?!" and self.after is not None)
