"""The records of what editors wrote: sentences of syntheses, key judgements, briefs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.exports.search.record import AROUND, Record, of_sources, topic_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.pages import Edition
    from build_tools.model.prose import Prose, Sentence

_GAP = re.compile(r"\s+(?=[.,;:!?])")


def prose(edition: Edition) -> Iterator[Record]:
    """Yield every sentence that an editor wrote, and the claims of key judgements."""
    library = edition.library
    docs = f"{library.corpus.docs}/"
    landing = library.corpus.landing
    for judgement in landing.judgements if landing else ():
        told = f"Key judgement · confidence: {judgement.confidence}"
        path = landing.path.removeprefix(docs) if landing else ""
        yield Record("judgement", path, judgement.anchor, judgement.claim, told, judgement.reason, (), (("kind", "synthesis"),))
    for brief in library.briefs.values():
        path = f"briefs/{brief.name}.md"
        yield Record("brief", path, "", brief.title, f"Brief · for {brief.audience}", brief.question, (), (("kind", "synthesis"),))
    for path, title, written in library.prose():
        yield from _sentences(path.removeprefix(docs), title, written, edition)


def _sentences(path: str, title: str, prose: Prose, edition: Edition) -> Iterator[Record]:
    library = edition.library
    topic = library.topics.get(path.removeprefix("topics/").removesuffix(".md"))
    about = f"Synthesis · {topic_name(topic, library) if topic else title}"
    facets = (("kind", "synthesis"), *((("family", topic.family), ("topic", topic.id)) if topic else ()))
    for sentence in prose.sentences:
        words = _GAP.sub("", " ".join(sentence.text.split()))
        if words:
            cited = of_sources(tuple(dict.fromkeys(_cited(sentence))), edition)
            yield Record("synthesis", path, sentence.anchor, words, about, "", ((AROUND, title),), (*facets, *cited))


def _cited(sentence: Sentence) -> Iterator[str]:
    return (item.key for citation in sentence.citations for item in citation.items)
