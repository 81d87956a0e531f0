"""A small invented report, sentence by sentence, from which all inputs are made, and what an input must come to."""

from __future__ import annotations

from dataclasses import dataclass

PARAGRAPHS: tuple[tuple[str, ...], ...] = (
    (
        "Seven tide mills still stand along the Orrin estuary, and four of them grind grain for visitors in summer.",
        "The oldest was built before the harbour had a name, on piles of green oak that the salt has kept as hard as iron.",
    ),
    (
        "A tide mill fills its pond through sea doors that the rising water opens and the falling water shuts.",
        "The miller then has five hours of work, twice a day, at times that move by fifty minutes from one day to the next.",
        "No guild ever managed to give such a working day a fair wage.",
    ),
    (
        "The county counted forty-one mills in its survey of 1784, a figure that later writers have copied without looking.",
        "Nine of those were fulling mills, and three had stopped before the surveyor came.",
        "The true number at work was probably nearer to twenty-eight.",
    ),
    (
        "Silt ended more of them than steam did.",
        "A pond that is not scoured each winter loses about a hand's breadth of depth in ten years.",
        "Once the pond holds less than three hours of water, the stones no longer pay for their dressing.",
    ),
    (
        "Engineers from the ministry proposed in 1931 to join the ponds by a channel and to drive one turbine from all of them.",
        "Their drawings show a powerhouse at Fenwick Quay with room for two machines of ninety kilowatts.",
        "The parish councils refused, because the channel would have cut the salt road.",
    ),
    (
        "Interest returned when the price of current doubled within a single winter.",
        "A cooperative of thirty households bought the pond at Lower Marrish for less than the cost of a small car.",
        "They spent eleven times as much on its doors.",
    ),
    (
        "Their first full year brought 61 megawatt-hours, about a fifth less than the consultants had promised.",
        "Weed on the screens explains half of the gap, and caution over the eels explains the rest.",
    ),
    (
        "Eels are the hardest question in the whole undertaking.",
        "The young ones climb the sluice on spring nights, and the grown ones must get back to the sea past the blades.",
        "A bypass with a slope of one in twelve lets nearly all of them through, but it wastes a tenth of the water.",
    ),
    (
        "Fishermen on the outer bank remain unconvinced.",
        "They point to the autumn of the great storm, when the bypass was closed for repairs and nobody told them.",
    ),
    (
        "Money is the smaller trouble.",
        "A pond of two hectares earns enough to pay a keeper for three days a week, provided that the doors last for forty years.",
        "The doors at Saint Brannoc have lasted fifty-two, yet nobody can say whether modern oak will do the same.",
    ),
    (
        "What the mills need most is a rule that treats them as one thing.",
        "Today the pond is a nature reserve, the building is a monument, and the wheel is a power station.",
        "Three offices answer three letters, and each waits for the other two.",
    ),
    (
        "Elsewhere the same knot has been cut.",
        "A neighbouring province gave all its water mills a single permit in 2009, renewed every fifteen years after one visit.",
        "Disputes fell by two thirds, and four mills that had been silent for a generation were mended.",
    ),
    (
        "Nothing in that law depends on the shape of the coast.",
        "It asks only that the owner publish what the pond did to the birds, the fish and the neighbours.",
    ),
    (
        "The estuary could copy it within a year.",
        "Until then each mill will go on being saved by whoever happens to love it.",
    ),
)
HEADINGS = {0: "Seven that remain", 3: "What stopped them", 5: "A second life", 10: "One thing, not three"}
NOTES = (
    "Survey of the Orrin Mills, sheet 4, kept at Fenwick Quay.",
    "Letters of the Salt Road Committee, bundle 12.",
    "Accounts of the Marrish Cooperative, second year.",
    "Yearbook of Inland Fishing, volume 31, page 88.",
)
# Each note's marker stands behind this paragraph's last sentence.
MARKED = (2, 4, 6, 7)
TABLE = (("Pond", "Hectares", "Output"), ("Lower Marrish", "2.1", "61"), ("Saint Brannoc", "1.4", "38"))
TITLE = "The tide mills of the Orrin"
AUTHORS = ("Hanna Tregear", "Piers Oduya")
PULLED = "Three offices answer three letters, and each waits for the other two."
FRAME = (
    "Join nine thousand readers who get our letter about rivers each Thursday morning.",
    "Why the ferry to Quill Island will stop running this winter",
    "I lived beside that pond for years and it never once smelled, whatever people say.",
    "This site stores small files in your browser to remember your settings.",
    "Hanna Tregear is a historian of water and writes a column for the Orrin Courier.",
    "The Orrin Courier is published by a charity and takes no advertising from builders.",
)
SENTENCES = tuple(sentence for paragraph in PARAGRAPHS for sentence in paragraph)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come out of an input: sentences whole and in order, notes, tables, and what its markup and text say of it.

    An empty field of `metadata` means that the file does not say it, so that anything found would be invented.
    """

    sentences: tuple[str, ...] = SENTENCES
    notes: tuple[str, ...] = ()
    table: bool = False
    metadata: tuple[tuple[str, str], ...] = ()
    frame: tuple[str, ...] = FRAME


@dataclass(frozen=True, slots=True)
class Input:
    """A file to be taken in, and what must come of it. `group` is the kind of file it stands for."""

    group: str
    what: str
    name: str
    content: bytes
    expected: Expected


def known(**fields: str) -> tuple[tuple[str, str], ...]:
    """Return metadata to expect; what is not named is expected to be absent."""
    names = ("title", "authors", "institution", "date", "language", "address")
    return tuple((name, fields.get(name, "")) for name in names)
