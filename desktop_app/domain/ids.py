"""Identifiers of what is stored: random, short, safe in addresses and file names."""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u


def new_id() -> str:
    """16 characters with 80 random bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(16))
