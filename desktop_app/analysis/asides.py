"""Voices without a verb of speech: “according to X”, “in her opinion”, “as he put it”, “his claim that”, colons, signatures."""

from __future__ import annotations

from desktop_app.analysis import lexicon, phrases
from desktop_app.analysis.phrases import Phrase
from desktop_app.analysis.relations import Relations, Reported
from desktop_app.analysis.sentences import Token
from desktop_app.domain.spans import Span

_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
_LEAD_INS = frozenset({"but", "and", "so", ","})


class Asides(Relations):
    """The relations of one sentence that no speech verb governs."""

    def _adverbials(self) -> None:
        for place in range(len(self.tokens) - 2):
            made = self._according(place) or self._in_view(place) or self._as_put(place)
            if made is None:
                continue
            last, phrase = made
            item = self._told_of(place, last, phrase)
            if item is not None:
                item.nested = any(
                    item.content[0].start <= self.tokens[n].start < item.content[0].end for n in self.cues
                )
                if item.nested:
                    self.taken.difference_update(item.quotes)
                if item.nested and self._is_tagged_speech(item):
                    continue  # ““I am the insurance,” she said, according to the minutes”
                self.taken.update(() if item.nested else item.quotes)
                self.found.append(item)

    def _is_tagged_speech(self, item: Reported) -> bool:
        """Whether it holds nothing but marks and their tag."""
        inside = [
            token for token in self.tokens if token.is_word and item.content[0].contains(Span(token.start, token.end))
        ]
        return bool(item.quotes) and len([token for token in inside if not token.is_quote]) <= 4

    def _according(self, place: int) -> tuple[int, Phrase] | None:
        """“according to X”: its last token, and X."""
        if self.tokens[place].lower != "according" or self.tokens[place + 1].lower != "to":
            return None
        phrase = phrases.starting_at(self.tokens, place + 2)
        return (phrase.last, phrase) if phrase is not None else None

    def _in_view(self, place: int) -> tuple[int, Phrase] | None:
        """“in her opinion”, “in the minister’s view”, “in the words of the minister”."""
        if self.tokens[place].lower != "in":
            return None
        following = self.tokens[place + 1].lower
        for noun in range(place + 2, min(self.end, place + 8)):
            token = self.tokens[noun]
            if token.lower not in lexicon.words("opinion"):
                if not token.is_word and token.text not in ("’", "'"):
                    return None
                continue
            if following in _OWNERS:
                return (noun, Phrase(place + 1, place + 1, place + 1)) if noun == place + 2 else None
            if self.tokens[noun - 1].text in ("’s", "'s", "’", "'") and noun > place + 2:
                owner = phrases.starting_at(self.tokens[: noun - 1], place + 1)
                return (noun, owner) if owner is not None else None
            if following == "the" and noun + 2 < self.end and self.tokens[noun + 1].lower == "of":
                owner = phrases.starting_at(self.tokens, noun + 2)
                return (owner.last, owner) if owner is not None else None
            return None
        return None

    def _as_put(self, place: int) -> tuple[int, Phrase] | None:
        """“as he put it”."""
        if self.tokens[place].lower != "as":
            return None
        for put in range(place + 2, min(self.end - 1, place + 9)):
            if self.tokens[put].lower in ("put", "puts") and self.tokens[put + 1].lower == "it":
                subject = phrases.subject_of(self.tokens, put, place + 1)
                return (put + 1, subject) if subject is not None and subject.first == place + 1 else None
        return None

    def _told_of(self, place: int, last: int, phrase: Phrase) -> Reported | None:
        """The relation of an aside [place, last]: what stands before it, or after it where it opens the sentence."""
        cue_last = place + 1 if self.tokens[place].lower == "according" else last
        cue = [Span(self.tokens[place].start, self.tokens[cue_last].end)]
        before = place - 1
        if before >= 0 and self.tokens[before].text in (",", "—", "–"):
            before -= 1
        opens = before < 1 or not any(token.is_word or token.is_quote for token in self.tokens[: before + 1])
        opens = opens and not (before == 0 and self.tokens[0].is_quote)
        if opens:
            begin, end = self._behind(last), self.end
        else:
            begin, end = 0, before + 1
            while begin < end and self.tokens[begin].lower in _LEAD_INS:
                begin += 1
        item = self._clause(begin, end, cue, "according to", phrase)
        if item is not None:
            if not opens and cue_last == last:
                self._take_rest(item, last + 1)
            owner = item.source[item.head]
            if owner.lower in _OWNERS:
                item.source = [Token(owner.start, owner.end, owner.text, _OWNERS[owner.lower])]
                item.head = 0
        return item

    def _take_rest(self, item: Reported, comma: int) -> None:
        """“It had been sedated, in his opinion, with a drug …”: what goes on behind the aside."""
        if comma + 1 >= self.end or self.tokens[comma].text != ",":
            return
        further = self._clause(comma + 1, self._clause_end(comma + 1), [], "", None)
        if further is not None:
            item.content += further.content
            item.quotes = sorted({*item.quotes, *further.quotes})

    def _behind(self, last: int) -> int:
        """Where the clause begins behind an aside that opens the sentence, and behind an apposition."""
        comma = next((n for n in range(last + 1, self.end) if self.tokens[n].text == ","), None)
        if comma is None:
            return last + 1
        if comma + 1 < self.end and self._apposition(comma):
            return next((n + 1 for n in range(comma + 1, self.end) if self.tokens[n].text == ","), comma + 1)
        return comma + 1

    def _nouns(self) -> None:
        """“her claim that …”, “the allegation that …”, “his promise to …”, outside what is told already."""
        for place in range(1, self.end - 2):
            token, following = self.tokens[place], self.tokens[place + 1]
            that = following.lower == "that" and token.lower in lexicon.words("saying_noun")
            to = following.lower == "to" and token.lower in lexicon.words("vowing_noun")
            if not (that or to) or token.is_capital or self._is_told(token) or place in self.cues:
                continue
            if that and self._is_relative(place + 2):
                continue  # “a claim that was rejected”
            phrase = self._noun_owner(place)
            if phrase is None and (to or token.lower in ("evidence", "testimony")):
                continue
            if to and self.tokens[place + 2].is_capital:
                continue
            cue = [Span(token.start, token.end)]
            begin = place + 2 if that else place + 1
            end = self._clause_end(begin)
            subject = phrases.ending_at(self.tokens, place)
            comma = next((n for n in range(begin, end) if self.tokens[n].text == ","), end)
            if self.tokens[0].lower in (lexicon.words("preposition") | lexicon.words("clause")) - _LEAD_INS:
                end = comma  # “Despite his claim that boats are slow, …”
            elif (subject is not None and subject.first == 0) or (
                place < 4 and self.tokens[0].lower in lexicon.words("determiner")
            ):
                end = min(end, self._subject_clause_end(begin))
            item = self._clause(begin, end, cue, "noun + that", phrase)
            if item is None:
                continue
            if phrase is None:
                item.passive = True
            elif item.source[item.head].lower in _OWNERS:
                owner = item.source[item.head]
                item.source, item.head = [Token(owner.start, owner.end, owner.text, _OWNERS[owner.lower])], 0
            self.found.append(item)

    def _is_relative(self, place: int) -> bool:
        """Behind “that” comes the verb at once."""
        token = self.tokens[place]
        return not token.is_quote and (
            phrases.is_auxiliary(token) or token.lower in phrases.PAST or token.lower.endswith("ed")
        )

    def _subject_clause_end(self, begin: int) -> int:
        """“The claim that boats are slow [was wrong]”: before the second finite verb."""
        first = begin  # “to build a bridge” holds none
        if self.tokens[begin].lower != "to":
            first = next((n for n in range(begin + 1, self.end) if self._looks_finite(n)), self.end)
        for place in range(first + 2, self.end):
            if phrases.is_auxiliary(self.tokens[place]) and not phrases.is_auxiliary(self.tokens[place - 1]):
                return place
        return self.end

    def _is_told(self, token: Token) -> bool:
        return any(span.start <= token.start < span.end for item in self.found for span in item.content)

    def _noun_owner(self, place: int) -> Phrase | None:
        """Whose claim: “her claim”, “the minister’s repeated claim”, “the minister made the claim”."""
        first = place - 1
        while first >= 0 and place - first < 4 and self.tokens[first].is_word:
            token = self.tokens[first]
            if token.lower in _OWNERS:
                return Phrase(first, first, first)
            if token.is_possessive:
                return phrases.ending_at(self.tokens, first - 1)
            if token.lower in lexicon.words("determiner"):
                break
            first -= 1
        making = next(
            (n for n in (place - 1, first - 1) if n > 0 and self.tokens[n].lower in lexicon.words("making")), 0
        )
        return phrases.subject_of(self.tokens, making) if making else None

    def _colon(self) -> None:
        """“She was blunt: “…””: marks behind a colon belong to whoever the sentence is about."""
        for place in range(1, len(self.tokens)):
            token = self.tokens[place]
            if (
                not token.is_quote
                or self.tokens[place - 1].text != ":"
                or token.quote in self.taken
                or token.quote in self.paragraph.not_speech
            ):
                continue
            subject = self._main_subject(place)
            flag = subject is not None and self.tokens[subject.head].lower in lexicon.words("flag") and place == 2
            if subject is not None and not flag:  # “Review: “The Salt Road” …”
                cue = [Span(self.tokens[place - 1].start, self.tokens[place - 1].end)]
                self.found.append(
                    self._made([self.paragraph.quotations[token.quote].inner], [token.quote], cue, "colon", subject)
                )
                self.taken.add(token.quote)
                self._list(place)

    def _list(self, place: int) -> None:
        """Adds the marks that follow as a list: “: “A,” “B” and “C.””"""
        for further in range(place + 1, self.end):
            token = self.tokens[further]
            if token.is_quote and token.quote not in self.taken:
                self._add_quote(self.found[-1], token)
                self.taken.add(token.quote)
            elif token.lower not in ("and", "or", ",", ";"):
                break

    def _signed(self) -> None:
        """““…” — Hanne Dorval”: marks with a name behind a dash, and nothing else."""
        for place in range(len(self.tokens) - 2):
            token = self.tokens[place]
            if (
                not token.is_quote
                or token.quote in self.taken
                or self.tokens[place + 1].text not in ("—", "–", "―", "-")
            ):
                continue
            phrase = phrases.starting_at(self.tokens, place + 2)
            if phrase is None or not self.tokens[phrase.head].is_capital or token.quote in self.paragraph.not_speech:
                continue
            if phrase.last + 1 >= self.end or self.tokens[phrase.last + 1].text == ",":
                cue = [Span(self.tokens[place + 1].start, self.tokens[place + 1].end)]
                inner = self.paragraph.quotations[token.quote].inner
                self.found.append(self._made([inner], [token.quote], cue, "colon", phrase))
                self.taken.add(token.quote)
