"""The process in which one large document is set: it takes the job from its input and writes what came of it."""

from __future__ import annotations

import pickle
import sys

from build_tools.shells.typesetting import typeset_here


def main() -> None:
    """Set the document on standard input. Both ends are this program's, which is what makes pickles safe."""
    sys.stdout.buffer.write(pickle.dumps(typeset_here(pickle.loads(sys.stdin.buffer.read()))))  # noqa: S301 - as above


if __name__ == "__main__":
    main()
