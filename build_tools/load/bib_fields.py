"""Read the key and the fields of one bibliography block, and go on after a mistake where the next field starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.load import bib_grammar as grammar
from build_tools.load.bib_grammar import Piece, TypedField, balanced, shown
from build_tools.load.bib_rules import BAD_FIELD, BAD_KEY, MISSING_COMMA, UNBALANCED

if TYPE_CHECKING:
    from build_tools.diagnostics import Diagnostic, Rule
    from build_tools.load.bib_blocks import Bib, Block


@dataclass(frozen=True, slots=True)
class TypedBlock:
    """What stands in one block: its key (empty in an `@string`), its fields, and what is wrong with them."""

    key: str
    key_start: int
    fields: tuple[TypedField, ...]
    end: int
    found: tuple[Diagnostic, ...]


def read(bib: Bib, block: Block) -> TypedBlock:
    """Read a block: an entry with its key, or an `@string`, which has none."""
    reader = _Reader(bib, block)
    key_start = reader.read_key() if block.name != "string" else block.opening + 1
    reader.read_fields()
    return TypedBlock(reader.key, key_start, tuple(reader.fields), reader.at, tuple(reader.found))


class _Reader:
    """A cursor on one block. `stop` is where the block ends at the latest; no search goes further, so time is bounded."""

    def __init__(self, bib: Bib, block: Block) -> None:
        self.bib = bib
        self.text = bib.text
        self.block = block
        self.at = block.opening + 1
        self.stop = block.end if block.end is not None and block.closer == "}" else block.limit
        self.key = ""
        self.cut_short = False
        self.fields: list[TypedField] = []
        self.found: list[Diagnostic] = []

    @property
    def owner(self) -> str:
        """The block as a message names it."""
        line = self.bib.line(self.block.start)
        return f'entry "{shown(self.key)}" (line {line})' if self.key else f"@{shown(self.block.name)} (line {line})"

    def report(self, rule: Rule, start: int, end: int, message: str, help: str) -> None:  # noqa: A002 - as in Rule.at
        """Note a mistake."""
        self.found.append(rule.at(self.bib.span(start, end), message, help))

    def peek(self) -> str:
        """Skip white space and comments, and return the next character, or nothing at the block's end."""
        if space := grammar.SPACE.match(self.text, self.at, self.stop):
            self.at = space.end()
        return self.text[self.at] if self.at < self.stop else ""

    def read_key(self) -> int:
        """Read the key and the comma after it, and return where the key starts."""
        self.peek()
        start = self.at
        typed = grammar.KEY[self.block.closer].match(self.text, start, self.stop)
        self.key = typed[0].rstrip() if typed else ""
        self.at = start + len(self.key)
        if (char := self.peek()) == "=":
            words = self.key.split()
            name = words[-1] if words else ""
            self.at = start + len(self.key) - len(name)
            self.key = self.key[: len(self.key) - len(name)].rstrip()
        if char == ",":
            self.at += 1
        elif char not in (self.block.closer, "") and self.key:
            end = start + len(self.key)
            self.report(MISSING_COMMA, end, end, f'no comma after the key "{shown(self.key)}"', "add a comma after the key")
        if not self.key:
            self.report(BAD_KEY, start, start, f"{self.owner} has no key", f"write @{self.block.name}{{key, …")
        return start

    def read_fields(self) -> None:
        """Read fields up to the block's closing brace."""
        while True:
            while self.read_plain_field():
                pass
            char = self.peek()
            if char == self.block.closer:
                self.at += 1
                if not self.goes_on():
                    return
            elif char == ",":
                self.at += 1
                self.report(BAD_FIELD, self.at - 1, self.at, f"comma without a field before it in {self.owner}", "delete the comma")
            elif char:
                self.read_field()
            elif not self.unswallow():
                self.never_closed()
                return

    def read_plain_field(self) -> bool:
        """Read a field of one piece in which nothing is wrong, as nearly all are: three times as fast as `read_field`."""
        head = grammar.PLAIN.match(self.text, self.at, self.stop)
        if not head:
            return False
        end = head.end()
        if head[2]:
            close = self.bib.partners.get(end - 1, self.stop)
            piece = Piece(self.text[end:close], end)
            end = close + 1
        else:
            group = 3 if head[4] is None else 4
            piece = Piece(head[group], head.start(group), bare=group == 4)  # noqa: PLR2004 - the group of the bare word
        after = grammar.AFTER_PLAIN[self.block.closer].match(self.text, end, self.stop) if end < self.stop else None
        if after:
            self.fields.append(TypedField(head[1].lower(), (piece,), head.start(1), end))
            self.at = after.end()
        return bool(after)

    def read_field(self) -> None:
        """Read one field and the comma after it."""
        start = self.at
        head = grammar.HEAD[self.block.closer].match(self.text, start, self.stop)
        if not head:
            self.skip_to_next_field()
            self.report(BAD_FIELD, start, self.at, f"text in {self.owner} belongs to no field", "write name = {…}, or delete it")
            if self.peek() == ",":
                self.at += 1
            return
        self.cut_short = False
        name = head[0].rstrip()
        end = start + len(name)
        self.at = end
        if self.peek() == "=":
            self.at += 1
        elif self.peek() in '{"' and self.peek():
            self.report(BAD_FIELD, start, end, f'field "{shown(name)}" has no = before its value', f"write {shown(name)} = {{…}}")
        else:
            self.report_no_value(name, start, end)
            return
        pieces = self.read_value(name, start, end)
        if not pieces:
            return
        if grammar.FIELD_NAME.fullmatch(name):
            self.fields.append(TypedField(name.lower(), pieces, start, self.at))
        else:
            help_ = "a field's name is one word that starts with a letter, such as title"
            self.report(BAD_FIELD, start, end, f'"{shown(name)}" is no field name', help_)
        self.read_comma(name)

    def report_no_value(self, name: str, start: int, end: int) -> None:
        """Note that a name stands alone, and go past the comma after it."""
        self.report(BAD_FIELD, start, end, f'field "{shown(name)}" has no value', f"write {shown(name)} = {{…}}, or delete it")
        if self.peek() == ",":
            self.at += 1

    def read_value(self, name: str, start: int, end: int) -> tuple[Piece, ...]:
        """Read the pieces of a value, and leave the cursor at the end of the last one."""
        self.peek()
        first = self.at
        pieces: list[Piece] = []
        while piece := self.read_piece(name):
            pieces.append(piece)
            after = self.at
            if self.peek() != "#":
                return self.or_all(tuple(pieces), name, first, after)
            self.at += 1
        if pieces:
            self.cut_short = True
            message = f'nothing is joined to the value of field "{shown(name)}"'
            self.report(BAD_FIELD, after, after, message, "delete the # after the value, or add what follows it")
        elif self.peek() in ("", ",", self.block.closer):
            self.report_no_value(name, start, end)
        else:
            self.skip_to_next_field()
            self.report(BAD_FIELD, first, self.at, f'value of field "{shown(name)}" has no braces', f"write {shown(name)} = {{…}}")
        return tuple(pieces)

    def or_all(self, pieces: tuple[Piece, ...], name: str, first: int, after: int) -> tuple[Piece, ...]:
        """Return the pieces, or, where other words follow them, all of it as it is typed."""
        rest = self.at
        self.at = after
        if self.text[rest : min(rest + 1, self.stop)] in ("", ",", self.block.closer):
            return pieces
        if grammar.FIELD_START.match(self.text, rest, self.stop):
            return pieces
        self.at = rest
        self.skip_to_next_field()
        typed = self.text[first : self.at].rstrip().rstrip(",").rstrip()
        self.at = first + len(typed)
        self.cut_short = True
        help_ = "put one pair of braces round the whole value"
        self.report(BAD_FIELD, rest, self.at, f'value of field "{shown(name)}" goes on after its end', help_)
        return (Piece(balanced(typed), first),)

    def read_piece(self, name: str) -> Piece | None:
        """Read `{…}`, `"…"` or a bare word, or return None where there is none of these."""
        char = self.peek()
        start = self.at
        if char not in ("{", '"'):
            word = grammar.WORD.match(self.text, start, self.stop)
            self.at = word.end() if word else start
            return Piece(word[0], start, bare=True) if word else None
        end = self.bib.partners.get(start) if char == "{" else self.closing_quote(start)
        if end is None or end >= self.stop:
            return self.unclosed(start, name)
        self.at = end + 1
        return Piece(self.text[start + 1 : end], start + 1)

    def closing_quote(self, start: int) -> int | None:
        """Find the quotation mark that ends a value. Those within braces don't, nor does one that swallowed a field."""
        at = start + 1
        while mark := grammar.IN_QUOTES.search(self.text, at, self.stop):
            if mark[0] == "{" and mark.start() in self.bib.partners:
                at = self.bib.partners[mark.start()] + 1
            elif mark[0] == '"':
                line = max(self.text.rfind("\n", start, mark.start()), self.text.rfind("\r", start, mark.start()))
                swallowed = line >= 0 and grammar.CUT_IN_A_FIELD.fullmatch(self.text, line, mark.start())
                return None if swallowed else mark.start()
            else:
                return None
        return None

    def unclosed(self, start: int, name: str) -> Piece:
        """Take the value up to the next line that starts with a field, else this line, and say what is never closed."""
        mark = "brace" if self.text[start] == "{" else "quotation mark"
        message = f'the {mark} before the value of field "{shown(name)}" in {self.owner} is never closed'
        closing = "}" if mark == "brace" else '"'
        self.report(UNBALANCED, start, start + 1, message, f"add the missing {closing}, or delete one too many inside the value")
        self.cut_short = True
        following = grammar.FIELD_LINE.search(self.text, start, self.stop)
        line = grammar.REST_OF_LINE.match(self.text, start + 1, self.stop)
        if following:
            self.at = following.start()
        elif self.block.closer == "}" and self.block.end is not None:
            self.at = self.stop - 1
        else:
            self.at = self.stop
        end = min(self.at, line.end()) if line and not following else self.at
        return Piece(balanced(self.text[start + 1 : end].strip().rstrip(",").rstrip().removesuffix('"')), start + 1)

    def read_comma(self, name: str) -> None:
        """Go past the comma after a field, or say that it is missing."""
        end = self.at
        char = self.peek()
        if char == ",":
            self.at += 1
        elif char not in ("", self.block.closer) and not self.cut_short:
            help_ = "add a comma after the value"
            self.report(MISSING_COMMA, end, end, f'no comma after field "{shown(name)}" in {self.owner}', help_)

    def skip_to_next_field(self) -> None:
        """Go to the comma or line after which a field follows, or to the block's closing brace."""
        at = self.at
        while mark := grammar.MARK[self.block.closer].search(self.text, at, self.stop):
            if mark[0] != "{":
                self.at = mark.start()
                return
            at = self.bib.partners.get(mark.start(), mark.start()) + 1
        self.at = self.stop

    def goes_on(self) -> bool:
        """Whether fields follow the closing brace, so that there is one brace too many; then read on."""
        more = grammar.GOES_ON.match(self.text, self.at, self.block.next)
        if more:
            message = f'{self.owner} ends before its field "{shown(more["name"])}"'
            self.report(UNBALANCED, self.at - 1, self.at, message, f"delete this {self.block.closer}, or one before it")
            self.at = more.start("name")
            self.stop = self.block.next
        return bool(more)

    def unswallow(self) -> bool:
        """At the end of a block that is never closed, give back the fields that the last value swallowed."""
        last = self.fields[-1] if self.fields else None
        if not last:
            return False
        piece = last.pieces[-1]
        if self.text[piece.start - 1] not in '{"' or not grammar.FIELD_LINE.search(self.text, piece.start, last.end):
            return False
        cut = self.unclosed(piece.start - 1, last.name)
        self.fields[-1] = TypedField(last.name, (*last.pieces[:-1], cut), last.start, self.at)
        return True

    def never_closed(self) -> None:
        """Say that the block is never closed, unless its last value already is."""
        if any(diagnostic.code == UNBALANCED.code for diagnostic in self.found):
            return
        message = f"{self.owner} is never closed"
        swallowed = f', or delete a {{ too many in field "{self.fields[-1].name}"' if self.fields else ""
        help_ = f"add {self.block.closer} where it ends{swallowed}"
        self.report(UNBALANCED, self.block.start, self.block.opening + 1, message, help_)
