"""Keeps the compiled templates of the theme, so that a build need not compile them again."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from build_tools.shells import kept

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment
    from jinja2.bccache import Bucket

_MOST_KEPT = 256


class KeptTemplates(BytecodeCache):
    """Compiled templates on disk, named after the template, the compiler and its options."""

    def __init__(self, folder: Path, env: Environment) -> None:
        """Take the compiler's options from an environment."""
        self._folder = folder
        self._compiler = (version("jinja2"), sorted(env.extensions), env.autoescape, env.optimized, env.trim_blocks)
        kept.forget(folder, _MOST_KEPT)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put a compiled template into Jinja's bucket, where one is kept whole; Jinja compares Python's version itself."""
        if content := kept.read(self._place(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, where the disk lets us."""
        with suppress(OSError):
            kept.write(self._place(bucket), bucket.bytecode_to_string())

    def _place(self, bucket: Bucket) -> Path:
        made_from = repr((bucket.key, bucket.checksum, self._compiler))
        return self._folder / hashlib.sha256(made_from.encode()).hexdigest()
