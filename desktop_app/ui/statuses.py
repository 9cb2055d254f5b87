"""The five statuses of a claim as a reader meets them: name, explanation, and a small sign whose shape tells it without colour."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from desktop_app.domain.corrections import ClaimStatus

SIGN = 14
"""Usual width and height of a sign, in device-independent pixels."""
_SCALES = (1, 2, 3)


def status_name(status: ClaimStatus) -> str:
    """As it stands in a list: “Supported”."""
    match status:
        case ClaimStatus.TO_CHECK:
            return _tr("To check")
        case ClaimStatus.SUPPORTED:
            return _tr("Supported")
        case ClaimStatus.DISPUTED:
            return _tr("Disputed")
        case ClaimStatus.REFUTED:
            return _tr("Refuted")
    return _tr("Unverifiable")


def status_explanation(status: ClaimStatus) -> str:
    """One line on when to give it."""
    match status:
        case ClaimStatus.TO_CHECK:
            return _tr("Nobody has looked into it yet.")
        case ClaimStatus.SUPPORTED:
            return _tr("Sources that do not depend on the speaker bear it out.")
        case ClaimStatus.DISPUTED:
            return _tr("Good sources contradict each other.")
        case ClaimStatus.REFUTED:
            return _tr("Good sources show that it is wrong.")
    return _tr("Nothing that could be found can settle it.")


def draw_status(painter: QPainter, square: QRectF, status: ClaimStatus, ink: QColor, paper: QColor) -> None:
    """The sign of a status: a ring; a full disc with a tick; a disc that is half full; a full square with a cross; a dashed ring
    with a question mark. `paper` is what the sign stands on."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(square.width(), square.height())
    painter.translate(square.center().x() - side / 2, square.center().y() - side / 2)
    painter.scale(side / SIGN, side / SIGN)
    _SIGNS[status](painter, ink, paper)
    painter.restore()


def status_icon(status: ClaimStatus, ink: QColor, paper: QColor) -> QIcon:
    """The sign as an icon for menus, boxes and buttons."""
    return _icon(status, ink.rgb(), paper.rgb())


@lru_cache(maxsize=64)
def _icon(status: ClaimStatus, ink: int, paper: int) -> QIcon:
    made = QIcon()
    for scale in _SCALES:
        pixmap = QPixmap((SIGN + 2) * scale, (SIGN + 2) * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_status(painter, QRectF(scale, scale, SIGN * scale, SIGN * scale), status, QColor(ink), QColor(paper))
        painter.end()
        made.addPixmap(pixmap)
    return made


# Each drawn in a square of SIGN × SIGN ---------------------------------------------------------------------------------

_RING = QRectF(1.5, 1.5, SIGN - 3, SIGN - 3)
_DISC = QRectF(0.75, 0.75, SIGN - 1.5, SIGN - 1.5)


def _draw_ring(painter: QPainter, ink: QColor, paper: QColor) -> None:  # noqa: ARG001  all signs are drawn alike
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_RING)


def _draw_tick(painter: QPainter, ink: QColor, paper: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(_DISC)
    painter.setPen(_stroke(paper))
    painter.drawPolyline([QPointF(4.1, 7.3), QPointF(6.2, 9.5), QPointF(10, 4.9)])


def _draw_half(painter: QPainter, ink: QColor, paper: QColor) -> None:
    _draw_ring(painter, ink, paper)
    half = QPainterPath(QPointF(SIGN / 2, 1.5))
    half.arcTo(_RING, 90, 180)
    half.closeSubpath()
    painter.fillPath(half, ink)


def _draw_cross(painter: QPainter, ink: QColor, paper: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(_DISC.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.setPen(_stroke(paper))
    painter.drawLine(QPointF(4.8, 4.8), QPointF(9.2, 9.2))
    painter.drawLine(QPointF(9.2, 4.8), QPointF(4.8, 9.2))


def _draw_question(painter: QPainter, ink: QColor, paper: QColor) -> None:  # noqa: ARG001
    dashed = QPen(ink, 1.3)
    dashed.setDashPattern([1.8, 1.6])
    dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(dashed)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_RING)
    hook = QPainterPath(QPointF(5.4, 5.5))
    hook.cubicTo(QPointF(5.5, 3.3), QPointF(8.7, 3.4), QPointF(8.6, 5.4))
    hook.cubicTo(QPointF(8.5, 6.7), QPointF(7, 6.6), QPointF(7, 8.1))
    stroke = _stroke(ink)
    stroke.setWidthF(1.4)
    painter.setPen(stroke)
    painter.drawPath(hook)
    painter.drawPoint(QPointF(7, 10.2))


def _stroke(colour: QColor) -> QPen:
    pen = QPen(colour, 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


_SIGNS = {
    ClaimStatus.TO_CHECK: _draw_ring,
    ClaimStatus.SUPPORTED: _draw_tick,
    ClaimStatus.DISPUTED: _draw_half,
    ClaimStatus.REFUTED: _draw_cross,
    ClaimStatus.UNVERIFIABLE: _draw_question,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Statuses", text)
