"""The first files of a dossier, a source, a topic or a brief: each valid as it stands, with comments on what to do with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.editing import Edit, front_matter
from build_tools.editing.front_matter import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from build_tools.model.prose import Cues
    from build_tools.model.taxonomy import PlannedFamily

File = tuple[str, str]

_CONFIG = """\
# The dossier's settings. Build it with `dossier build`; write with `mkdocs serve`.
site_name: {name}
# Where it will be published; addresses in exports and citations need it.
site_url: ""
docs_dir: docs
site_dir: site
# The built folder then opens from a disk, without a server.
use_directory_urls: false

theme:
  name: material
  language: en
  font: false
  features: [navigation.tabs, navigation.indexes, navigation.prune, navigation.top, toc.follow, search.highlight]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {{icon: material/weather-night, name: Switch to dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle: {{icon: material/weather-sunny, name: Switch to light}}

extra:
  generator: false

plugins:
  - search
  - dossier:
      # The folder of the source texts as you got them. They are other people's work: it is kept out of version control.
      originals: originals
      lang: en-GB
      # The most words of one quotation, and of all quotations from one source, where a source is not open.
      quote_words: 40
      quote_total: 300
      # true publishes drafts as well; the live preview shows them anyway.
      drafts: false
      # true sets PDFs of all topics and briefs beside the pages.
      pdf: false
"""
_BIB = """\
% The bibliography, in BibLaTeX. `dossier add FILE` appends an entry for each source; a reference manager's export serves as well.
"""
_IGNORED = """\
/site/
/.cache/
"""
_KEPT_OUT = """\
# The originals are other people's work: keep them out of version control.
*
!.gitignore
"""
_PROPOSITIONS = """\
# Sentences that a source can assert, qualify or deny. A statement takes a stance by stance="tides-rise=asserts".
#   - id: tides-rise
#     text: The tides of the lower basin have risen since 1950.
#     topics: [water/floods]
propositions: []
"""
_EVENTS = """\
# What happened and when, for the timeline. A statement speaks of an event by events="great-flood".
#   - {id: great-flood, date: 1953-02-01, title: The great flood}
events: []
"""
_NAMES = """\
# People, states and organisations of the index, with other forms under which they are found.
#   - {name: Ada Moor, also: [Moor], note: harbour engineer}
people: []
states: []
organisations: []
"""
_README = """\
# {name}

A dossier: source texts, taken apart statement by statement, under topics. `mkdocs.yml` holds its settings.

1. `dossier add FILE` takes in a source: its text goes to `originals/`, an entry to `references.bib`, a draft to `sources/`.
2. `mkdocs serve` shows the pages while you write. In the draft, replace each TODO by what the passage says, in your own words, \
and take out what you do not need; then do what stands under `todo`, and set `status: reviewed`.
3. `docs/topics/` holds the topics: write what the sources say together; every sentence cites, `[@key, para. 3]`, or is marked as \
your own, `[…]{{.analysis}}`.
4. `dossier check` says everything that is wrong; `dossier build` makes the site, in `site/`.

`dossier new topic FAMILY/NAME` and `dossier new brief NAME` start a page.
"""


def dossier(name: str, families: Sequence[PlannedFamily], question: str) -> Iterator[File]:
    """Yield the files of a new dossier, with a page for each family and topic of a plan."""
    yield "mkdocs.yml", _CONFIG.format(name=written(name))
    yield "references.bib", _BIB
    yield ".gitignore", _IGNORED
    yield "originals/.gitignore", _KEPT_OUT
    yield "README.md", _README.format(name=name)
    for file, text in (("propositions", _PROPOSITIONS), ("events", _EVENTS), ("names", _NAMES)):
        yield f"sources/{file}.yaml", text
    yield "docs/index.md", _landing(name, question, [one.name for one in families])
    for one in families:
        yield from family(one)


def family(plan: PlannedFamily) -> Iterator[File]:
    """Yield the page of a family, and one for each of its topics."""
    groups = [
        f"  - group: {written(branch.title)}\n    topics: {written([leaf.name for leaf in branch.leaves])}"
        for branch in plan.branches
    ]
    lines = (
        "---",
        f"title: {written(plan.title)}",
        f"question: {written(plan.question or _asked(plan.title))}",
        f"definition: {written(plan.definition or _told(plan))}",
        "# The topics in reading order, in groups.",
        *(("topics:", *groups) if groups else ("topics: []",)),
        "---",
        "",
    )
    yield f"docs/topics/{plan.name}/index.md", "\n".join(lines)
    for branch in plan.branches:
        for leaf in branch.leaves:
            yield topic(f"{plan.name}/{leaf.name}", leaf.title, leaf.question, leaf.definition, leaf.cues)


def topic(name: str, title: str, question: str = "", definition: str = "", cues: Cues | None = None) -> File:
    """Return the page of a topic, `family/name`."""
    held = (
        [(kind, words) for kind, words in (("strong", cues.strong), ("cues", cues.cues), ("context", cues.context)) if words]
        if cues
        else []
    )
    told = "".join(f"\n  {kind}: {written(words)}" for kind, words in held)
    lines = (
        "---",
        f"title: {written(title)}",
        f"question: {written(question or _asked(title))}",
        f"definition: {written(definition or f'What belongs under {title}.')}",
        "# Words that speak for the topic when a new text is read: strongly, plainly, or beside others.",
        f"cues:{told}" if told else "# cues: {strong: [spring tide*], cues: [tide], context: [moon]}",
        "# related: [family/topic]",
        "---",
        "",
    )
    return f"docs/topics/{name}.md", "\n".join(lines)


def source(path: str, *, pages: bool) -> File:
    """Return a digest whose original is not at hand; its places are pages or paragraphs."""
    at = "p. 1" if pages else "para. 1"
    lines = (
        "---",
        "status: draft  # reviewed, once it has been read against the source",
        "rights: restricted  # or open, and then licence: CC-BY-4.0",
        "# label: a short name for tables and notes, such as Moor 2020",
        "# about: who wrote it, in which capacity, where and when",
        "# silent: [a-proposition]  # on which it says nothing",
        "todo:",
        '  - "read it, and write what it says in place of TODO, statement by statement, each with where it stands"',
        "---",
        "## The name of a section",
        "",
        f'{{at="{at}"}}',
        "TODO",
        "",
    )
    return path, "\n".join(lines)


def brief(name: str, title: str, topics: Sequence[str]) -> File:
    """Return the page of a brief."""
    lines = (
        "---",
        f"title: {written(title)}",
        "audience: readers with five minutes  # whom it is for, and what they have to decide",
        "question: What should they know, and what can they do?",
        f"topics: {written(topics)}",
        "# The most pages it may fill on paper; `dossier brief NAME -o FILE` says what to cut.",
        "pages: 2",
        "paper: a4",
        "# judgements:",
        "#   - claim: The tides have risen.  # its prose stands under a heading of the same words",
        "#     id: tides-risen",
        "#     confidence: moderate",
        "#     reason: Two sources measured them.",
        "---",
        "## Bottom line",
        "",
        "[The answer in a few sentences comes here.]{.analysis}",
        "",
        "## What would change this view",
        "",
        "[What to watch for comes here.]{.analysis}",
        "",
    )
    return f"docs/briefs/{name}.md", "\n".join(lines)


def in_family(index: str, name: str) -> Edit:
    """List one more topic on a family's page, in its last group. Raises ValueError where there is none."""
    return front_matter.item(index, ("topics", -1, "topics"), name)


def in_menu(landing: str, name: str) -> Edit | None:
    """List one more family on the first page; None where that lists none."""
    try:
        return front_matter.item(landing, ("families",), name)
    except ValueError:
        return None


def slug(name: str) -> str:
    """Return a name as a file can have it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _landing(name: str, question: str, families: Sequence[str]) -> str:
    lines = (
        "---",
        f"title: {written(name)}",
        f"question: {written(question)}",
        "# The families of topics in the order of the menu: folders of docs/topics.",
        f"families: {written(families)}",
        "# judgements:",
        "#   - claim: The tides have risen.  # its prose stands below, under a heading of the same words",
        "#     id: tides-risen",
        "#     confidence: moderate  # high, moderate or low",
        "#     reason: Two sources measured them.",
        "---",
        "This dossier takes its sources apart, statement by statement. Every sentence of it opens the passage it rests on.",
        "",
    )
    return "\n".join(lines)


def _asked(title: str) -> str:
    return title if title.endswith("?") else f"{title}: what do the sources say?"


def _told(plan: PlannedFamily) -> str:
    titles = [branch.title for branch in plan.branches if branch.title != plan.title]
    return f"{plan.title}: {'; '.join(titles)}." if titles else f"What belongs under {plan.title}."
