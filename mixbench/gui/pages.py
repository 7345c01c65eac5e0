"""The pages of the centre, each a look at the same bench."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mixbench.gui.breakdown_page import BreakdownPage
from mixbench.gui.checkpoint_chip import Checkpoints
from mixbench.gui.claims_page import ClaimsPage
from mixbench.gui.distribution_page import DistributionPage
from mixbench.gui.field_page import FieldPage
from mixbench.gui.laws_page import LawsPage
from mixbench.gui.layers_page import LayersPage
from mixbench.gui.learning_page import LearningPage
from mixbench.gui.memory_page import MemoryPage
from mixbench.gui.papers_page import PapersPage
from mixbench.gui.pareto_page import ParetoPage
from mixbench.gui.places import PAGES, page_title
from mixbench.gui.reconciliation_page import CountersPage
from mixbench.gui.roofline_page import RooflinePage
from mixbench.gui.run_control import RunControl
from mixbench.gui.scaling_page import ScalingPage
from mixbench.gui.tear_off import TearOffTabs
from mixbench.gui.theme import ThemeManager
from mixbench.gui.weights_page import WeightsPage
from mixbench.gui.workbench import Workbench


class Pages(TearOffTabs):
    """A tab for each. Those that ask the engine are joined to it by `join`."""

    said = Signal(str)  # what a page did, in a sentence
    failed = Signal(str)  # what it could not do

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scaling = ScalingPage(bench, themes, self)
        self.laws = LawsPage(bench, themes, self)
        self.breakdown = BreakdownPage(bench, themes, self)
        self.layers = LayersPage(bench, themes, self)
        self.memory = MemoryPage(bench, themes, self)
        self.distribution = DistributionPage(bench, themes, self)
        self.counters = CountersPage(bench, themes, self)
        self.roofline = RooflinePage(bench, themes, self)
        self.pareto = ParetoPage(bench, themes, self)
        self.claims = ClaimsPage(bench, themes, self)
        self.papers = PapersPage(bench, themes, self)
        checkpoints = Checkpoints(self)
        self.fields = FieldPage(bench, themes, checkpoints, self)
        self.weights = WeightsPage(bench, themes, checkpoints, self)
        self.learning = LearningPage(bench, themes, self)
        for id in PAGES:
            self.add_page(id, getattr(self, id), page_title(id))
        self._pass_on()

    def _pass_on(self) -> None:
        """What the pages say, and what one tells another."""
        for failed in (
            self.scaling.failed,
            self.laws.failed,
            self.breakdown.failed,
            self.layers.failed,
            self.memory.failed,
            self.distribution.failed,
            self.fields.failed,
            self.weights.failed,
            self.pareto.failed,
            self.roofline.failed,
            self.claims.failed,
            self.learning.failed,
        ):
            failed.connect(self.failed)
        for said in (
            self.scaling.said,
            self.laws.said,
            self.breakdown.said,
            self.layers.saved,
            self.memory.said,
            self.distribution.said,
            self.fields.said,
            self.weights.said,
            self.pareto.said,
            self.roofline.said,
            self.claims.said,
            self.learning.said,
        ):
            said.connect(self.said)
        self.breakdown.place_chosen.connect(self.layers.choose_side)
        self.layers.side_changed.connect(self.breakdown.mark)

    def join(self, control: RunControl) -> None:
        """Let the pages ask the engine, and hear what it answers."""
        for page in (
            self.laws,
            self.layers,
            self.memory,
            self.counters,
            self.roofline,
            self.claims,
            self.learning,
            self.fields,
            self.weights,
        ):
            page.asked.connect(control.ask)
            page.withdrawn.connect(control.withdraw)
            control.answered.connect(page.take)
        self.laws.follow(control.role_times)
        control.environment_changed.connect(self.roofline.roofs.set_machine)
        control.environment_changed.connect(self.claims.set_environment)
        self.claims.findings_of, self.claims.rows_of = control.findings, control.shown.rows
        self.claims.rows_in, self.claims.measure = control.rows_in, control.measure_aside
        self.claims.rows_before = control.rows_before
        self.claims.found.connect(control.keep)
        self.claims.halted.connect(control.stop)
        control.measured_aside.connect(self.claims.take_measured)
        control.progress_changed.connect(self.claims.show_measuring)
        for source in (self.claims.source, self.fields.source):
            control.question_moved.connect(source.take_progress)
        control.roofs_known.connect(self.roofline.roofs.set_known)
        control.batch_tried.connect(self.memory.batches.take_trial)
        control.learning_moved.connect(self.learning.source.take_progress)
        control.environment_changed.connect(self.learning.source.set_machine)
        self.learning.keep_beside(control.database)

    def set_running(self, running: bool) -> None:
        """While the worker times, the pages keep quiet: a repaint takes a core from it."""
        self.scaling.set_quiet(running)
        self.distribution.set_quiet(running)
        self.pareto.set_quiet(running)
        for page in (
            self.laws,
            self.layers,
            self.memory,
            self.counters,
            self.roofline,
            self.claims,
            self.learning,
            self.fields,
            self.weights,
        ):
            page.set_running(running)
