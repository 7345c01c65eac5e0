"""The main window: panels around the plot, and who is told what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QCloseEvent, QIcon, QShowEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from mixbench.core.resources import resource
from mixbench.gui.action_reasons import reasons
from mixbench.gui.actions import allow, build_actions
from mixbench.gui.closing import Closing
from mixbench.gui.cut_off import Continuation, cut_off_run
from mixbench.gui.dialogs import Dialogs
from mixbench.gui.docks import BOTTOM, LEFT, RIGHT, Docks
from mixbench.gui.duel_control import DuelControl
from mixbench.gui.duel_dialog import DuelDialog
from mixbench.gui.edit_control import join_edits
from mixbench.gui.export_control import ExportControl
from mixbench.gui.file_drop import FileDrop
from mixbench.gui.hyperparameter_form import HyperparameterForm
from mixbench.gui.inspector import Inspector
from mixbench.gui.layouts import Layouts
from mixbench.gui.log_panel import LogPanel
from mixbench.gui.message_bar import MessageAction, MessageBar
from mixbench.gui.models_panel import ModelsPanel
from mixbench.gui.notice import Notice
from mixbench.gui.pages import Pages
from mixbench.gui.panel import GAP, Panel, Tone, set_role
from mixbench.gui.place_control import join_places
from mixbench.gui.plot_control import join_plot
from mixbench.gui.preferences import Preferences, default_settings_path
from mixbench.gui.presets import is_preset
from mixbench.gui.queue_panel import QueuePanel
from mixbench.gui.remembrance import restore, save, worn_themes
from mixbench.gui.result_notes import ResultNotes
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.run_control import RunControl
from mixbench.gui.session_csv import SessionCsv
from mixbench.gui.sessions_panel import SUFFIXES, SessionsPanel
from mixbench.gui.sweep_panel import SweepPanel
from mixbench.gui.theme import ThemeManager
from mixbench.gui.toolbar import Toolbar
from mixbench.gui.view_choices import ViewChoices
from mixbench.gui.workbench import Workbench
from mixbench.gui.worker_process import ProcessTransport
from mixbench.store.database import Store
from mixbench.store.location import default_database_path

FIRST_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """MixBench on the screen. Panels share the workbench; the run control speaks with the engine.

    Without arguments it opens the user's own results and settings.
    """

    def __init__(
        self,
        store: Store | None = None,
        preferences: Preferences | None = None,
        themes: ThemeManager | None = None,
        make_transport: Callable[[], ProcessTransport] | None = None,
    ) -> None:
        super().__init__()
        self._store = store or Store(default_database_path())
        self._preferences = preferences or Preferences(default_settings_path())
        self._themes = themes or worn_themes(self._preferences)
        #: Whether it closes only for another window to open in its place.
        self.is_reopening = False
        self.setWindowIcon(QIcon(str(resource("icons", "org.mixbench.MixBench.svg"))))
        self.bench = Workbench(self)
        self.control = RunControl(self.bench, self._store, make_transport, self)
        self._make_panels()
        self._lay_out()
        self._make_controls()
        self.actions_by_id = build_actions(self.menuBar())
        self.choices = ViewChoices(self.actions_by_id, self._themes, self._preferences, self.control, self)
        self.dialogs = Dialogs(
            self, self.bench, self.control, self._preferences, self._themes, self.actions_by_id, self.say
        )
        self._wire_panels()
        self._wire_control()
        self._wire_sentences()
        self._wire_actions()
        self._enable_actions()
        restore(self, self._preferences)
        self.going_on.offer(cut_off_run(self._store))

    # building

    def _make_panels(self) -> None:
        self.toolbar = Toolbar(self.bench, self)
        self.messages = MessageBar(self)
        self.models = ModelsPanel(self.bench, self._themes, self)
        self.form = HyperparameterForm(self.bench, self)
        self.sweep = SweepPanel(self.bench, self)
        self.pages = Pages(self.bench, self._themes, self)
        self.notes = ResultNotes(self.bench, self._store.archive, self)
        self.results = ResultsPanel(self.bench, self._themes, self, self.notes)
        self.queue = QueuePanel(self.bench, self._themes, self)
        self.sessions = SessionsPanel(self.bench, self._store, self)
        self.log = LogPanel(self)
        self.inspector = Inspector(self.bench, self._themes, self)
        self.duel = DuelDialog(self.bench, self._themes, self)

    def _lay_out(self) -> None:
        """The pages in the middle, the panels as docks around them, as in the drawings."""
        plots = Panel(parent=self)
        plots.body.addWidget(self.pages)
        self.docks = Docks(plots, self)
        for id, panel, home in (
            ("models", self.models, LEFT),
            ("form", self.form, LEFT),
            ("sweep", self.sweep, LEFT),
            ("results", self.results, BOTTOM),
            ("queue", self.queue, BOTTOM),
            ("sessions", self.sessions, BOTTOM),
            ("log", self.log, BOTTOM),
            ("inspector", self.inspector, RIGHT),
        ):
            self.docks.add(id, panel, home)
        ground = QWidget(self)
        set_role(ground, "ground")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.docks, 1)
        self.setCentralWidget(ground)
        self.messages.float_over(plots)
        self.resize(*FIRST_SIZE)

    def _make_controls(self) -> None:
        self.layouts = Layouts(self.docks, self.pages, self._preferences, self)
        self.duels = DuelControl(self.control, self.results, self.duel, self)
        self.export = ExportControl(self.bench, self._store, self._preferences, self.results, self)
        self.csv = SessionCsv(self.bench, self.control, self)
        self.closing = Closing(self.control, self)
        self.going_on = Continuation(self.control, self.bench, self)
        self.notice = Notice(self.control, self)

    # wiring

    def _wire_panels(self) -> None:
        self.toolbar.run_requested.connect(self.control.run)
        self.toolbar.pause_requested.connect(self.control.pause)
        self.toolbar.stop_requested.connect(self.control.stop)
        self.queue.selection_changed.connect(self._enable_actions)
        self.sweep.leaves_out_changed.connect(self.control.leave_out)
        self.results.export_requested.connect(self.export.ask)
        self.results.csv_requested.connect(self.csv.ask)
        self.results.selection_changed.connect(self._enable_actions)
        self.bench.items_reset.connect(self._enable_actions)
        self.sessions.open_requested.connect(self.control.show_session)
        FileDrop(self, SUFFIXES).dropped.connect(self.take_files)
        self.pages.distribution.follow(self.results.table.selectionModel())
        self.pages.scaling.also_chosen.connect(self.results.select_also)

    def _wire_control(self) -> None:
        """What the engine says."""
        control = self.control
        self.pages.join(control)
        self.form.join(control)
        self.queue.join(control)
        control.paused_changed.connect(self.toolbar.set_paused)
        control.paused_changed.connect(self.actions_by_id["pause"].setChecked)
        control.engine_changed.connect(self.toolbar.set_engine)
        control.environment_changed.connect(self.toolbar.set_environment)
        control.load_changed.connect(self.toolbar.set_load)
        control.progress_changed.connect(self.toolbar.set_progress)
        control.running_changed.connect(self._show_running)
        control.estimate_changed.connect(self.sweep.set_estimate)
        control.shortage_changed.connect(self.sweep.set_shortage)
        control.shown.named.connect(self.results.set_session_name)
        control.running_changed.connect(lambda _: self.sessions.refresh())
        control.engine_changed.connect(lambda _, sentence: self.log.note(sentence))
        self.closing.decided.connect(self.close)
        self.choices.reopening_asked.connect(self._reopen)
        self.dialogs.digits_changed.connect(self._rewrite_numbers)

    def _wire_sentences(self) -> None:
        """Every sentence that is said to the person, and in which tone."""
        control, pages, layouts, csv = self.control, self.pages, self.layouts, self.csv
        models, sessions, export = self.models, self.sessions, self.export
        self._hear("neutral", control.finished, self.duels.said, self.closing.postponed, self.choices.said)
        self._hear("good", models.said, pages.said, self.notes.said, sessions.said)
        self._hear("good", layouts.said, export.said, csv.said)
        self._hear("warning", pages.refused, self.duels.refused, export.refused, csv.refused)
        self._hear("bad", control.failed, models.failed, pages.failed)
        self._hear("bad", sessions.failed, layouts.failed, csv.failed)
        for offered in (self.choices.offered, self.going_on.offered):
            offered.connect(self.say)

    def _hear(self, tone: Tone, *signals: SignalInstance) -> None:
        for signal in signals:
            signal.connect(lambda sentence: self.say(sentence, tone))

    def _wire_actions(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "run": self.control.run,
            "resume": self.control.resume,
            "skip_item": self.queue.skip,
            "stop": self.control.stop,
            "duel": self.duels.begin,
            "last_duel": self.duels.show_last,
            "export_csv": self.csv.ask,
            "import_results": self.sessions.ask_what_to_import,
            "export_results": self.export.ask,
            "quit": self.close,
            "open_preset": self.models.presets.ask_which,
            "save_preset": self.models.presets.ask_where,
            "find_model": self.find_model,
            "copy_results": self.results.copy,
            "filter_results": self.filter_results,
            "dismiss_messages": self.messages.dismiss_all,
            "reset_layout": self.reset_layout,
            **self.dialogs.slots,
        }
        for id, slot in slots.items():
            self._do(id, slot)
        for axis, chip in (("log_x", self.pages.scaling.log_x), ("log_y", self.pages.scaling.log_y)):
            self.choices.tie(axis, chip)
        join_edits(self.actions_by_id, self.bench.edits)
        join_plot(self.actions_by_id, self.pages.scaling)
        self.actions_by_id["pause"].triggered.connect(self.control.pause)
        self.results.offer(self.actions_by_id["duel"], self.actions_by_id["copy_results"])
        menu = self.menuBar().findChild(QMenu, "view.layouts")
        assert menu is not None
        join_places(self.actions_by_id, menu, self.pages, self.docks, self.layouts)

    def _do(self, id: str, slot: Callable[[], object]) -> None:
        self.actions_by_id[id].triggered.connect(lambda _=False: slot())

    def _enable_actions(self) -> None:
        """Grey what cannot be done now, with the reason."""
        for id, why_not in reasons(self.control, self.bench, self.queue, self.results).items():
            allow(self.actions_by_id[id], why_not)

    def _rewrite_numbers(self) -> None:
        """Whatever shows numbers looks at them again when one of these is said."""
        self.bench.repeat()
        self._themes.changed.emit()

    def _show_running(self, running: bool) -> None:
        self.toolbar.set_running(running)
        self.pages.set_running(running)
        self._enable_actions()

    # what the menus offer

    def say(self, sentence: str, tone: Tone = "neutral", *actions: MessageAction) -> None:
        """Say a sentence over the panels, and note it in the log."""
        self.messages.say(sentence, tone, *actions)
        self.log.note(sentence)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Lay out what is a preset, and keep what is results, wherever in the window files are dropped."""
        presets = [path for path in paths if is_preset(path)]
        for preset in presets[:1]:
            self.models.presets.open(preset)
        results = [path for path in paths if path not in presets]
        if results:
            self.sessions.import_files(results)

    def find_model(self) -> None:
        """Put the cursor into the search of the models, wherever their panel is."""
        self.docks.show_panel("models")
        self.models.focus_search()

    def filter_results(self) -> None:
        """Put the cursor into the filter of the results, wherever their panel is."""
        self.docks.show_panel("results")
        self.results.focus_filter()

    def reset_layout(self) -> None:
        """Give every panel and every page its first place and size again."""
        self.resize(*FIRST_SIZE)
        self.layouts.reset()

    def _reopen(self) -> None:
        """Close for a window in another language to take this one's place."""
        self.is_reopening = True
        self.close()

    # between starts

    def showEvent(self, event: QShowEvent) -> None:
        """Wake the worker once the window stands: it loads torch while people look around."""
        super().showEvent(event)
        if not event.spontaneous():
            self.control.wake()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A run in flight is left in the store, if that was agreed to; the next start offers to go on."""
        if not self.closing.may_close():
            event.ignore()
            return
        self.leave()
        super().closeEvent(event)

    def leave(self) -> None:
        """Keep every choice and end the worker; whoever ends the session of the desktop is not asked."""
        save(self, self._preferences)
        self.pages.hide_windows()
        self.control.shut_down()
