"""Finds who said what: quotations, speakers, claims and topics. Pure functions of a text and its blocks."""

from desktop_app.analysis.engine import ENGINE, ENGINE_VERSION, analyse

__all__ = ["ENGINE", "ENGINE_VERSION", "analyse"]
