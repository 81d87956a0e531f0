"""Which statements a reader asks for: under these topics, by these sources, from this date on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_tools.model.dates import Moment


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for. Names of one kind widen it, kinds narrow it: (one topic or another) and (one source or another).

    A kind without names leaves all in. `since` is held against the date of the source: it came out then or later; a source
    without a date is left out.
    """

    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: Moment | None = None
