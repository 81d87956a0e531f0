"""A drawing as SVG: for a page, where style sheets give each role its look, or as a file of its own with looks for print."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from html import escape

from build_tools.exports.characters import clean
from build_tools.model.drawings import Box, Dot, Drawing, Half, Line, Mark, Shape, Way, Words

Lead = Callable[[str], str]

# What theme/figures.css says for the screen, said for paper.
_PRINTED = """\
text{font-family:"Source Sans Pro","Noto Sans","Noto Sans SC",sans-serif;fill:#1d2733}
text{stroke:#fff;stroke-width:2.5;stroke-linejoin:round;paint-order:stroke}
.quiet,.year{fill:#595f66}.strong{font-weight:600}.contested{fill:#7a2c05}
.axis{stroke:#595f66;stroke-width:.8}.tick{stroke:#595f66;stroke-width:.6}.grid{stroke:#d5d9de;stroke-width:.6}
.guide{stroke:#1f4e79;stroke-width:.7;stroke-dasharray:1.5 2}.reach{stroke:#1f4e79;stroke-width:.8}
.break{stroke:#595f66;stroke-width:.8}.paper{fill:#fff}
.mark{fill:#1d2733;stroke:#1d2733}.open{fill:#fff;stroke:#1d2733;stroke-width:1}
.rough{fill:#fff;stroke:#1d2733;stroke-width:1;stroke-dasharray:2 1.6}
.spoken{fill:#1f4e79;stroke:#fff;stroke-width:.7}.bar{fill:#1f4e79}.foretold{fill:#fff;stroke:#1f4e79;stroke-width:1.2}
.asserts{fill:#1f4e79;stroke:#1f4e79;stroke-width:1.4}.qualifies{fill:#1f4e79;stroke:#1f4e79;stroke-width:1.4}
.ring{fill:#fff}.denies{fill:#fff;stroke:#b3430a;stroke-width:2.2}.silent{stroke:#8b929a;stroke-width:1.2}
.hit{fill:none}.one{fill:#c9d6e3}.two{fill:#8fb0cf}.three{fill:#4a7ba8}.many{fill:#1f4e79}.same{fill:#eceff2}
"""


def inline(drawing: Drawing, lead: Lead, attributes: str, description: str = "") -> str:
    """Return a drawing as an element of a page. `lead` makes addresses of targets; `attributes` are those of the element."""
    kind = "group" if any(isinstance(mark, Way) for mark in drawing.marks) else "img"
    size = f'viewBox="0 0 {_number(drawing.width)} {_number(drawing.height)}"'
    return f'<svg {size} role="{kind}"{attributes}>{description}{_marks(drawing, lead)}</svg>'


def document(drawing: Drawing, title: str, description: str) -> str:
    """Return a drawing as a file of its own, in which nothing leads anywhere."""
    width, height = _number(drawing.width), _number(drawing.height)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">'
    )
    told = f"<title>{_text(title)}</title><desc>{_text(description)}</desc><style>{_PRINTED}</style>"
    return f"{opening}{told}{_marks(drawing, lambda _: '')}</svg>"


def _marks(drawing: Drawing, lead: Lead) -> str:
    return "".join([_mark(mark, lead) for mark in drawing.marks])


def _mark(mark: Mark, lead: Lead) -> str:
    if not isinstance(mark, Way):
        return _shape(mark)
    inner = "".join(map(_shape, mark.marks))
    if not (address := lead(mark.target)):
        return inner
    name = _text(mark.name)
    return f'<a href="{_text(address)}" aria-label="{name}"><title>{name}</title>{inner}</a>'


def _shape(shape: Shape) -> str:
    role = _class(shape.role)
    match shape:
        case Line(x1, y1, x2, y2):
            return f'<line {role} x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"></line>'
        case Box(x, y, width, height):
            sides = f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'
            rounded = f' rx="{_number(shape.rounded)}"' if shape.rounded else ""
            return f"<rect {role} {sides}{rounded}></rect>"
        case Dot():
            return f"<circle {role} {_disc(shape)}></circle>"
        case Half():
            radius = _number(shape.radius)
            half = f"M{_number(shape.x)} {_number(shape.y - shape.radius)}a{radius} {radius} 0 0 0 0 {_number(2 * shape.radius)}z"
            return f'<circle class="{_text(shape.role)} ring" {_disc(shape)}></circle><path {role} d="{half}"></path>'
        case Words():
            place = f'x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}"'
            anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
            return f"<text {role} {place}{anchor}>{_text(shape.text)}</text>"


def _disc(shape: Dot | Half) -> str:
    return f'cx="{_number(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}"'


def _number(value: float) -> str:
    """Return a number with one decimal at most, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


@lru_cache(maxsize=256)
def _class(role: str) -> str:
    return f'class="{_text(role)}"'


def _text(words: str) -> str:
    return escape(clean(words))
