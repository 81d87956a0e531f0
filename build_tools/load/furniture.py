"""The wording by which the furniture of a copied page is known: menus, newsletter boxes, share lines, credits, disclaimers."""

from __future__ import annotations

import re

_NEWSLETTER = (
    r"\bnewsletters?\b|\bmailing list\b|^(?:subscribe|sign up)\b|\bsubscribe (?:to|now|today|here|for)\b"
    r"|\bsign up (?:for|here|now|to (?:our|get|receive))\b"
)

_FOOTER = (
    r"^(?:privacy(?: policy| notice)?|terms(?: (?:of use|of service|and conditions|& conditions))?|cookie policy|careers|press"
    r"|accessibility|site ?map|help|faqs?|legal notice|imprint|impressum|my account|donate)$"
)

# kind, most words a line of it has, pattern; only tried on lines that are not plainly prose.
FURNITURE: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (kind, most, re.compile(pattern, re.IGNORECASE))
    for kind, most, pattern in (
        ("newsletter", 30, _NEWSLETTER),
        # The dots of a table of contents, before the page's number.
        ("navigation", 400, r"(?:\. ?){6,}[\divxl]{1,5}(?:\W|$)"),
        ("newsletter", 12, r"^(?:enter )?(?:your )?e-?mail(?: address)?\W*$"),
        ("newsletter", 25, r"\bin(?:to|side)? your (?:inbox|mailbox)\b"),
        ("navigation", 12, r"^(?:search\b|menu$|(?:skip|jump) to|share\b|print$|home$|read more|download\b|table of contents)"),
        ("navigation", 6, r"^(?:contents|on this page|in this article|log ?in|sign in|register|contact(?: us)?|about(?: us)?)$"),
        (
            "navigation",
            10,
            r"^(?:back to top|continue reading|load more|view all|see all|next article|previous article|show more)\b",
        ),
        ("navigation", 12, r"^(?:home|start) ?[>›»/|]"),
        (
            "navigation",
            12,
            r"^(?:also read|read also|read this(?: next)?|watch|listen|see more|don't miss)\b ?:|^follow (?:us|me|@)",
        ),
        ("navigation", 4, _FOOTER),
        ("date", 8, r"^(?:updated |published |posted )?\d{1,3} (?:minutes?|hours?|days?|weeks?|months?) ago$"),
        ("caption", 40, r"^(?:figure|fig\.|table|chart|map|graph|exhibit) ?\d{1,3} ?[.:|–—-]"),
        ("credit", 25, r"^sources?: "),
        (
            "widget",
            45,
            r"\b(?:we|this (?:web)?site) uses? cookies\b|\bcookies? (?:policy|settings|preferences)\b|\baccept (?:all )?cookies\b",
        ),
        ("widget", 4, r"^(?:accept(?: all)?|reject(?: all)?|manage (?:preferences|settings|cookies))$"),
        (
            "widget",
            10,
            r"^(?:(?:share|tweet|post|save|e-?mail|print|copy link|whatsapp|facebook|twitter|linkedin|reddit|x)\W*){1,10}$",
        ),
        (
            "widget",
            8,
            r"^\W*(?:estimated )?(?:reading time:? )?\d{1,3}[ -]min(?:ute)?s?(?: read)?\W*$|^\d+ (?:comments?|shares?|views)$",
        ),
        ("credit", 12, r"^(?:copyright|©|photo|image|picture)\b\s*:?|\b(?:AFP|Getty|Alamy|Reuters|Shutterstock)\W*$"),
        ("credit", 20, r"^(?:photo(?:graph)?|image|picture|illustration)s?(?: credit)?s?(?: by\b|:|: ?©)|\bGetty Images\b"),
        ("back-matter", 25, r"^(?:©|\(c\)|copyright)\b.*\b(?:rights reserved|\d{4})|\ball rights reserved\b"),
        ("navigation", 12, r"^(?:explore|related|you may also|you might also|see also|more on|more from|further reading|latest)\b"),
        (
            "navigation",
            6,
            r"^(?:most (?:read|popular|viewed)|recommended(?: for you)?|trending(?: now)?|read next|up next|also read)\b",
        ),
        ("invitation", 60, r"\b(?:a (?:short )?pitch|write for us|guidelines for (?:contributors|authors))\b"),
        ("series", 30, r"\bthis is a live (?:product|document)\b|\bas they become available\b|\bpart of (?:a|our) series\b"),
        ("navigation", 45, r"\b(?:platform|website|blog)\b.{0,40}\b(?:dedicated|devoted) to\b"),
        ("widget", 2, r"^(?:quotes?|advertise?ments?|tweet|share|video|listen|sponsored)$"),
        ("back-matter", 2, r"^(?:footnotes|endnotes|notes|references|tags|topics|authors?|bibliography|sources|filed under)$"),
        ("back-matter", 25, r"^(?:tags?|filed under|topics?|categor(?:y|ies)|keywords?): "),
        (
            "comment",
            4,
            r"^(?:\d+ )?comments?(?: \(\d+\))?$|^(?:leave|post|add) a (?:comment|reply)$|^join the (?:conversation|discussion)$",
        ),
        ("author", 4, r"^about the authors?$"),
        ("disclaimer", 60, r"\bviews expressed\b|\bdo(?:es)? not (?:necessarily )?(?:represent|reflect) (?:the|those)\b"),
    )
)
