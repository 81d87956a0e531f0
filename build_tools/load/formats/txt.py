"""Plain text, as a file or copied from a page: its encoding, and which of its lines make one paragraph."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes

from build_tools.load.original_undecodable import undecodable
from build_tools.model.extract import Block, Extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from build_tools.load.formats import Limits

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
         (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
# What web pages and editors of the last thirty years wrote; a guess among all of Python's encodings would often be a wild one.
_LIKELY = ["cp1252", "latin_1", "cp1250", "cp1251", "koi8_r", "gb18030", "big5", "shift_jis", "euc_kr", "iso8859_2", "iso8859_15"]
_SAMPLE = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NARROW, _WIDE = 40, 110
_FULL = 0.85
_FEWEST = 3
_NEARLY_FULL = 0.75
_INDENT = 2
_MARKED = re.compile(r"\s*(?:[•·▪◦*–-]\s|\(?\d{1,3}[.)]\s|\d{1,3} [^\W\d_a-z]|\[\d{1,3}\]\s|\^ |[#>|])")
_SPREAD = re.compile(r"\S\s{6,}\S")


def extract(name: str, content: bytes, limits: Limits) -> Extract:
    """Return the text as it stands; each line is a block, or each paragraph where lines were broken to one width."""
    del limits
    text, encoding = decode(name, content)
    spans = tuple(joined(text))
    return Extract("txt", text, tuple(Block(start, end) for start, end in spans), (), (), encoding)


def decode(name: str, content: bytes) -> tuple[str, str]:
    """Return a file's text with plain line ends and the encoding it was read in. Raises Unreadable."""
    encoding = next((code for bom, code in _BOMS if content.startswith(bom)), "") or _without_a_mark(name, content)
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        reason = "it holds NUL bytes, as no text does" if b"\0" in content else f"it is not {encoding}, as it seems to be"
        raise undecodable(name, reason) from error
    if "\x00" in text or len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 100:
        raise undecodable(name, "it holds NUL or control characters, as no text does")
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding.replace("-sig", "")


def _without_a_mark(name: str, content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\0" not in content:
            return "utf-8"
    sample = content[:_SAMPLE]
    if b"\0" in sample:
        return _wide(name, sample)
    best = from_bytes(sample, cp_isolation=_LIKELY).best()
    if best is None:
        raise undecodable(name, "its bytes fit no known encoding")
    # Latin-1 is Windows-1252 in all that people write; only the latter has typographic quotation marks.
    return "cp1252" if {"latin_1", "iso8859_1", "cp1252"} & {best.encoding, *best.could_be_from_charset} else best.encoding


def _wide(name: str, sample: bytes) -> str:
    """Return which UTF-16 has its zero bytes where these are: text in Latin letters has every second byte zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > len(sample) / 6 and others < zeros / 20:
            return encoding
    raise undecodable(name, "it holds NUL bytes, as no text does")


def joined(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each line that holds words, or of each paragraph where lines were broken to one width."""
    spans = [match.span() for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    width = _width(text, spans)
    if not spans or not width:
        yield from spans
        return
    start, first = spans[0][0], text[slice(*spans[0])]
    for (before, end), (following, last) in pairwise(spans):
        line, after = text[before:end], text[following:last]
        if following > end + 1 or _starts_anew(line, after, first) or not _had_no_room(line.rstrip(), after, width):
            yield start, end
            start, first = following, after
    yield start, spans[-1][1]


def _width(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Return the width that lines were broken to; 0 where each paragraph is one line."""
    lengths = sorted(end - start for start, end in spans)
    width = lengths[len(lengths) * 95 // 100] if lengths else 0
    if not _NARROW <= width <= _WIDE or lengths[-1] > 3 * _WIDE:
        return 0
    pairs = [
        (end - start, text[following:last].lstrip()[:1])
        for (start, end), (following, last) in pairwise(spans)
        if following == end + 1 and end - start >= _NARROW
    ]
    full = sum(length >= _NEARLY_FULL * width for length, _ in pairs)
    running = sum(letter.islower() for _, letter in pairs)
    return width if len(pairs) >= _FEWEST and full >= 0.6 * len(pairs) and running >= 0.3 * len(pairs) else 0


def _starts_anew(line: str, following: str, first: str) -> bool:
    """Tell whether a line begins a paragraph by its look: a bullet, a number, an indent where the line before had none."""
    if _MARKED.match(following) or _SPREAD.search(line.strip()) or _SPREAD.search(following.strip()):
        return True
    indent, before = (len(one) - len(one.lstrip()) for one in (following, line))
    return indent >= _INDENT and not before and not _MARKED.match(first)


def _had_no_room(line: str, following: str, width: int) -> bool:
    """Tell whether a line broke because the next one's first word had no room in it."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > _FULL * width
