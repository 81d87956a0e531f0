"""When the author's files came in and last changed: days of commits, by path from the project's root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Change:
    """The days (ISO 8601) on which a file was first and last committed."""

    added: str
    changed: str


History = Mapping[str, Change]
UNKNOWN: History = MappingProxyType({})
