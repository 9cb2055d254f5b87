"""A hint how much a claim is worth checking, with its reasons: what can be looked up, and what cannot be a fact yet."""

from __future__ import annotations

import re

from desktop_app.domain.findings import CheckReason

_START = 0.2
_GAINS = {
    CheckReason.NUMBER: 0.3,
    CheckReason.MONEY: 0.15,
    CheckReason.COMPARISON: 0.2,
    CheckReason.RECORD: 0.25,
    CheckReason.CAUSE: 0.2,
    CheckReason.EVENT: 0.2,
    CheckReason.LAW: 0.2,
}
_SHARES = {CheckReason.PREDICTION: 0.4, CheckReason.OPINION: 0.4}

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_COUNT = (
    r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens?|hundreds?"
    r"|thousands?"
    r"|(?:a )?(?:million|billion|trillion)s?|half|twice|double[ds]?|tripled?|halved|a (?:third|quarter)|per ?cent)"
)
_DATE = re.compile(
    rf"\b(?:in (?:19|20)\d\d|(?:on|last|this|since|until|by) (?:{_DAY}|{_MONTH})|(?:in|since) (?:early |late |mid-)?{_MONTH}"
    rf"|\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}|yesterday|last (?:night|week|month|year|spring|summer|autumn|fall|winter))\b"
)
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|from|to|on) (?:the )?(?:[a-z]+ ){0,2}(?!(?:"
    + _MONTH[3:-1]
    + "|"
    + _DAY[3:-1]
    + r")\b)[A-Z]\w+"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|\w{2,}ed|[a-z]*(?:ought|aught)|took|met|went|came|fell|rose|broke|won|lost|sold|paid|died|sank"
    r"|sent|left)\b"
)

_SIGNS = {
    CheckReason.NUMBER: re.compile(rf"(?<![\w.])(?:{_COUNT})(?![\w])|\d", re.IGNORECASE),
    CheckReason.MONEY: re.compile(
        r"[$€£¥₹]|\b(?:dollars?|euros?|pounds? sterling|crowns?|cents?|francs?|rupees?|yen|yuan|pesos?|taxes|tax|budgets?|costs?"
        r"|costing|prices?|debts?|loans?|grants?|bribes?|wages?|salary|salaries|funding|paid|payments?)\b",
        re.IGNORECASE,
    ),
    CheckReason.COMPARISON: re.compile(
        r"\b(?:(?:more|less|worse|(?!rather\b|other\b)\w{3,}er) (?:\w+ ){0,3}than(?! \d)|as \w+ as|compared (?:with|to)"
        r"|rose|risen|fell|fallen|increased?|decreased?|doubled|tripled|halved|dropped|climbed|grew|grown|up from|down from"
        r"|outnumber\w*|majority|unlike)\b",
        re.IGNORECASE,
    ),
    CheckReason.RECORD: re.compile(
        r"\b(?:records?|unprecedented|never before|ever|the (?:first|last|only|most|least|worst|best|largest"
        r"|(?!forest|interest|request|protest|harvest|conquest|arrest|contest|priest|latest)[a-z]{3,}est)|for the first time"
        r"|all-time)\b",
        re.IGNORECASE,
    ),
    CheckReason.CAUSE: re.compile(
        r"\b(?:because|due to|owing to|thanks to|as a result|result(?:ed|s)? (?:in|from)|caused?|causes|led to|leads to|triggered"
        r"|responsible for|to blame|blamed for|brought about|stems? from|after (?:\w+ ){0,4}failed)\b",
        re.IGNORECASE,
    ),
    CheckReason.LAW: re.compile(
        r"\b(?:laws?|legal|illegal|illegally|unlawful|bills?|courts?|judges?|ruled|ruling|convicted|charged"
        r"|acquitted|sentenced|signed|treaty|contracts?|licen[cs]es?|permits?|banned|vot(?:e|es|ed)|elected|elections?"
        r"|ballots?|parliament"
        r"|amendments?|fraud|corruption)\b",
        re.IGNORECASE,
    ),
    CheckReason.PREDICTION: re.compile(
        r"(?:\b(?:will|shall|won[’']t|is going to|are going to|am going to|is set to|are set to|is expected to|are expected to"
        r"|expects?|forecasts?|predicts?|by 20[3-9]\d|next (?:week|month|year|spring|summer|autumn|winter)|tomorrow)|\w[’']ll)\b",
        re.IGNORECASE,
    ),
    CheckReason.OPINION: re.compile(
        r"\b(?:should|ought|must not|mustn[’']t|(?:we|they|you|he|she|government) must|disaster|disgrace\w*|shame\w*|mistake"
        r"|nonsense|absurd|ridiculous|outrage\w*|unacceptable|unfair|wonderful|beautiful|terrible|horrible|awful"
        r"|brilliant|fantastic|great|good|bad|wrong|right thing|important|proud|love|hate|hope|i (?:think|believe|feel)"
        r"|in my (?:view|opinion)|deserves?|worthy|stupid"
        r"|foolish|cruel|heartbreaking|tragic|tragedy|insult|scandal(?:ous)?|betrayal)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
_BACKSHIFTED = re.compile(r"\bwould(?:n[’']t)?\b(?! have\b)", re.IGNORECASE)


def worth_of(words: str, *, is_reported: bool) -> tuple[float, tuple[CheckReason, ...]]:
    """0..1 and the reasons, in the order of CheckReason. is_reported: indirect, so that “would” is a “will” that was said."""
    reasons = [reason for reason in CheckReason if _shows(reason, words, is_reported=is_reported)]
    worth = _START + sum(_GAINS.get(reason, 0.0) for reason in reasons)
    worth = min(1.0, worth)
    for reason in reasons:
        worth *= _SHARES.get(reason, 1.0)
    return round(worth, 2), tuple(reasons)


def _shows(reason: CheckReason, words: str, *, is_reported: bool) -> bool:
    if reason is CheckReason.EVENT:
        return all(sign.search(words) for sign in (_DATE, _PLACE, _PAST))
    if reason is CheckReason.PREDICTION and is_reported and _BACKSHIFTED.search(words):
        return True
    return _SIGNS[reason].search(words) is not None
