"""What the window of who said what calls its lines and figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.shares import Basis, By, Line, LineKind, Measure, Share, Shares
from desktop_app.ui.numbers import counted, number


def _tr(text: str) -> str:
    return QCoreApplication.translate("WhoSaidWhat", text)


def line_words(line: Line, by: By) -> str:
    match line.kind:
        case LineKind.ALL:
            return _tr("All")
        case LineKind.OTHERS:
            return _tr("Earlier") if by is By.MONTH else _tr("Others")
        case LineKind.NONE:
            return _nothing(by)
        case LineKind.NAMED:
            return _known(line.label, by) or _nothing(by)


def _known(label: str, by: By) -> str:
    if by is By.KIND or (by is By.SPEAKER and label == "unnamed"):
        kinds = {
            "person": _tr("Persons"),
            "organisation": _tr("Organisations"),
            "group": _tr("Groups"),
            "unnamed": _tr("Unnamed sources"),
        }
        return kinds.get(label, label)
    return label


def _nothing(by: By) -> str:
    match by:
        case By.SPEAKER | By.KIND:
            return _tr("Unattributed")
        case By.OUTLET:
            return _tr("No outlet")
        case By.TOPIC:
            return _tr("No topic")
        case By.ARTICLE:
            return _tr("Untitled article")
        case By.MONTH:
            return _tr("No date")


def measured(count: int, measure: Measure) -> str:
    """“27 quotations”."""
    match measure:
        case Measure.STATEMENTS:
            return counted(count, _tr("1 statement"), _tr("%1 statements"))
        case Measure.QUOTATIONS:
            return counted(count, _tr("1 quotation"), _tr("%1 quotations"))
        case Measure.WORDS:
            return counted(count, _tr("1 word"), _tr("%1 words"))


def basis_in_words(basis: Basis, measure: Measure) -> str:
    """“27 quotations in 12 articles; 3 unattributed”."""
    articles = counted(basis.articles, _tr("1 article"), _tr("%1 articles"))
    words = _tr("{0} in {1}; {2} unattributed")
    return words.format(measured(basis.amount.of(measure), measure), articles, number(basis.unattributed.of(measure)))


def kind_words(kind: AttributionKind) -> str:
    match kind:
        case AttributionKind.DIRECT:
            return _tr("direct")
        case AttributionKind.MIXED:
            return _tr("mixed")
        case AttributionKind.INDIRECT:
            return _tr("indirect")


def part_words(shares: Shares, share: Share, measure: Measure) -> str:
    """A share in whole per cent, or that it is less than one."""
    part = 100 * shares.part(share, measure)
    return _tr("< 1 %") if 0 < part < 1 else _tr("{0} %").format(number(round(part)))


def share_words(shares: Shares, share: Share, measure: Measure) -> str:
    """All about one voice, as it is said by a screen reader."""
    kinds = (f"{number(share.of_kind(kind).of(measure))} {kind_words(kind)}" for kind in AttributionKind)
    first = _tr("first at {0} % of the article").format(round(100 * share.first))
    name = line_words(share.line, shares.by)
    size = measured(share.amount.of(measure), measure)
    return ", ".join((name, size, part_words(shares, share, measure), *kinds, first))
