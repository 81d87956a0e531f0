"""A group of commands whose files are loaded when they are asked for: `dossier check` does not wait for what it never uses."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping


class LazyGroup(click.Group):
    """Knows its other commands by name: where each one stands, as `module:function`."""

    elsewhere: Mapping[str, str]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted([*super().list_commands(ctx), *self.elsewhere])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command."""
        module, _, name = self.elsewhere.get(cmd_name, "").partition(":")
        found = getattr(import_module(module), name) if module else super().get_command(ctx, cmd_name)
        return found if isinstance(found, click.Command) else None
