"""The grammar of one sentence, as far as closed word classes go: which words are speech verbs, where content begins and ends."""

from __future__ import annotations

from desktop_app.analysis import lexicon, phrases
from desktop_app.analysis.lexicon import VerbForm
from desktop_app.analysis.phrases import Phrase
from desktop_app.analysis.sentences import Token

WH = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s"})
_ALSO_NOUN = frozenset(
    {
        "claims",
        "reports",
        "plans",
        "calls",
        "offers",
        "demands",
        "charges",
        "texts",
        "promises",
        "orders",
        "questions",
        "notes",
        "states",
        "estimates",
        "fears",
        "hopes",
        "doubts",
        "suspects",
        "tweets",
        "posts",
        "shows",
        "feels",
        "requests",
        "urges",
        "finds",
        "holds",
        "signals",
        "forecasts",
        "attacks",
        "labels",
        "presses",
        "volunteers",
        "supports",
        "intends",
        "smiles",
        "laughs",
        "cries",
        "shouts",
        "cites",
        "threatens",
        "reads",
        "aims",
        "wants",
        "names",
        "remarks",
        "answers",
        "thought",
        "guarantees",
        "argues",
        "replies",
        "disputes",
        "promise",
        "claim",
        "report",
        "hope",
        "plan",
        "state",
        "comment",
        "comments",
        "emails",
        "email",
        "tweet",
        "question",
        "request",
        "order",
        "demand",
        "attack",
        "fear",
        "offer",
        "charge",
    }
)
REPORTING = frozenset({"say", "that", "tell", "ask", "quote"})
CUT_AFTER_COMMA = frozenset(
    {"with", "despite", "while", "referring", "citing", "according", "as", "after", "amid", "following"}
)


class Grammar:
    """Questions about one sentence, in which each stretch inside marks is one token. Places are indices of tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.end = len(tokens)
        while self.end > 0 and tokens[self.end - 1].text in (".", "!", "?", "…"):
            self.end -= 1
        self.cues = self._find_cues()
        self.openers: dict[int, bool] = {}
        """Places that were asked for once: whether a relation opens there. Long sentences ask again and again."""

    def _find_cues(self) -> dict[int, VerbForm]:
        cues: dict[int, VerbForm] = {}
        for place, token in enumerate(self.tokens):
            if token.is_quote:
                continue
            verb = lexicon.speech_verbs().get(token.lower)
            if verb is not None and self._is_verb(place, verb):
                cues[place] = verb
        return cues

    def _is_verb(self, place: int, verb: VerbForm) -> bool:
        token = self.tokens[place]
        if token.is_capital and not (place == 0 and verb.form == "ing"):
            return False
        before = self.tokens[place - 1] if place else None
        after = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if "phrasal" in verb.classes and (after is None or after.lower not in verb.lemma.split()[1:]):
            return False
        if before is None:
            return False
        if (
            before.lower in lexicon.words("determiner")
            and before.lower not in phrases.PRONOUNS
            and (place == 1 or not before.is_capital)
        ):
            return False
        if before.is_possessive and (
            place < 2 or self.tokens[place - 2].lower not in ("he", "she", "it", "who", "there")
        ):
            return False
        if token.lower in _ALSO_NOUN and not self._governs(after):
            return False
        if verb.form == "base":
            return self._base_is_finite(place, before)
        if verb.form == "ing":
            return (
                before.text in (",", "—", "–")
                or before.is_quote
                or phrases.is_auxiliary(before)
                or before.lower in ("as", "and", "by", "before")
                or phrases.is_adverb(before)
            )
        return before.lower not in lexicon.words("preposition") or before.lower in (
            "as",
            "before",
            "after",
            "since",
            "than",
        )

    def _governs(self, after: Token | None) -> bool:
        if after is None:
            return False
        return (
            after.is_quote
            or after.lower in lexicon.words("determiner")
            or after.lower in phrases.PRONOUNS
            or after.is_capital
            or after.lower in ("that", "to", "there", "not", "how", "whether", "why")
            or after.text == ":"
        )

    def _base_is_finite(self, place: int, before: Token) -> bool:
        """“critics say”, “would say”, “did not deny”; an infinitive only where it goes on with an earlier relation."""
        if before.lower in ("to",):
            return True
        start = phrases.verb_group_start(self.tokens, place)
        if start < place and any(token.lower in lexicon.words("auxiliary") for token in self.tokens[start:place]):
            return True
        if start == 0:
            return False
        subject = self.tokens[start - 1]
        plural = subject.lower in lexicon.roles("group") or (
            subject.lower.endswith("s") and subject.is_word and not subject.is_possessive
        )
        return plural or subject.lower in (
            "they",
            "we",
            "i",
            "you",
            "who",
            "some",
            "many",
            "others",
            "people",
            "police",
            "most",
            "both",
            "and",
            "but",
            "two",
            "three",
            "several",
        )

    def _is_passive(self, start: int, place: int, verb: VerbForm) -> bool:
        if "participle" not in verb.form:
            return False
        group = self.tokens[start:place]
        be = [n for n, token in enumerate(group) if token.lower in _BE]
        return bool(be) and not (
            group[be[-1]].is_possessive and start > 0 and self.tokens[start - 1].lower in ("he", "she")
        )

    def _behind_marks(self, start: int) -> bool:
        comma = self.tokens[start - 1].text in (",", "—", "–")
        return start - 1 - comma >= 0 and self.tokens[start - 1 - comma].is_quote

    def _verb_end(self, place: int, verb: VerbForm) -> int:
        phrasal = "phrasal" in verb.classes and place + 1 < len(self.tokens)
        return place + 1 if phrasal else place

    def _inverted(self, place: int, start: int) -> Phrase | None:
        """“… said Hanne Dorval”: the verb stands straight behind the marks or the comma."""
        if start == 0:
            return None
        before = self.tokens[start - 1]
        if not (before.is_quote or before.text in (",", "—", "–")):
            return None
        ahead = place + 1
        if (
            ahead >= self.end
            or self.tokens[ahead].lower in ("that", "it", "there", "this", "to")
            or self.tokens[ahead].is_quote
        ):
            return None
        phrase = phrases.starting_at(self.tokens, ahead)
        if phrase is None or self.tokens[phrase.head].lower in lexicon.words("time"):
            return None
        following = self.tokens[phrase.last + 1] if phrase.last + 1 < self.end else None
        if following is not None and (phrases.is_auxiliary(following) or following.lower == "that"):
            return None
        return phrase

    def _is_closed(self, place: int) -> bool:
        """After a tag nothing follows that could be its content."""
        if place >= self.end:
            return True
        token = self.tokens[place]
        following = self.tokens[place + 1] if place + 1 < self.end else None
        if token.lower in ("last", "this", "next") and following is not None:
            return following.lower in lexicon.words("time")
        return (
            token.text in ",;—–:"
            or token.lower in lexicon.words("preposition")
            or token.lower in lexicon.words("clause")
            or token.lower in lexicon.words("time")
            or phrases.is_adverb(token)
        )

    def _noun_ahead(self, place: int) -> bool:
        if place >= self.end:
            return False
        token = self.tokens[place]
        return (
            token.is_capital
            or token.lower in lexicon.words("determiner")
            or token.lower in lexicon.roles("group")
            or token.lower in lexicon.roles("institution")
        )

    def _is_clause(self, begin: int, *, strict: bool) -> bool:
        """A subject and, soon after it, a finite verb."""
        token = self.tokens[begin]
        if token.lower in lexicon.words("preposition") and token.lower not in (
            "after",
            "before",
            "under",
            "by",
            "without",
            "in",
            "at",
            "despite",
            "like",
        ):
            return False
        if token.lower in (
            "as",
            "because",
            "but",
            "and",
            "or",
            "while",
            "until",
            "though",
            "although",
            "so",
            "who",
            "than",
        ):
            return False
        if strict:
            phrase = phrases.starting_at(self.tokens, begin)
            if phrase is None:
                return token.lower in ("there", "it", "this")
            after = phrase.last + 1
            while after < self.end and phrases.is_adverb(self.tokens[after]):
                after += 1
            return after < self.end and (phrases.is_auxiliary(self.tokens[after]) or self._looks_finite(after))
        if token.lower in lexicon.words("determiner") and self.end - begin > 4 and not self._is_bare_noun(begin):
            return True
        return any(self._looks_finite(n) for n in range(begin + 1, min(self.end, begin + 30))) or token.lower in (
            "no",
            "yes",
        )

    def _is_bare_noun(self, begin: int) -> bool:
        """“explained his reasoning in an interview”: behind the noun comes no verb."""
        phrase = phrases.starting_at(self.tokens, begin)
        after = phrase.last + 1 if phrase is not None else self.end
        return phrase is not None and (
            after >= self.end
            or (self.tokens[after].lower in lexicon.words("preposition") and self.tokens[after].lower != "at")
        )

    def _looks_finite(self, place: int) -> bool:
        token = self.tokens[place]
        if token.is_quote:
            return True
        lower = token.lower
        if not token.is_word or token.is_capital:
            return False
        if phrases.is_auxiliary(token):
            return not (
                token.is_possessive and self.tokens[place - 1].lower not in ("it", "he", "she", "there", "that")
            )
        return (
            lower.endswith("ed")
            or lower in phrases.PAST
            or (
                lower.endswith("s")
                and not lower.endswith(("ss", "us"))
                and self.tokens[place - 1].lower not in lexicon.words("determiner")
            )
        )

    def _is_object(self, begin: int) -> bool:
        token = self.tokens[begin]
        if token.is_quote:
            return True
        return (
            token.is_word
            and (
                token.lower in ("him", "her", "them", "it", "us", "me", "himself", "having", "being", "a", "an", "the")
                or token.lower.endswith("ing")
                or phrases.starting_at(self.tokens, begin) is not None
            )
            and begin + 1 < self.end
        )

    def _main_subject(self, start: int) -> Phrase | None:
        """The phrase that opens the sentence, for a verb that follows “and”: “Dorval smiled and said”."""
        first = 0
        while first < start and (
            phrases.is_adverb(self.tokens[first]) or self.tokens[first].lower in ("but", "and", "so", ",", "still")
        ):
            first += 1
        opening = self.tokens[first].lower if first < start else ""
        if opening in lexicon.words("preposition") or opening in WH:
            comma = next((n for n in range(first, start) if self.tokens[n].text == ","), None)
            told = next((n for n in range(first, start) if self.tokens[n].lower in ("he", "she", "they")), None)
            if comma is None and told is not None:
                return Phrase(told, told, told)  # “In a post he thanked them and said …”
            if comma is None:
                return None
            first = comma + 1
        phrase = phrases.starting_at(self.tokens, first) if first < start else None
        return phrase if phrase is not None and phrase.last < start else None

    def _apposition(self, comma: int) -> bool:
        """Behind this comma stands “the mayor of Tarn,” rather than the clause."""
        begin = comma + 1
        if self.tokens[begin].lower not in ("the", "a", "an", "who", "which", "his", "her", "its"):
            return False
        further = next((n for n in range(begin, self.end) if self.tokens[n].text == ","), None)
        return (further is not None and not any(self._looks_finite(n) for n in range(begin + 1, further))) or (
            further is not None and self.tokens[begin].lower in ("who", "which")
        )
