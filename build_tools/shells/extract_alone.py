"""The process in which one file is read: it takes the bytes from its input, keeps to its bounds, and writes JSON."""

from __future__ import annotations

import json
import sys

from build_tools.load import formats
from build_tools.load.unreadable import Unreadable
from build_tools.shells.extracts import dumped


def main() -> None:
    """Read the file on standard input; its name, the seconds and the bytes of memory are the arguments."""
    name, seconds, memory = sys.argv[1:4]
    _keep_to(int(seconds), int(memory))
    try:
        answer = dumped(formats.extract(name, sys.stdin.buffer.read()))
    except Unreadable as error:
        answer = {"code": error.rule.code, "message": error.message, "help": error.help}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))


def _keep_to(seconds: int, memory: int) -> None:
    """Bound this process, where the system can: on Windows only the time is bounded, by the one who waits."""
    try:
        import resource  # noqa: PLC0415 - Unix has it, Windows does not
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
