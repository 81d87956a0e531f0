"""What all tests share: `cases`, the reader of case files beside this file, and CI's refusal to skip what it could run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ORIGINALS = Path(os.environ.get("DOSSIER_ORIGINALS", Path(__file__).parents[1].parent / "shared" / "originals"))
# Other people's works are not on every machine: only what needs them may be skipped in CI, and only where they are absent.
NEEDS_ORIGINALS = "originals"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in CI that skipped a test which could have run there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None:
        return
    skipped = [str(report.longrepr) for report in reporter.stats.get("skipped", ())]
    wrong = [reason for reason in skipped if ORIGINALS.is_dir() or NEEDS_ORIGINALS not in reason]
    if wrong and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"CI skipped {len(wrong)} tests that could run here:", red=True)
        for reason in wrong:
            reporter.write_line(f"  {reason}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
