"""What a CSL type is called elsewhere: in RIS, in Zotero, and in schema.org."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """The names of a type of work in RIS (2011), in Zotero's schema, and in schema.org."""

    ris: str
    zotero: str
    schema: str


_OTHER = Kind("GEN", "document", "CreativeWork")
# CSL 1.0.2, Appendix III. Where RIS has no such type, the one is taken that Zotero and EndNote read as the nearest.
_KINDS = {
    "article": Kind("UNPB", "preprint", "ScholarlyArticle"),
    "article-journal": Kind("JOUR", "journalArticle", "ScholarlyArticle"),
    "article-magazine": Kind("MGZN", "magazineArticle", "Article"),
    "article-newspaper": Kind("NEWS", "newspaperArticle", "NewsArticle"),
    "bill": Kind("BILL", "bill", "Legislation"),
    "book": Kind("BOOK", "book", "Book"),
    "broadcast": Kind("MPCT", "tvBroadcast", "Episode"),
    "chapter": Kind("CHAP", "bookSection", "Chapter"),
    "classic": Kind("CLSWK", "book", "Book"),
    "collection": Kind("GEN", "document", "Collection"),
    "dataset": Kind("DATA", "dataset", "Dataset"),
    "entry-dictionary": Kind("DICT", "dictionaryEntry", "Article"),
    "entry-encyclopedia": Kind("ENCYC", "encyclopediaArticle", "Article"),
    "figure": Kind("FIGURE", "artwork", "ImageObject"),
    "graphic": Kind("ART", "artwork", "VisualArtwork"),
    "hearing": Kind("HEAR", "hearing", "Report"),
    "interview": Kind("PCOMM", "interview", "Conversation"),
    "legal_case": Kind("CASE", "case", "CreativeWork"),
    "legislation": Kind("STAT", "statute", "Legislation"),
    "manuscript": Kind("MANSCPT", "manuscript", "Manuscript"),
    "map": Kind("MAP", "map", "Map"),
    "motion_picture": Kind("MPCT", "film", "Movie"),
    "musical_score": Kind("MUSIC", "document", "SheetMusic"),
    "pamphlet": Kind("PAMP", "book", "CreativeWork"),
    "paper-conference": Kind("CPAPER", "conferencePaper", "ScholarlyArticle"),
    "patent": Kind("PAT", "patent", "CreativeWork"),
    "periodical": Kind("JFULL", "document", "Periodical"),
    "personal_communication": Kind("PCOMM", "letter", "Message"),
    "post": Kind("ICOMM", "forumPost", "SocialMediaPosting"),
    "post-weblog": Kind("BLOG", "blogPost", "BlogPosting"),
    "regulation": Kind("STAT", "statute", "Legislation"),
    "report": Kind("RPRT", "report", "Report"),
    "review": Kind("JOUR", "journalArticle", "Review"),
    "review-book": Kind("JOUR", "journalArticle", "Review"),
    "software": Kind("COMP", "computerProgram", "SoftwareApplication"),
    "song": Kind("SOUND", "audioRecording", "MusicRecording"),
    "speech": Kind("SLIDE", "presentation", "CreativeWork"),
    "standard": Kind("STAND", "standard", "CreativeWork"),
    "thesis": Kind("THES", "thesis", "Thesis"),
    "treaty": Kind("STAT", "statute", "Legislation"),
    "webpage": Kind("ELEC", "webpage", "WebPage"),
}


def kind(csl_type: str) -> Kind:
    """Return what a CSL type is called elsewhere; the most general names for a type that is not known."""
    return _KINDS.get(csl_type, _OTHER)
