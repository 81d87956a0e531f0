"""Tell a page's furniture by its elements, classes and ids: navigation, newsletter boxes, share lines, comments, pull quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
# The kind, and the words of a class or an id that give it away; the first that fits counts.
_CLASSES = tuple(
    (kind, re.compile(rf"(?:^|-)(?:{words})(?:-|$)"))
    for kind, words in (
        ("pull-quote", "pull-?quotes?|pq|quote-(?:callout|highlight)|callout-quote"),
        ("newsletter", "newsletters?|subscribe|subscription|sign-?up|mailing|mailchimp|mc-embed"),
        (
            "widget",
            "cookies?|consent|gdpr|share|sharing|social|sharedaddy|addtoany|print-(?:button|link)|advert\\w*|ads?|sponsor\\w*",
        ),
        ("comment", "comments?|disqus|respond"),
        (
            "navigation",
            "related|recommend\\w*|recirc|read-(?:next|more|also)|more-(?:from|on|stories)|trending|most-(?:read|popular)",
        ),
        ("navigation", "nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|masthead|sidebar|skip-link|toc|table-of-contents"),
        ("navigation", "site-(?:header|footer)|page-(?:header-nav|footer)|promo|teasers?"),
        ("caption", "caption|wp-caption-text|figcaption"),
        ("credit", "(?:photo|image|media)-credits?|credits?|attribution"),
        ("author", "author-(?:bio|box|info|card|profile|description)|about-(?:the-)?authors?|bio|biography|contributors?"),
        ("byline", "bylines?|authors?|author-name|vcard"),
        ("date", "dates?|pub-?date|published|dateline|entry-date|timestamp"),
        ("back-matter", "tags?|tag-list|keywords|filed-under|categor(?:y|ies)"),
        ("disclaimer", "disclaimers?"),
    )
)
_TAGS = {"nav": "navigation", "aside": "widget", "figcaption": "caption", "form": "widget", "button": "widget", "select": "widget",
         "label": "widget", "textarea": "widget", "dialog": "widget", "menu": "navigation"}  # fmt: skip
_ROLES = {"navigation": "navigation", "search": "widget", "complementary": "widget", "contentinfo": "navigation",
          "dialog": "widget", "doc-pullquote": "pull-quote", "doc-toc": "navigation"}  # fmt: skip
_STANDFIRST = re.compile(r"(?:^|-)(?:standfirst|dek|deck|lede|lead|intro|introduction|abstract|summary|subtitle|strapline)(?:-|$)")
_MASS = 0.35
_FEW = 600


def names(element: HtmlElement) -> tuple[str, ...]:
    """Return the classes and the id of an element, each in lower case with hyphens between its words."""
    given = (*element.get("class", "").split()[:20], element.get("id", ""))
    return tuple("-".join(_WORD.findall(name[:80])).casefold() for name in given if name)


def is_standfirst(element: HtmlElement) -> bool:
    """Tell whether an element calls itself the lines between title and text."""
    return element.tag in {"p", "div", "h2"} and any(_STANDFIRST.search(name) for name in names(element))


def furniture(element: HtmlElement, mass: int) -> tuple[str, str] | None:
    """Return what kind of furniture an element is, and by which rule. `mass` is the length of all the page's text."""
    kind, rule = _said(element)
    if not kind or (kind != "pull-quote" and _holds_the_text(element, kind, mass)):
        return None
    return kind, rule


def _said(element: HtmlElement) -> tuple[str, str]:
    if element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", ""):
        return "widget", "hidden on the page"
    for name in names(element):
        for kind, pattern in _CLASSES:
            if pattern.search(name):
                return kind, f"class or id {name}"
    role = _ROLES.get(element.get("role", ""), "")
    if role:
        return role, f"role {element.get('role')}"
    if element.tag in {"div", "section"} and any(one.get("type") == "email" for one in element.iter("input")):
        return "newsletter", "a box that asks for an address"
    if element.tag in {"header", "footer"} and not any(one.tag in {"article", "main"} for one in element.iterancestors()):
        return "navigation", f"element {element.tag}"
    return _TAGS.get(element.tag, ""), f"element {element.tag}"


def _holds_the_text(element: HtmlElement, kind: str, mass: int) -> bool:
    """Tell whether an element holds the title or much of the text, so that its class says nothing of what is in it."""
    if element.tag in {"html", "body", "main", "article"} or next(element.iter("h1", "main"), None) is not None:
        return True
    linked = sum(length(one) for one in element.iter("a"))
    return kind != "comment" and length(element) - linked > max(_MASS * mass, _FEW)


def length(element: HtmlElement) -> int:
    """Return how many characters of text an element holds."""
    return sum(len(piece) for piece in element.itertext())
