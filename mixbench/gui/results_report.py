"""Writing the report of a session beside the window, which stays alive meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QThread

from mixbench.core.claims import Finding
from mixbench.gui.language import shown_language
from mixbench.report.formats import LANGUAGES, Language, ReportFormat
from mixbench.store.sessions import StoredSession


def report_language() -> Language:
    """The language of the screen, as a report knows it."""
    shown = shown_language()
    return next((language for language in LANGUAGES if language == shown), "en")


@dataclass(frozen=True)
class ReportRequest:
    """A report that is wanted: of what, as what, and where to."""

    stored: StoredSession
    findings: Sequence[Finding]
    format: ReportFormat
    path: Path
    language: Language = "en"

    def write(self) -> None:
        """Make the document and write it, as `mixbench report` does. Raise `ExportError`."""
        # They load matplotlib, which takes as long as the window itself.
        from mixbench.report.composition import report_of
        from mixbench.report.files import write_report
        from mixbench.report.subject import Subject

        subject = Subject(self.stored, tuple(self.findings))
        write_report(report_of(subject, self.language), self.format, self.path)


class ReportThread(QThread):
    """Writes one report; `problem` is what came in the way, for the thread that listens to `finished`.

    It is the application's, which waits for it before it ends: whoever asked may be gone by then.
    """

    def __init__(self, request: ReportRequest) -> None:
        application = QCoreApplication.instance()
        assert application is not None
        super().__init__(application)
        self.request = request
        self.problem: Exception | None = None
        application.aboutToQuit.connect(self.wait)
        self.finished.connect(self.deleteLater)

    def run(self) -> None:
        """Write it; an exception must not end in a thread that nobody hears."""
        try:
            self.request.write()
        except Exception as error:
            self.problem = error
