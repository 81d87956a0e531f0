"""Read a topic page and a family page: front matter, and the editor's synthesis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.load import front_matter, prose
from build_tools.load.schema import Kind, Spec
from build_tools.model.dossier import Mention
from build_tools.model.prose import Cues, Family, Topic, TopicGroup

if TYPE_CHECKING:
    from build_tools.diagnostics import Diagnostic
    from build_tools.load.front_matter import Given

TOPIC_FIELDS = (
    Spec("title", "the topic's title", required=True),
    Spec("question", "the question the topic answers", required=True),
    Spec("definition", "what belongs under the topic, in one sentence", required=True),
    Spec("cues", "words that speak for the topic when a text is read", Kind.TABLE, fields=(
        Spec("strong", "words that speak for it strongly", Kind.TEXTS),
        Spec("cues", "words that speak for it", Kind.TEXTS),
        Spec("context", "words that support others", Kind.TEXTS),
    )),
    Spec("related", "topics where the argument runs on", Kind.TEXTS),
)  # fmt: skip
FAMILY_FIELDS = (
    Spec("title", "the family's title", required=True),
    Spec("question", "the question the family answers", required=True),
    Spec("definition", "what belongs in the family, in one sentence", required=True),
    Spec("topics", "the family's topics in reading order, in groups", Kind.TABLES, required=True, fields=(
        Spec("group", "the group's title", required=True),
        Spec("topics", "the file names of its topics, without .md", Kind.TEXTS, required=True),
    )),
)  # fmt: skip


def load_topic(path: str, text: str, id: str) -> tuple[Topic, tuple[Diagnostic, ...]]:  # noqa: A002 - the field's name
    """Read a topic page; `id` is `family/slug`."""
    fields, start, wrong = front_matter.split(path, text, TOPIC_FIELDS)
    synthesis, more = prose.load(path, text, start)
    cues = next(iter(fields.table("cues")), None)
    weighed = Cues(*(_texts(cues.list(name)) for name in ("strong", "cues", "context"))) if cues else Cues()
    related = tuple(Mention(given.text, given.span) for given in fields.list("related"))
    topic = Topic(
        id,
        path,
        fields.words("title"),
        fields.words("question"),
        fields.words("definition"),
        weighed,
        related,
        synthesis,
        fields.span,
    )
    return topic, (*wrong, *more)


def load_family(path: str, text: str, id: str) -> tuple[Family, tuple[Diagnostic, ...]]:  # noqa: A002 - the field's name
    """Read a family's page, the `index.md` of its folder; `id` is the folder's name."""
    fields, start, wrong = front_matter.split(path, text, FAMILY_FIELDS)
    introduction, more = prose.load(path, text, start)
    groups = tuple(
        TopicGroup(table.words("group"), tuple(Mention(f"{id}/{given.text}", given.span) for given in table.list("topics")))
        for table in fields.table("topics")
    )
    family = Family(
        id, path, fields.words("title"), fields.words("question"), fields.words("definition"), groups, introduction, fields.span
    )
    return family, (*wrong, *more)


def _texts(given: tuple[Given, ...]) -> tuple[str, ...]:
    return tuple(value.text for value in given)
