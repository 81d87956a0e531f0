"""What an editor names on the command line, a file or a web address, as bytes with a name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from build_tools.shells import at_desk
from build_tools.shells.fetch import fetch
from build_tools.shells.web_addresses import FetchError


@dataclass(frozen=True, slots=True)
class Obtained:
    """A file's name and bytes; the address it was fetched from and the day (ISO 8601), both empty where it was at hand."""

    name: str
    content: bytes
    address: str = ""
    date: str = ""


def is_address(named: str) -> bool:
    """Tell whether a web address was named, and no file."""
    return named.startswith(("https://", "http://"))


def obtain(named: str) -> Obtained:
    """Read a file, or fetch it from the web, since that was asked for; end with the reason where that can't be done."""
    if not is_address(named):
        try:
            return Obtained(Path(named).name, Path(named).read_bytes())
        except OSError as error:
            at_desk.fail(f"{named} can't be read: {error.strerror or error}")
    try:
        got = fetch(named)
    except FetchError as error:
        at_desk.fail(f"{named} was not fetched: {error.message}\n  help: {error.help}")
    for told in (*(f"led on to {hop}" for hop in got.hops), *got.told):
        click.echo(told, err=True)
    return Obtained(got.name, got.content, got.address, got.date)
