"""Say that an original can't be read: by which rule, why, and what to do; the one exception of all readers of formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_tools.diagnostics import Diagnostic, Rule, Span


class Unreadable(Exception):  # noqa: N818 - it says what the file is, and no part of the program has erred
    """An original that can't be read. `at` makes the diagnostic."""

    def __init__(self, rule: Rule, message: str, help: str) -> None:  # noqa: A002 - the word that is printed
        super().__init__(message)
        self.rule, self.message, self.help = rule, message, help

    def at(self, span: Span) -> Diagnostic:
        """Return the diagnostic for the place that names the original."""
        return self.rule.at(span, self.message, self.help)
