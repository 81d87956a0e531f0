"""Web pages of five kinds, as content management systems write them, around the same report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.taken_in.words import (
    AUTHORS,
    FRAME,
    HEADINGS,
    MARKED,
    NOTES,
    PARAGRAPHS,
    PULLED,
    TABLE,
    TITLE,
    Expected,
    Input,
    known,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LETTER, _RELATED, _COMMENT, _COOKIES, _LIFE, _IMPRINT = FRAME


def inputs() -> Iterator[Input]:
    """Yield the pages."""
    full = known(title=TITLE, authors="; ".join(AUTHORS), institution="Orrin Courier", date="2021-05-04", language="en",
                 address="https://courier.example/tide-mills")  # fmt: skip
    yield Input("HTML", "article in a blog system's frame, with comments", "cms.html", _article().encode(), Expected(metadata=full))
    institute = known(title=TITLE, authors="; ".join(AUTHORS), institution="Estuary Institute", date="2021-05", language="en")
    yield Input(
        "HTML",
        "report with notes and a table",
        "report.html",
        report().encode(),
        Expected(notes=NOTES, table=True, metadata=institute),
    )
    post = known(title=TITLE, authors=AUTHORS[0], institution="Water Letters", date="2021-05-04", language="en")
    yield Input(
        "HTML",
        "blog, newsletter in mid-text, pull quotes, notes",
        "blog.html",
        _post().encode(),
        Expected(notes=NOTES, metadata=post),
    )
    saved = known(title=TITLE, authors=AUTHORS[0], date="2021-05-04", language="en", address="https://old.example/mills.htm")
    yield Input("HTML", "saved page of tables and menus, Windows-1252", "saved.htm", _saved(), Expected(metadata=saved))
    bare = known(title=TITLE, date="2009", language="en")
    yield Input("HTML", "page whose classes say nothing", "bare.html", _bare().encode(), Expected(metadata=bare))


def _body(paragraph: Callable[[str], str], heading: Callable[[str], str], marker: Callable[[int], str] | None = None,
          between: dict[int, str] | None = None) -> str:  # fmt: skip
    """Return the report as markup. `between` is put behind a paragraph, by its number from 0."""
    parts: list[str] = []
    for index, sentences in enumerate(PARAGRAPHS):
        if index in HEADINGS:
            parts.append(heading(HEADINGS[index]))
        note = marker(MARKED.index(index)) if marker and index in MARKED else ""
        parts.append(paragraph(" ".join(sentences) + note))
        parts.append((between or {}).get(index, ""))
    return "\n".join(parts)


def _menu(count: int) -> str:
    names = ("Home", "News", "Rivers", "Harbours", "Weather", "Tables of tides", "About us", "Contact", "Archive", "Shop")
    return "".join(f'<li class="menu-item"><a href="/{at}">{names[at % len(names)]}</a></li>' for at in range(count))


def _article() -> str:
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} - Orrin Courier</title>
<link rel="canonical" href="https://courier.example/tide-mills"><meta property="og:site_name" content="Orrin Courier">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebPage", "name": "{TITLE} - Orrin Courier"}}, {{"@type": "NewsArticle",
"headline": "{TITLE}", "author": [{{"@type": "Person", "name": "{AUTHORS[0]}"}}, {{"@type": "Person", "name": "{AUTHORS[1]}"}}],
"datePublished": "2021-05-04T06:00:00+01:00", "publisher": {{"@type": "Organization", "name": "Orrin Courier"}}}}]}}</script></head>
<body class="post-template single has-sidebar newsletter-popup"><div class="cookie-notice"><p>{
        _COOKIES
    }</p><button>Accept</button></div>
<header class="site-header"><h2 class="site-title">Orrin Courier</h2><nav class="main-navigation"><ul>{
        _menu(10)
    }</ul></nav></header>
<div id="content"><main><article class="post hentry"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta"><span class="byline">By <a href="/a">{AUTHORS[0]}</a> and <a href="/b">{AUTHORS[1]}</a></span>
<time class="entry-date" datetime="2021-05-04">4 May 2021</time></div></header>
<div class="sharedaddy sd-sharing"><ul><li><a>Share on Facebook</a></li><li><a>Tweet</a></li></ul></div><div class="entry-content">
{
        _body(
            lambda text: f"<p>{text}</p>",
            lambda text: f"<h2>{text}</h2>",
            between={
                1: '<figure class="wp-block-image"><img src="m.jpg"><figcaption class="wp-caption-text">'
                "The mill at low water. Photo: I. Renn</figcaption>"
                "</figure>",
                8: f'<div class="wp-block-jetpack-subscriptions"><p>{_LETTER}</p>'
                '<form><input type="email"><button>Go</button></form></div>',
            },
        )
    }
</div><div class="author-box"><h3>About the author</h3><p>{
        _LIFE
    }</p></div><footer class="entry-footer"><span class="tags-links">mills,
tides</span></footer></article><section class="related-posts"><h3>Related</h3><ul><li><a href="/ferry">{
        _RELATED
    }</a></li></ul></section>
<div id="comments" class="comments-area"><h3>2 thoughts on the mills</h3><ol><li><p>{_COMMENT}</p></li></ol></div></main>
<aside class="widget-area"><section class="widget"><h3>Most read</h3><ol><li><a href="/ferry">{
        _RELATED
    }</a></li></ol></section></aside></div>
<footer class="site-footer"><p>{_IMPRINT}</p><p>© 2021 Orrin Courier</p></footer></body></html>"""


def report() -> str:
    """Return the page of a report, with notes and a table."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    notes = "".join(
        f'<div id="ftn{at}"><p><a href="#ftnref{at}" name="ftn{at}">[{at}]</a> {note}</p></div>' for at, note in enumerate(NOTES, 1)
    )
    return f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><title>{TITLE} | Estuary Institute</title>
<meta name="citation_title" content="{TITLE}"><meta name="citation_author" content="Tregear, Hanna">
<meta name="citation_author" content="Oduya, Piers"><meta name="citation_publication_date" content="2021/05">
<meta name="citation_technical_report_institution" content="Estuary Institute"></head><body class="path-node page-node-type-report">
<a href="#main-content" class="visually-hidden skip-link">Skip to main content</a><header role="banner"><div class="region-header">
<a href="/">Estuary Institute</a></div><nav role="navigation"><ul>{_menu(7)}</ul></nav></header><div class="layout-container">
<div class="breadcrumb"><a href="/">Home</a> » <a href="/r">Reports</a></div><main role="main"><a id="main-content"></a>
<h1 class="page-title">{TITLE}</h1><div class="field field--name-field-authors">{AUTHORS[0]}, {AUTHORS[1]}</div>
<div class="toc"><h2>Contents</h2><ol><li><a href="#s0">Seven that remain</a></li>
<li><a href="#s1">What stopped them</a></li></ol></div>
<div class="field field--name-body field--type-text-with-summary">
{
        _body(
            lambda text: f"<p>{text}</p>",
            lambda text: f"<h3><strong>{text}</strong></h3>",
            lambda at: f'<a href="#ftn{at + 1}" name="ftnref{at + 1}"><sup>[{at + 1}]</sup></a>',
            {6: f'<table class="data"><caption>Table 1. Two ponds</caption>{rows}</table>'},
        )
    }
<hr><div class="footnotes">{
        notes
    }</div></div><div class="block-download"><a href="/r.pdf">Download the report (PDF)</a></div></main>
<aside class="region-sidebar" role="complementary"><p>{_LETTER}</p><a href="/ferry">{_RELATED}</a></aside></div>
<footer role="contentinfo"><p>{_IMPRINT}</p></footer></body></html>"""


def _post() -> str:
    letter = (
        f'<div class="subscription-widget-wrap"><div class="preamble"><p>{_LETTER}</p></div><form><input type="email"></form></div>'
    )
    notes = "".join(
        f'<div class="footnote"><a id="footnote-{at}" href="#footnote-anchor-{at}" class="footnote-number">'
        f'{at}</a><div class="footnote-content"><p>{note}</p></div></div>'
        for at, note in enumerate(NOTES, 1)
    )
    return f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE} - by {AUTHORS[0]} - Water Letters</title>
<meta property="og:title" content="{TITLE}"><meta name="author" content="{
        AUTHORS[0]
    }"><meta property="og:site_name" content="Water Letters">
<meta property="article:published_time" content="2021-05-04T05:00:00Z"></head>
<body><div id="entry"><div class="topbar"><a href="/">Water
Letters</a><a href="/archive">Archive</a><button>Subscribe</button><button>Sign in</button></div><div class="single-post">
<h1 class="post-title">{TITLE}</h1>
<h3 class="subtitle">Why seven old machines deserve one permit</h3>
<div class="byline-wrapper"><a href="/@h">{AUTHORS[0]}</a><div>May 4, 2021</div>
</div><div class="post-ufi"><a>12</a><a>Share</a></div><div class="available-content"><div class="body markup">
{
        _body(
            lambda text: f"<p>{text}</p>",
            lambda text: f'<h2 class="header-anchor-post">{text}</h2>',
            lambda at: f'<a class="footnote-anchor" id="footnote-anchor-{at + 1}" href="#footnote-{at + 1}">{at + 1}</a>',
            {
                3: letter,
                9: f'<div class="pullquote"><p>{PULLED}</p></div>',
                11: '<p class="button-wrapper"><a class="button">Share this post</a></p>',
            },
        )
    }
{notes}</div></div><div class="post-footer"><a>Like</a><a>Share</a></div><div class="comments"><p>{_COMMENT}</p></div>
<div class="recommended"><a href="/ferry">{_RELATED}</a></div></div><div class="footer"><p>{
        _IMPRINT
    }</p></div></div></body></html>"""


def _saved() -> bytes:
    text = _body(lambda text: f"{text}<br><br>", lambda text: f"<b>{text}</b><br><br>").replace("'", "’")
    page = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<!-- saved from url=(0029)https://old.example/mills.htm -->
<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>{
        TITLE
    }</title></head><body bgcolor="#ffffff">
<table width="100%"><tr><td colspan="2"><img src="mills_files/logo.gif"><font size="1">{
        " | ".join(f'<a href="https://old.example/{at}.htm">Page {at}</a>' for at in range(12))
    }</font></td></tr>
<tr><td width="160" valign="top"><ul>{_menu(20)}</ul><p><a href="https://old.example/ferry.htm">{_RELATED}</a></p></td>
<td valign="top"><h1>{TITLE}</h1><font size="2"><i>by {AUTHORS[0]}</i><br>4 May 2021<br><br>
{text}</font></td></tr><tr><td colspan="2"><font size="1">{_IMPRINT}</font></td></tr></table></body></html>"""
    return page.encode("cp1252")


def _bare() -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title></head><body><div class="css-1a"><div class="css-2b">
{"".join(f'<a class="css-3c" href="/{at}">Section {at}</a>' for at in range(9))}</div><div class="css-4d"><h1 class="css-5e">{
        TITLE
    }</h1><div class="css-6f">
{
        _body(
            lambda text: f'<div class="css-7g">{text}</div>',
            lambda text: f'<div class="css-8h"><b>{text}</b></div>',
            between={7: f'<div class="css-9i"><div>{_LETTER}</div><div><input type="email"><button>Send</button></div></div>'},
        )
    }
</div></div><div class="css-0j"><div>More from us</div><a href="/ferry">{_RELATED}</a></div><div class="css-1k"><div>{
        _IMPRINT
    }</div></div></div></body></html>"""
