"""Identifiers of what is stored: random, short, safe in addresses and file names."""

from __future__ import annotations

import base64
import secrets

_ALPHABET = b"0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_OURS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET)


def new_id() -> str:
    """16 characters with 80 random bits."""
    return base64.b32encode(secrets.token_bytes(10)).translate(_OURS).decode("ascii")
