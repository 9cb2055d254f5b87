"""The content of a speech verb within its sentence: how it follows the verb, where it begins and where it ends."""

from __future__ import annotations

from desktop_app.analysis import lexicon, phrases
from desktop_app.analysis.grammar import CUT_AFTER_COMMA, REPORTING, WH, Grammar
from desktop_app.analysis.lexicon import VerbForm
from desktop_app.analysis.sentences import Token

Start = tuple[str, int]
"""How content follows a verb (“none” if it does not; quote, colon quote, that, wh, to, object, bare) and where it begins."""

_OBJECT_AND_TO = frozenset({"ask", "urge", "order", "encourage", "want", "call on", "expect", "advise", "persuade"})
_ADDRESSED = frozenset({"warn", "remind", "promise", "urge", "order", "encourage", "recommend"})
_ABOUT = frozenset({"warn", "complain", "boast", "speculate", "caution"})
_NEVER_BARE = frozenset({"respond", "reply", "comment", "retort"})
_DASHES = frozenset({"—", "–"})
_CUT_AFTER_DASH = frozenset({"even", "because", "a", "an", "the", "something", "despite", "although", "though"})
_HIDDEN = frozenset({"named", "identified", "anonymous", "anonymity"})


class Contents(Grammar):
    """Questions about what stands behind a verb."""

    def _content_after(self, place: int, verb: VerbForm) -> Start:
        """How the content follows the verb at `place`, and where it begins."""
        first = self._verb_end(place, verb) + 1
        if first < self.end and self.tokens[first].lower == "back":
            first += 1  # “wrote back ‘Yes’”
        if first >= self.end:
            return "none", first
        if "put" in verb.classes:
            return self._put(first)
        ahead = first
        if verb.classes & {"tell", "ask"} or verb.lemma in _ADDRESSED:
            ahead = self._after_addressee(ahead)
        ahead, skipped = self._after_adjuncts(ahead, verb)
        if ahead >= self.end:
            return "none", ahead
        if ahead > first and self.tokens[ahead].lower == "who" and verb.classes & {"tell", "ask"}:
            # “told officers who stopped him that …”
            ahead = next((n for n in range(ahead, min(self.end, ahead + 10)) if self.tokens[n].lower == "that"), ahead)
        return (
            self._behind_mark(ahead)
            or self._behind_word(ahead, verb, first)
            or self._without_word(ahead, verb, skipped=skipped)
        )

    def _at(self, place: int) -> Token | None:
        return self.tokens[place] if place < self.end else None

    def _put(self, first: int) -> Start:
        """“put it to her that …” and “puts the cost at £3m”; no other putting is speech."""
        if self.tokens[first].lower == "it" and first + 1 < self.end and self.tokens[first + 1].lower == "to":
            that = self._after_addressee(first + 2)
            return ("that", that + 1) if that + 1 < self.end and self.tokens[that].lower == "that" else ("none", first)
        at = next((n for n in range(first + 1, min(self.end - 1, first + 14)) if self.tokens[n].lower == "at"), None)
        amount = at is not None and (self.tokens[at + 1].text[0].isdigit() or self.tokens[at + 1].text in "£$€")
        return ("object", first) if amount else ("none", first)

    def _behind_mark(self, ahead: int) -> Start | None:
        """Content behind a comma, colon or dash, or itself inside marks."""
        token, following = self.tokens[ahead], self._at(ahead + 1)
        if token.is_quote:
            return "quote", ahead
        if token.text not in (",", ":", *_DASHES):
            return None
        if following is not None and following.is_quote:
            return ("colon quote" if token.text == ":" else "quote"), ahead + 1
        if token.text == ":" and following is not None:
            return "that", ahead + 1
        if token.text == ",":
            that = next(
                (n for n in range(ahead + 1, min(ahead + 12, self.end)) if self.tokens[n].lower == "that"), None
            )
            if that is not None and self.tokens[that - 1].text == ",":
                return "that", that + 1
            return "none", ahead
        return None

    def _behind_word(self, ahead: int, verb: VerbForm, object_at: int) -> Start | None:
        """Content that a word opens: that, whether, to, of."""
        token, following = self.tokens[ahead], self._at(ahead + 1)
        if token.lower == "that" and following is not None and verb.classes & REPORTING:
            return "that", ahead + 1 + (following.lower == "that")
        if token.lower in WH and verb.classes & {"ask", "tell", "say", "that"}:
            open_question = token.lower not in ("when", "if", "where", "which", "who") or "ask" in verb.classes
            return ("wh" if open_question else "none"), ahead
        if token.lower == "to" and "to" in verb.classes and following is not None and not following.is_capital:
            return "to", (object_at if verb.lemma in _OBJECT_AND_TO else ahead)
        if verb.lemma in ("want", "advise") and self._is_object(object_at):
            to = next((n for n in range(object_at + 1, min(self.end, object_at + 12)) if self._is_infinitive(n)), None)
            return ("to", object_at) if to is not None else None
        if token.lower in ("of", "against", "about") and verb.lemma in _ABOUT:
            return "object", ahead
        return None

    def _is_infinitive(self, place: int) -> bool:
        following = self._at(place + 1)
        return self.tokens[place].lower == "to" and following is not None and not self._noun_ahead(place + 1)

    def _without_word(self, ahead: int, verb: VerbForm, *, skipped: bool) -> Start:
        """A bare clause or an object."""
        may_be_bare = verb.classes & {"say", "tell", "that"} and verb.lemma not in _NEVER_BARE
        if may_be_bare and self._is_clause(ahead, strict=not verb.classes & {"say", "tell"}):
            return "bare", ahead
        if verb.lemma.startswith("call") and not any(
            one.is_quote or one.lower in ("a", "an", "for", "on") for one in self.tokens[ahead : self.end]
        ):
            return "none", ahead  # “a man called Tom”
        if "object" in verb.classes and not skipped and self._is_object(ahead):
            return "object", ahead
        return "none", ahead

    def _is_silence(self, kind: str, begin: int) -> bool:
        """“asked not to be named”, “refused to comment”: no statement."""
        words = [token.lower for token in self.tokens[max(0, begin - 1) : begin + 9]]
        if _HIDDEN.intersection(words) and {"not", "anonymous", "anonymity"}.intersection(words):
            return True
        if "not" in words and {"name", "names", "identity"}.intersection(words) and {"be", "being"}.intersection(words):
            return True
        verb = self._at(begin + 1)
        return kind == "to" and self._refuses(begin) and verb is not None and verb.lower in lexicon.words("silence")

    def _refuses(self, begin: int) -> bool:
        return any(token.lower.startswith("refus") for token in self.tokens[max(0, begin - 3) : begin])

    def _later_quote(self, begin: int) -> Start:
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
        if token.is_quote or not token.is_word or token.lower in ("that", "to") or token.lower in WH:
            return ahead
        if token.lower in ("him", "her", "them", "me", "us", "it", "you") and not self._owns(ahead):
            return ahead + 1
        phrase = phrases.starting_at(self.tokens, ahead)
        if phrase is None:
            return ahead
        return self._past_title(phrase.last + 1)

    def _past_title(self, place: int) -> int:
        """“told the programme “Tarn Today” after …”, “on Tarn TV’s “Tarn Today””: behind the title."""
        first = self._at(place)
        title = place + (first is not None and first.is_possessive)
        token = self._at(title)
        if token is not None and token.is_quote and _is_title(token.text) and title + 1 < self.end:
            return title + 1
        return place

    def _owns(self, place: int) -> bool:
        """“told her lawyer”, not “told her”."""
        following = self._at(place + 1)
        return (
            self.tokens[place].lower == "her"
            and following is not None
            and (following.lower in lexicon.person_nouns() or following.lower in lexicon.roles("group"))
        )

    def _after_adjuncts(self, ahead: int, verb: VerbForm) -> tuple[int, bool]:
        """Behind “on Tuesday”, “in a statement”, “to reporters”, where content may still follow."""
        begin = ahead
        for _ in range(5):
            further = self._after_adjunct(ahead, verb)
            if further is None:
                break
            ahead = further
        return ahead, ahead > begin

    def _after_adjunct(self, ahead: int, verb: VerbForm) -> int | None:
        token = self._at(ahead)
        if token is None or token.is_quote:
            return None
        following = self._at(ahead + 1)
        if (token.lower in lexicon.words("time") and not self._is_finite(ahead + 1)) or (
            phrases.is_adverb(token) and token.lower not in ("then", "once", "now", "all", "both", "each")
        ):
            return ahead + 1
        ago = next((n for n in range(ahead + 1, min(self.end, ahead + 4)) if self.tokens[n].lower == "ago"), None)
        if ago is not None:
            return ago + 1
        if token.lower not in lexicon.words("adjunct"):
            return None
        if token.lower == "to" and ("to" in verb.classes or not self._noun_ahead(ahead + 1)):
            return None
        if token.lower == "of" and verb.lemma != "say":
            return None
        timed = following is not None and following.lower in lexicon.words("time") and following.text != "may"
        if timed or token.lower in ("last", "this"):
            return ahead + 2 if timed else None
        phrase = phrases.starting_at(self.tokens, ahead + 1)
        return self._past_title(phrase.last + 1) if phrase is not None else None

    def _is_finite(self, place: int) -> bool:
        """“says today is the hottest day”: the day is what it is about."""
        token = self._at(place)
        return token is not None and token.lower in ("is", "was", "will")

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

    def _relative_end(self, begin: int) -> int:
        """End of “to be close to Tarn” in “those who are believed to be close to Tarn have left”: before the main verb."""
        for place in range(begin + 2, self.end):
            before = self.tokens[place - 1]
            if self.tokens[place].text == ",":
                return place
            if phrases.is_auxiliary(self.tokens[place]) and not (
                before.lower in ("to", "who", "which", "that", "and", "or")
                or phrases.is_auxiliary(before)
                or phrases.is_adverb(before)
            ):
                return place
        return self.end

    def _clause_end(self, begin: int) -> int:
        """Index behind the last token of a clause that begins at `begin`: up to the next relation or the end."""
        for place in range(begin, self.end - 1):
            if self._ends_before(begin, place):
                return place - (self.tokens[place].lower in ("and", "but") and self.tokens[place - 1].text == ",")
            token = self.tokens[place]
            if token.is_quote and token.text.rstrip("”\"’'» ")[-1:] == "," and self._breaks_off(place + 1):
                return place + 1
        return self.end if begin >= self.end or self.tokens[self.end - 1].text != ";" else self.end - 1

    def _ends_before(self, begin: int, place: int) -> bool:
        token, following = self.tokens[place], self.tokens[place + 1]
        if token.text == ";" or (token.text == ":" and following.is_quote and self._is_tagged(place + 1)):
            return True
        if token.text in _DASHES and following.lower in _CUT_AFTER_DASH:
            # what stands between two dashes is a part of the clause
            closing = any(self.tokens[n].text == token.text for n in range(place + 1, self.end))
            if not closing:
                return True
        if token.text == "," or token.text in _DASHES:
            return self._cut_by(place + 1)
        if token.lower == "according" and following.lower == "to":
            return True
        joins = token.lower in ("and", "but") and place > begin + 1
        return joins and (self._verb_at(place + 1) or self._answers_at(place + 1))

    def _is_tagged(self, quote: int) -> bool:
        return quote + 1 < self.end and self._opens_relation(quote + 1)

    def _breaks_off(self, place: int) -> bool:
        """Behind a comma inside the marks: “… ahead of ourselves,” before predicting that …"""
        return self.tokens[place].lower in lexicon.words("preposition") or self._cut_by(place)

    def _cut_by(self, place: int) -> bool:
        token = self.tokens[place]
        return (token.lower in CUT_AFTER_COMMA and not token.is_quote) or self._opens_relation(place)

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

    def _answers_at(self, place: int) -> bool:
        """“asked him what he saw and he said, “…””: somebody says something in marks."""
        for ahead in range(place + 1, min(place + 6, self.end)):
            if ahead in self.cues:
                subject = phrases.subject_of(self.tokens, ahead, place)
                starts = subject is not None and subject.first == place
                return starts and self._content_after(ahead, self.cues[ahead])[0] in ("quote", "colon quote")
            if not self.tokens[ahead].is_word:
                return False
        return False

    def _opens_relation(self, place: int) -> bool:
        """“, adding …”, “, he said”: another relation, or the tag of this one, begins behind the comma."""
        if place not in self.openers:
            self.openers[place] = self._looks_like_relation(place)
        return self.openers[place]

    def _looks_like_relation(self, place: int) -> bool:
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


def _is_title(marked: str) -> bool:
    """“Tarn Today”: few words, each with a capital, and no end of a sentence."""
    words = marked.strip("“”\"'`‘’«» ").split()
    return 0 < len(words) <= 4 and all(word[0].isupper() for word in words) and words[-1][-1].isalnum()
