"""The window of who said what: a matrix of speakers, and shares of voice."""

from __future__ import annotations

from desktop_app.ui.shares.window import WhoSaidWhat

__all__ = ["WhoSaidWhat"]
