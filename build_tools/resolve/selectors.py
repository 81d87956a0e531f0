"""Make the selector of a passage: the fewest words at each end by which it is found again, once, in the whole body.

After the W3C Web Annotation Data Model, section 4.2.4: a start and an end, and words before or after only where these are needed.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from build_tools.model.dossier import Selector
from build_tools.model.evidence import Standing
from build_tools.model.words import forms
from build_tools.resolve.passages import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.locators import Locator
    from build_tools.resolve.passages import Searchable

FEWEST, MOST = 2, 4
_SLIDE = 6


def selector(text: str, body: Searchable, first: int, last: int, locator: Locator) -> Selector | None:
    """Return the selector of the words from `first` up to `last`, counted in the body; None where no few words are enough.

    `text` is what the body was made from. What is returned was looked for as the build will look for it, and found there. Where
    the very first or last words are not enough, a start or an end a few words further in has to do.
    """
    furthest = min(_SLIDE, (last - first - 1) // 2)
    inwards = sorted(product(range(furthest + 1), repeat=2), key=sum)
    made = (_exact(text, body, first + low, last - high, locator) for low, high in inwards)
    return next((one for one in made if one), None)


def _exact(text: str, body: Searchable, first: int, last: int, locator: Locator) -> Selector | None:
    start = _start(body, first, last)
    if start is None:
        return None
    count, before = start
    typed = _typed(text, body, first, first + count)
    preceding = _typed(text, body, first - before, first) if before else ""
    for end, after in _ends(body, first + count, last):
        ending = _typed(text, body, last - end, last) if end else ""
        following = _typed(text, body, last, last + after) if after else ""
        made = Selector(typed, ending, preceding, following)
        found = find(body, made, locator)
        if (
            found.standing is Standing.FOUND
            and found.passage
            and _is_all(body, found.passage.start, found.passage.end, first, last)
        ):
            return made
    return None


def _start(body: Searchable, first: int, last: int) -> tuple[int, int] | None:
    """Return how many words the start needs, and how many before it: those before are the last resort."""
    most = min(MOST, last - first)
    fewest = min(FEWEST, most)
    for before, count in product(range(min(MOST, first) + 1), range(fewest, most + 1)):
        if _is_unique(body, first - before, first + count):
            return count, before
    return None


def _ends(body: Searchable, start: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield how many words the end may have, and how many after it, the fewest first; no end where the start is all."""
    left = last - start
    if not left:
        yield 0, 0
    for after, count in product(range(min(MOST, len(body.forms) - last) + 1), range(min(FEWEST, left), min(MOST, left) + 1)):
        if count:
            yield count, after


def _is_unique(body: Searchable, low: int, high: int) -> bool:
    """Tell whether a run of words stands once in the body. The rarest of them is looked up."""
    run = body.forms[low:high]
    step = min(range(len(run)), key=lambda index: len(body.places[run[index]]))
    found = (at for at in body.places[run[step]] if at >= step and body.forms[at - step : at - step + len(run)] == run)
    next(found)
    return next(found, None) is None


def _is_all(body: Searchable, start: int, end: int, first: int, last: int) -> bool:
    return body.spans[first][0] == start and body.spans[last - 1][1] == end


def _is_balanced(words: str) -> bool:
    """Tell whether no bracket or quotation mark is opened and not closed, or closed and not opened."""
    return "‘" not in words and all(words.count(opening) == words.count(closing) for opening, closing in ("()", "[]", "“”", "«»"))


def _typed(text: str, body: Searchable, low: int, high: int) -> str:
    """Return words as they stand in the text, with what stands between them where that changes nothing."""
    whole = " ".join(text[body.spans[low][0] : body.spans[high - 1][1]].split())
    if forms(whole) == body.forms[low:high] and not any(mark in whole for mark in '"{}\\') and _is_balanced(whole):
        return whole
    return " ".join(text[start:end] for start, end in body.spans[low:high])
