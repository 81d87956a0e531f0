"""Find the notes of a page: numbers that lead to a place further down, the places they lead to, and notes in the margin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

_NUMBER = re.compile(r"\W{0,3}(\d{1,3}|[ivx]{1,6}|[a-z*†‡§])\W{0,3}", re.IGNORECASE)
_TARGET = re.compile(r"(?:fn|foot|end|note|ref|cite|ftn|edn|sdfoot|_)", re.IGNORECASE)
_MARGIN = re.compile(r"(?:^|\s)(?:side-?note|margin-?note|footnote-(?:content|text|body)|inline-?footnote)(?:\s|$)", re.IGNORECASE)
_CARRIERS = frozenset({"li", "p", "div", "dd", "aside", "td", "section", "tr", "dt"})


@dataclass(frozen=True, slots=True)
class Notes:
    """By element: the label of each marker, of each note, and the links that only lead back."""

    markers: Mapping[HtmlElement, str]
    words: Mapping[HtmlElement, str]
    back: frozenset[HtmlElement]
    margin: frozenset[HtmlElement]


def find(tree: HtmlElement) -> Notes:
    """Find the notes. A marker is a short number that leads to a later place; a link that leads to an earlier one leads back."""
    order = {element: index for index, element in enumerate(tree.iter())}
    places = {name: element for element in order for name in (element.get("id"), element.get("name")) if name}
    markers: dict[HtmlElement, str] = {}
    words: dict[HtmlElement, str] = {}
    back: set[HtmlElement] = set()
    for anchor in tree.iter("a"):
        target = places.get(anchor.get("href", "").rpartition("#")[2]) if "#" in anchor.get("href", "") else None
        if target is None:
            continue
        if order[target] < order[anchor]:
            if _leads_back(anchor, words):
                back.add(anchor)
        elif label := _label(anchor, target):
            markers[anchor] = label
            words.setdefault(_carrier(target), label)
    margin = frozenset(one for one in tree.iter("span", "small", "aside") if _MARGIN.search(one.get("class", "")))
    return Notes(markers, words, frozenset(back), margin)


def _label(anchor: HtmlElement, target: HtmlElement) -> str:
    match = _NUMBER.fullmatch(anchor.text_content().strip())
    raised = anchor.getparent() is not None and (anchor.getparent().tag == "sup" or anchor.find(".//sup") is not None)
    noted = raised or "noteref" in f"{anchor.get('role')}{anchor.get('class')}{anchor.get('{http://www.idpf.org/2007/ops}type')}"
    named = _TARGET.search(target.get("id") or target.get("name") or "")
    return match[1] if match and (noted or (named and match[1].isdigit())) else ""


def _carrier(target: HtmlElement) -> HtmlElement:
    """Return the element that holds the words of a note: its target, or the block around it."""
    if target.tag in _CARRIERS:
        return target
    return next((one for one in target.iterancestors() if one.tag in _CARRIERS), target)


def _leads_back(anchor: HtmlElement, words: Mapping[HtmlElement, str]) -> bool:
    """Tell whether a link in a note is only an arrow or the note's own number."""
    text = anchor.text_content().strip()
    within = next((words[one] for one in anchor.iterancestors() if one in words), None)
    return within is not None and (not re.search(r"[^\W\d_]{3}", text) or "back" in text.casefold())
