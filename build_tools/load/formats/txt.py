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
_STARTS_ANEW = re.compile(r"\s{2,}\S|\t|[•·▪◦*–-]\s|\(?\d{1,3}[.)]\s|\[\d{1,3}\]\s|[#>|]")


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
        raise undecodable(name, f"it is not {encoding}, as it says") from error
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
    return "cp1252" if best.encoding in {"latin_1", "iso8859_1", "cp1252"} else best.encoding


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
    start = spans[0][0]
    for (before, end), (following, last) in pairwise(spans):
        apart = following > end + 1 or _STARTS_ANEW.match(text[following:last])
        if apart or not _had_no_room(text[before:end].rstrip(), text[following:last], width):
            yield start, end
            start = following
    yield start, spans[-1][1]


def _width(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Return the width that lines were broken to; 0 where each paragraph is one line."""
    lengths = [end - start for start, end in spans]
    if len(lengths) < _FEWEST or max(lengths) > 3 * _WIDE:
        return 0
    width = sorted(lengths)[len(lengths) * 95 // 100]
    followed = [
        end - start
        for (start, end), (following, _) in pairwise(spans)
        if following == end + 1 and end - start >= _NARROW and text[following : following + 1].strip()
    ]
    full = sum(length >= 0.75 * width for length in followed)
    return width if _NARROW <= width <= _WIDE and full >= max(_FEWEST, len(lengths) / 3) else 0


def _had_no_room(line: str, following: str, width: int) -> bool:
    """Tell whether a line broke because the next one's first word had no room in it."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > _FULL * width
