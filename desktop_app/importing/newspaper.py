"""How newspapers write the small lines around an article: bylines, dates, datelines, credits, labels of an interview."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar enero gennaio janeiro januari",
            "february feb février februar febrero febbraio fevereiro februari",
            "march mar mars märz marzo março maart",
            "april apr avril abril aprile",
            "may mai mayo maggio maio mei",
            "june jun juin juni junio giugno junho",
            "july jul juillet juli julio luglio julho",
            "august aug août agosto augustus",
            "september sep sept septembre septiembre settembre setembro",
            "october oct octobre oktober octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec décembre dezember diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = re.compile(r"\d{4}")
_DATE = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}})(?:T[\d:.+Z-]*)?"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<month>{_MONTH}),?\s+(?:de\s+)?(?P<year>\d{{4}})\b"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b",
    re.IGNORECASE,
)
_TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_AROUND_DATE = re.compile(
    r"\b(?:(?:first |last )?(?:published|updated|posted|modified|issued)(?: on| at)?|on|at"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|[ap]\.?m\.?|GMT|UTC|BST|CES?T|E[SD]?T|P[SD]?T)(?!\w)",
    re.IGNORECASE,
)
_EDGES = " \t\n,;:|·•–—-/()"

_NAME_WORD = r"(?:[^\W\d_]\.|[^\W\d_a-zß-öø-ÿ][\w’'.-]*|(?:de|del|della|der|den|van|von|di|da|dos|du|la|le|al|el|bin|ibn|y|ap)\b)"
_NAMES = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,5}}"
_AND = r"(?:\s*,\s*(?:and\s+)?|\s+(?:and|&|und|et|y|e|en)\s+)"
_JOB = (
    r"(?:editor|correspondent|reporter|columnist|writer|analyst|critic|bureau chief|producer|staff|columnist|contributor"
    r"|commentator|presenter|journalist|agencies|news agency|fact[- ]checker)"
)
_BY = re.compile(
    rf"(?:[Bb]y|BY|[Ww]ords(?: by|:)|[Rr]eport by|[Ii]nterview by|[Ss]tory by|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor)\s+"
    rf"(?P<names>{_NAMES}(?:{_AND}{_NAMES})*)"
    rf"(?:(?:\s*[,|·–—-]\s*|\s+(?:in|at|for|of)\s+).{{1,60}})?"
)
_NAME_AND_JOB = re.compile(
    rf"(?P<names>{_NAMES}(?:{_AND}{_NAMES})*)\s*[,|·–—-]\s*(?:[\w’'-]+\s+){{0,5}}{_JOB}s?\b(?:\s+(?:in|at|for)\s+.{{1,40}})?",
)
_BARE_NAME = re.compile(
    rf"(?P<names>{_NAME_WORD}\s+{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,2}}(?:{_AND}{_NAMES})?)(?P<place>,?\s+(?:at|in|for)\s+(?:the\s+)?[^\W\d_a-zß-öø-ÿ][^.!?]{{1,60}})?"
)
_CREDIT = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|article|story|piece|coverage|dispatch)\w*\b.*"
    r"|(?:additional |extra )?(?:reporting|research)\b.*|reporting from\b.*)"
    r"|^\W*(?:(?:additional |further |extra )?(?:reporting|research|writing|editing|production|photographs?|photography|photos?"
    r"|pictures?|graphics?|illustrations?|translation|translated|compiled|edited|fact[- ]check(?:ed|ing)?)(?: and \w+)? by\b"
    r"|with (?:additional )?(?:reporting|files|agencies|material|contributions?) (?:by|from)\b|with agencies\b"
    r"|sources?:|©|\(c\)|copyright\b|all rights reserved"
    r"|(?:correction|clarification|editor[’']s note|update)\s*[:(–—]"
    r"|this (?:interview|conversation|transcript|discussion) (?:was|has been|is)(?: \w+ly)?"
    r" (?:edited|condensed|translated|shortened)\b"
    r"|this (?:article|story|report|piece|headline|text) (?:was|has been|is) (?:first |originally )?"
    r"(?:amended|updated|corrected|edited|published|changed|translated|produced|part)\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*(?:Q|A|Question|Answer|[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,3})\s*:(?:\s|$)"
    r"|\s*(?:Q|A)\.\s+\S|\s*[A-Z][A-Z’'.-]+(?:\s+[A-Z][A-Z’'.-]+){0,3}\s*[:–—]\s"
)
_LIST_ITEM = re.compile(r"\s*(?:[-*•·‣◦▪]|\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:\s+[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,3})"
    r"(?:,\s*[^\W\d_][\w. ]{0,30})?(?:\s*\([^)]{1,30}\))?\s*[–—-]{0,2}"
)
_OUTLET = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'&.-]*(?:\s+(?:[^\W\d_a-zß-öø-ÿ][\w’'&.-]*|of|the|and|de|la|des|der)){0,5}")
_OUTLET_NAME = re.compile(
    r"\b(?:Ledger|Courier|Times|Post|News|Herald|Gazette|Tribune|Journal|Chronicle|Observer|Press|Mail|Star|Standard|Mirror|Telegraph"
    r"|Examiner|Independent|Review|Echo|Argus|Mercury|Bulletin|Dispatch|Monitor|Sentinel|Globe|Daily|Weekly|Express|Advertiser"
    r"|Messenger|Register|Record|Reporter|Inquirer|Broadcasting|Radio|Wire|Sun|Voice)$"
)
_MAIL = re.compile(r"(?:From|To|Cc|Sent|Subject|Date|Reply-To|Betreff|Von|An|De|Objet|À)\s*:\s+\S.*", re.IGNORECASE)
_LONGEST = 160
"""Characters; no such line is longer, and longer ones are not searched."""


class DateLine(NamedTuple):
    """What a line such as “Verrin Courier, 3 March 2025” states."""

    published: str
    outlet: str


def iso_date(words: str) -> str:
    """The first date in the words as ISO 8601 (with the time, if that is ISO too), "" where there is none that is unambiguous."""
    match = _DATE.search(words[:_LONGEST])
    if match is None:
        return ""
    if match["iso"]:
        return match[0] if _real_date(*map(int, match["iso"].split("-"))) else ""
    month = _MONTHS.get((match["month"] or match["month2"] or "").rstrip(".").lower())
    if month is None:
        return ""
    return _real_date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))


def _real_date(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def date_line(line: str) -> DateLine | None:
    """The date, and the outlet where it is named beside it; None if the line says more than that."""
    line = line.strip()
    match = _DATE.search(line) if len(line) <= _LONGEST and _YEAR.search(line) else None
    if match is None:
        return None
    rest = _AROUND_DATE.sub(" ", _DATE.sub(" ", line)).strip(_EDGES + ".")
    if rest and not _OUTLET.fullmatch(rest):
        return None
    return DateLine(iso_date(line) or match[0], rest)


def is_date_line(line: str) -> bool:
    return date_line(line) is not None


def is_dateline(line: str) -> bool:
    """A dateline that is a line of its own: “VERRIN, March 3 (Tessel News) —”."""
    line = line.strip()
    return len(line) <= 80 and _DATELINE.fullmatch(line) is not None


def is_byline(line: str) -> bool:
    return byline_names(line) != ""


def byline_names(line: str) -> str:
    """The names in “By Hanne Dorval in Verrin” or “Hanne Dorval, political editor”; "" if it is no byline."""
    line = line.strip()
    if len(line) > _LONGEST or line.endswith((".", "!", "?", ":", ";")) or "\n" in line:
        return ""
    match = _BY.fullmatch(line) or _NAME_AND_JOB.fullmatch(line)
    return match["names"].strip() if match else ""


def bare_names(line: str) -> str:
    """The names in “Maebh Scanlon” or “Maebh Scanlon, at Ballinrea Circuit Court”; only its place can tell that it is a byline."""
    match = _BARE_NAME.fullmatch(line.strip()) if len(line) <= _LONGEST else None
    return match["names"] if match else ""


def is_outlet(line: str) -> bool:
    """“Calder City Ledger”: a line that holds nothing but the name of a newspaper."""
    return len(line.split()) <= 6 and _OUTLET.fullmatch(line) is not None and _OUTLET_NAME.search(line) is not None


def is_mail_header(line: str) -> bool:
    """“Subject: …”, as an e-mail's text begins when it is copied or saved."""
    return len(line) <= _LONGEST and _MAIL.fullmatch(line) is not None


def is_credit(line: str) -> bool:
    """“Tessel News’s Pell Ostrand contributed reporting.”, “Editing by …”, “This article was amended on …”, “© …”."""
    return len(line) <= 600 and _CREDIT.search(line) is not None


def is_speaker_label(line: str) -> bool:
    """“Q: …”, “VARGA: …”, “Ilse Varga: …”."""
    return _LABEL.match(line[:_LONGEST]) is not None


def is_list_item(line: str) -> bool:
    return _LIST_ITEM.match(line[:_LONGEST]) is not None


def iso_timestamp(words: str) -> str:
    """A full ISO 8601 date or timestamp as it stands, else the date that the words hold, else ""."""
    match = _TIMESTAMP.fullmatch(words.strip())
    return match[0] if match and iso_date(match[0]) else iso_date(words)
