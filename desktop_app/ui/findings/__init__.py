"""The panel at the right: speakers, claims and topics, filtered together."""

from desktop_app.ui.findings.panel import FindingsPanel

__all__ = ["FindingsPanel"]
