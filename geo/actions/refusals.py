from __future__ import annotations


class Refusal(Exception):
    """Something must not be done; its text says why and what to do, for the person who tried."""
