"""The grammar of one sentence, as far as closed word classes go: which words are speech verbs, where content begins and ends."""

from __future__ import annotations

from desktop_app.analysis import lexicon, phrases
from desktop_app.analysis.lexicon import VerbForm
from desktop_app.analysis.phrases import Phrase
from desktop_app.analysis.sentences import Token

_WH = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})
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
    }
)
_OBJECT_AND_TO = frozenset({"ask", "urge", "order", "encourage", "want", "call on", "expect", "advise", "persuade"})
REPORTING = frozenset({"say", "that", "tell", "ask", "quote"})
_CUT_AFTER_DASH = frozenset({"even", "because", "a", "an", "the", "something", "despite", "although", "though"})
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
            and not before.is_capital
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
                or before.lower in ("as", "and", "by")
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
        return (
            token.text in ",;—–:"
            or token.lower in lexicon.words("preposition")
            or token.lower in lexicon.words("clause")
            or token.lower in lexicon.words("time")
            or phrases.is_adverb(token)
        )

    def _content_after(self, place: int, verb: VerbForm) -> tuple[str, int]:  # noqa: C901 - one case after the other
        """How the content follows the verb (“none” if it does not) and where it begins."""
        ahead = self._verb_end(place, verb) + 1
        if ahead >= self.end:
            return "none", ahead
        object_at = ahead
        if verb.classes & {"tell", "ask"} or verb.lemma in (
            "warn",
            "remind",
            "promise",
            "urge",
            "order",
            "encourage",
            "recommend",
        ):
            ahead = self._after_addressee(ahead)
        ahead, skipped = self._after_adjuncts(ahead, verb)
        if ahead >= self.end:
            return "none", ahead
        token = self.tokens[ahead]
        following = self.tokens[ahead + 1] if ahead + 1 < self.end else None
        if token.is_quote:
            return "quote", ahead
        if token.text in (",", ":", "—", "–") and following is not None and following.is_quote:
            return ("colon quote" if token.text == ":" else "quote"), ahead + 1
        if token.text == ":" and following is not None:
            return "that", ahead + 1
        if token.text == ",":
            that = next(
                (n for n in range(ahead + 1, min(ahead + 12, self.end)) if self.tokens[n].lower == "that"), None
            )
            closed = that is not None and self.tokens[that - 1].text == ","
            return ("that", that + 1) if closed and that is not None else ("none", ahead)
        if token.lower == "that" and following is not None and verb.classes & REPORTING:
            return "that", ahead + 1 + (following.lower == "that")
        if token.lower in _WH and verb.classes & {"ask", "tell", "say", "that"}:
            return (
                ("none", ahead)
                if token.lower in ("when", "if", "where", "which", "who") and not verb.classes & {"ask"}
                else ("wh", ahead)
            )
        if token.lower == "to" and "to" in verb.classes and following is not None and not following.is_capital:
            return "to", (object_at if verb.lemma in _OBJECT_AND_TO else ahead)
        if token.lower in ("of", "against", "about") and verb.lemma in (
            "warn",
            "complain",
            "boast",
            "speculate",
            "caution",
        ):
            return "object", ahead
        if verb.classes & {"say", "tell", "that"} and self._is_clause(ahead, strict=not verb.classes & {"say", "tell"}):
            return "bare", ahead
        if verb.lemma.startswith("call") and not any(
            one.is_quote or one.lower in ("a", "an", "for", "on") for one in self.tokens[ahead : self.end]
        ):
            return "none", ahead  # “a man called Tom”
        if "object" in verb.classes and not skipped and self._is_object(ahead):
            return "object", ahead
        return "none", ahead

    def _later_quote(self, begin: int) -> tuple[str, int]:
        """“told his listeners, after the news, “What has happened …””: an utterance behind a comma further on."""
        for place in range(begin, min(self.end, begin + 25)):
            if place in self.cues:
                break
            if self.tokens[place].is_quote:
                comma = self.tokens[place - 1].text in (",", ":")
                first = self.tokens[place].text.lstrip("“\"«‘'„` ")[:1]
                return ("quote", place) if comma and first.isupper() else ("none", begin)
        return "none", begin

    def _after_addressee(self, ahead: int) -> int:
        if ahead >= self.end:
            return ahead
        token = self.tokens[ahead]
        if token.is_quote or not token.is_word or token.lower in ("that", "to") or token.lower in _WH:
            return ahead
        if token.lower in ("him", "her", "them", "me", "us", "it", "you"):
            return ahead + 1
        phrase = phrases.starting_at(self.tokens, ahead)
        return phrase.last + 1 if phrase is not None else ahead

    def _after_adjuncts(self, ahead: int, verb: VerbForm) -> tuple[int, bool]:
        """Behind “on Tuesday”, “in a statement”, “to reporters”, where content may still follow."""
        begin = ahead
        for _ in range(5):
            if ahead >= self.end:
                break
            token = self.tokens[ahead]
            if token.is_quote:
                break
            if token.lower in lexicon.words("time") or (
                phrases.is_adverb(token) and token.lower not in ("then", "once", "now", "all", "both", "each")
            ):
                ahead += 1
                continue
            if token.lower not in (
                "in",
                "on",
                "at",
                "during",
                "to",
                "after",
                "before",
                "from",
                "through",
                "via",
                "by",
                "with",
                "last",
                "this",
                "of",
            ):
                break
            if token.lower == "to" and ("to" in verb.classes or not self._noun_ahead(ahead + 1)):
                break
            if token.lower == "of" and verb.lemma != "say":
                break
            if token.lower in ("last", "this") and not (
                ahead + 1 < self.end and self.tokens[ahead + 1].lower in lexicon.words("time")
            ):
                break
            if ahead + 1 < self.end and self.tokens[ahead + 1].lower in lexicon.words("time"):
                ahead += 2
                continue
            phrase = phrases.starting_at(self.tokens, ahead + 1)
            if phrase is None:
                break
            ahead = phrase.last + 1
        return ahead, ahead > begin

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
        if token.lower in lexicon.words("determiner") and self.end - begin > 4:
            return True
        return any(self._looks_finite(n) for n in range(begin + 1, min(self.end, begin + 30))) or token.lower in (
            "no",
            "yes",
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
                token.lower in ("him", "her", "them", "it", "us", "me", "himself", "having", "being")
                or token.lower.endswith("ing")
                or phrases.starting_at(self.tokens, begin) is not None
            )
            and begin + 1 < self.end
        )

    def _charge(self, begin: int, end: int, verb: VerbForm) -> int:
        """“accused him of …”: what he is accused of."""
        if verb.lemma != "accuse":
            return begin
        of = next((n for n in range(begin, min(end, begin + 12)) if self.tokens[n].lower == "of" and n > begin), None)
        return of + 1 if of is not None and of + 1 < end else begin

    def _object_end(self, begin: int, end: int) -> int:
        """“called the delay “indefensible” but stopped short”: before another verb of the same subject, or “when asked”."""
        for place in range(begin + 1, end - 1):
            following = self.tokens[place + 1]
            if self.tokens[place].lower in ("and", "but") and (
                following.lower.endswith("ed") or following.lower in phrases.PAST
            ):
                return place - (self.tokens[place - 1].text == ",")
            if self.tokens[place].lower == "when" and following.lower == "asked":
                return place
        return end

    def _main_subject(self, start: int) -> Phrase | None:
        """The phrase that opens the sentence, for a verb that follows “and”: “Dorval smiled and said”."""
        first = 0
        while first < start and (
            phrases.is_adverb(self.tokens[first]) or self.tokens[first].lower in ("but", "and", "so", ",", "still")
        ):
            first += 1
        if first < start and self.tokens[first].lower in lexicon.words("preposition") | _WH:
            comma = next((n for n in range(first, start) if self.tokens[n].text == ","), None)
            if comma is None:
                return None
            first = comma + 1
        phrase = phrases.starting_at(self.tokens, first) if first < start else None
        return phrase if phrase is not None and phrase.last < start else None

    def _clause_end(self, begin: int) -> int:
        """Index behind the last token of a clause that begins at `begin`: up to the next relation or the end."""
        for place in range(begin, self.end):
            token = self.tokens[place]
            if token.text == ";":
                return place
            if (
                token.text in ("—", "–")
                and self.tokens[place + 1 : place + 2]
                and self.tokens[place + 1].lower not in ("and", "or", "but")
            ):
                closing = any(self.tokens[n].text == token.text for n in range(place + 1, self.end))
                if not closing and self.tokens[place + 1].lower in _CUT_AFTER_DASH:
                    return place
            following = self.tokens[place + 1] if place + 1 < self.end else None
            if following is None:
                break
            if token.text in (",", "—", "–"):
                if following.lower in CUT_AFTER_COMMA and not following.is_quote:
                    return place
                if self._opens_relation(place + 1):
                    return place
            elif token.lower == "according" and following.lower == "to":
                return place
            elif token.lower in ("and", "but") and place > begin + 1 and self._verb_at(place + 1):
                return place - (self.tokens[place - 1].text == ",")
        return self.end

    def _verb_at(self, place: int) -> bool:
        """A speech verb without a subject of its own stands here: “and also said that”."""
        while place < self.end and (
            phrases.is_adverb(self.tokens[place]) or self.tokens[place].lower in ("to", "has", "had")
        ):
            place += 1
        verb = self.cues.get(place)
        return (
            verb is not None
            and verb.form != "ing"
            and bool(verb.classes & {"say", "tell", "that", "object"})
            and self._content_after(place, verb)[0] != "none"
        )

    def _opens_relation(self, place: int) -> bool:
        """“, adding …”, “, he said”: another relation, or the tag of this one, begins behind the comma."""
        first = place
        while first < self.end and (
            phrases.is_adverb(self.tokens[first]) or self.tokens[first].lower in ("and", "but", "while")
        ):
            first += 1
        verb = self.cues.get(first)
        if verb is not None and verb.form == "ing":
            return bool(verb.classes & {"say", "that", "tell"})
        for ahead in range(first, min(first + 8, self.end)):
            if ahead in self.cues:
                start = phrases.verb_group_start(self.tokens, ahead)
                if start == first:
                    return (
                        self._content_after(ahead, self.cues[ahead])[0] != "none"
                        or self._inverted(ahead, start) is not None
                    )
                subject = phrases.subject_of(self.tokens, ahead, first)
                return subject is not None and subject.first == first and self._is_closed(ahead + 1)
            if self.tokens[ahead].text in (",", ";"):
                return False
        return False

    def _apposition(self, comma: int) -> bool:
        """Behind this comma stands “the mayor of Tarn,” rather than the clause."""
        begin = comma + 1
        if self.tokens[begin].lower not in ("the", "a", "an", "who", "which", "his", "her", "its"):
            return False
        further = next((n for n in range(begin, self.end) if self.tokens[n].text == ","), None)
        return (further is not None and not any(self._looks_finite(n) for n in range(begin + 1, further))) or (
            further is not None and self.tokens[begin].lower in ("who", "which")
        )
