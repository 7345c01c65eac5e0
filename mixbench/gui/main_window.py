"""The main window: panels around the plot, and who is told what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QIcon, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from mixbench.core.errors import MixBenchError
from mixbench.core.resources import resource
from mixbench.gui.actions import allow, build_actions, spec, tooltip_of
from mixbench.gui.closing import Closing, cut_off_run
from mixbench.gui.dialogs import Dialogs
from mixbench.gui.docks import BOTTOM, LEFT, RIGHT, Docks
from mixbench.gui.duel_control import DuelControl
from mixbench.gui.duel_dialog import DuelDialog
from mixbench.gui.duelling import refusal
from mixbench.gui.file_drop import FileDrop
from mixbench.gui.export_control import ExportControl
from mixbench.gui.hyperparameter_form import HyperparameterForm
from mixbench.gui.inspector import Inspector
from mixbench.gui.language import LANGUAGES, language_of, shown_language
from mixbench.gui.layouts import Layouts
from mixbench.gui.log_panel import LogPanel
from mixbench.gui.message_bar import MessageAction, MessageBar
from mixbench.gui.models_panel import ModelsPanel
from mixbench.gui.notice import Notice
from mixbench.gui.pages import Pages
from mixbench.gui.panel import GAP, Panel, Tone, set_role
from mixbench.gui.place_control import join_places
from mixbench.gui.preferences import Preferences, default_settings_path, restore_bench, save_bench
from mixbench.gui.queue_panel import QueuePanel
from mixbench.gui.result_notes import ResultNotes
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.run_control import RunControl
from mixbench.gui.sessions_panel import SUFFIXES, SessionsPanel
from mixbench.gui.sweep_panel import SweepPanel
from mixbench.gui.theme import MODES, ThemeManager, mode_of
from mixbench.gui.toolbar import Toolbar
from mixbench.gui.workbench import Workbench
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.course import TRIED_AGAIN
from mixbench.store.database import Store
from mixbench.store.exports import write
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
        self.dialogs = Dialogs(
            self, self.bench, self.control, self._preferences, self._themes, self.actions_by_id, self.say
        )
        self._wire_panels()
        self._wire_control()
        self._wire_actions()
        self._wire_choices()
        self._enable_actions()
        self._restore()

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
        self.export = ExportControl(
            self.bench, self._store, self._preferences, self.results, self.pages.scaling, self._themes, self
        )
        self.closing = Closing(self.control, self)
        self.notice = Notice(self.control, self)

    # wiring

    def _wire_panels(self) -> None:
        self.toolbar.run_requested.connect(self.control.run)
        self.toolbar.pause_requested.connect(self.control.pause)
        self.toolbar.stop_requested.connect(self.control.stop)
        self.queue.selection_changed.connect(self._enable_actions)
        self.sweep.leaves_out_changed.connect(self.control.leave_out)
        self.results.export_requested.connect(self.export.ask)
        self.results.csv_requested.connect(self.ask_for_csv)
        self.results.selection_changed.connect(self._enable_actions)
        self.bench.items_reset.connect(self._enable_actions)
        self.sessions.open_requested.connect(self.control.show_session)
        FileDrop(self, SUFFIXES).dropped.connect(self.sessions.import_files)
        self.pages.distribution.follow(self.results.table.selectionModel())
        self.pages.scaling.also_chosen.connect(self.results.select_also)

    def _wire_control(self) -> None:
        """What the engine says, and every sentence that is said to the person."""
        control = self.control
        self.pages.join(control)
        self.queue.join(control)
        control.paused_changed.connect(self.toolbar.set_paused)
        control.paused_changed.connect(self.actions_by_id["pause"].setChecked)
        self.form.join(control)
        control.engine_changed.connect(self.toolbar.set_engine)
        control.environment_changed.connect(self.toolbar.set_environment)
        control.load_changed.connect(self.toolbar.set_load)
        control.progress_changed.connect(self.toolbar.set_progress)
        control.running_changed.connect(self._show_running)
        control.estimate_changed.connect(self.sweep.set_estimate)
        control.shortage_changed.connect(self.sweep.set_shortage)
        control.session_named.connect(self.results.set_session_name)
        control.running_changed.connect(lambda _: self.sessions.refresh())
        self.sessions.said.connect(lambda sentence: self.say(sentence, "good"))
        self.sessions.failed.connect(lambda sentence: self.say(sentence, "bad"))
        control.engine_changed.connect(lambda _, sentence: self.log.note(sentence))
        for told in (control.finished, self.duels.said, self.closing.postponed):
            told.connect(self.say)
        for done in (self.pages.said, self.layouts.said, self.export.said, self.notes.said):
            done.connect(lambda sentence: self.say(sentence, "good"))
        for refused in (self.pages.refused, self.duels.refused, self.export.refused):
            refused.connect(lambda sentence: self.say(sentence, "warning"))
        for failed in (control.failed, self.pages.failed, self.layouts.failed):
            failed.connect(lambda sentence: self.say(sentence, "bad"))
        self.closing.decided.connect(self.close)
        self.dialogs.digits_changed.connect(self._rewrite_numbers)

    def _wire_actions(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "run": self.control.run,
            "resume": self.control.resume,
            "skip_item": self.queue.skip,
            "stop": self.control.stop,
            "duel": self.duels.begin,
            "last_duel": self.duels.show_last,
            "export_csv": self.ask_for_csv,
            "export_results": self.export.ask,
            "import_results": self.sessions.ask_what_to_import,
            "quit": self.close,
            "undo": self.form.undo,
            "redo": self.form.redo,
            "find_model": self.find_model,
            "copy_results": self.results.copy,
            "filter_results": self.filter_results,
            "dismiss_messages": self.messages.dismiss_all,
            "reset_layout": self.reset_layout,
            **self.dialogs.slots,
        }
        for id, slot in slots.items():
            self._do(id, slot)
        self.actions_by_id["pause"].triggered.connect(self.control.pause)
        self.results.offer(self.actions_by_id["duel"], self.actions_by_id["copy_results"])
        menu = self.menuBar().findChild(QMenu, "view.layouts")
        assert menu is not None
        join_places(self.actions_by_id, menu, self.pages, self.docks, self.layouts)

    def _do(self, id: str, slot: Callable[[], object]) -> None:
        self.actions_by_id[id].triggered.connect(lambda _=False: slot())

    def _wire_choices(self) -> None:
        """The entries that can be ticked: theme, language, logarithmic axes."""
        for mode in MODES:
            self._do(f"theme_{mode}", partial(self._choose_theme, mode))
            self.actions_by_id[f"theme_{mode}"].setChecked(mode == self._themes.mode)
        for axis, chip in (("log_x", self.pages.scaling.log_x), ("log_y", self.pages.scaling.log_y)):
            action = self.actions_by_id[axis]
            action.setChecked(chip.isChecked())
            action.toggled.connect(chip.setChecked)
            chip.toggled.connect(action.setChecked)
        chosen = self._preferences.text("window/language", "system")
        for language in LANGUAGES:
            self._do(f"language_{language}", partial(self._choose_language, language))
            self.actions_by_id[f"language_{language}"].setChecked(language == chosen)

    def _enable_actions(self) -> None:
        """Grey what cannot be done now, with the reason."""
        running = self.control.is_running
        measured = [item.measurement for item in self.bench.items.values()]
        unfinished = any(one is None or one.status in TRIED_AGAIN for one in measured)
        busy = self.tr("A run is being measured; stop it first.") if running else ""
        idle = "" if running else self.tr("Nothing is being measured.")
        whole = "" if unfinished else self.tr("Nothing of this session is left to be measured.")
        unmarked = self.tr("Select points in the queue that are still waiting.")
        reasons = {
            "run": busy,
            "pause": idle,
            "stop": idle,
            "skip_item": "" if self.queue.skippable else unmarked,
            "resume": busy or whole,
            "duel": refusal(self.results.selected_cases, is_running=running),
        }
        for id, why_not in reasons.items():
            allow(self.actions_by_id[id], why_not)

    def _rewrite_numbers(self) -> None:
        """Whatever shows numbers looks at them again when one of these is said."""
        self.bench.models_changed.emit()
        self.bench.point_changed.emit()
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

    def find_model(self) -> None:
        """Put the cursor into the search of the models, wherever their panel is."""
        self.docks.show_panel("models")
        self.models.focus_search()

    def filter_results(self) -> None:
        """Put the cursor into the filter of the results, wherever their panel is."""
        self.docks.show_panel("results")
        self.results.focus_filter()

    def ask_for_csv(self) -> None:
        """Ask where to, then save the results of the session that is shown."""
        if not any(item.measurement for item in self.bench.items.values()):
            self.say(self.tr("There are no results to save yet; press Run first."), "warning")
            return
        dialog = QFileDialog(self, self.tr("Export results"), f"mixbench-{self.bench.session}.csv")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilter(self.tr("Comma-separated values (*.csv)"))
        dialog.fileSelected.connect(lambda path: self.export_csv(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def export_csv(self, path: Path) -> None:
        """Save every measured case of the session; a path that cannot be written is a sentence."""
        try:
            rows = self.control.rows()
            write(rows, "csv", path)
        except MixBenchError as error:
            self.say(str(error), "bad")
            return
        self.say(self.tr("Saved %n result(s) to {path}", "", len(rows)).format(path=path), "good")

    def reset_layout(self) -> None:
        """Give every panel and every page its first place and size again."""
        self.resize(*FIRST_SIZE)
        self.layouts.reset()

    def _choose_theme(self, mode: str) -> None:
        self._themes.set_mode(mode_of(mode))
        self._preferences.set_text("window/theme", mode)

    def _choose_language(self, choice: str) -> None:
        """Close for a window in the chosen language to take this one's place; a run is not cut off for it."""
        self._preferences.set_text("window/language", choice)
        if language_of(choice) == shown_language():
            return
        if self.control.is_running:
            sentence = self.tr("The language changes at the next start, for a run is being measured.")
            self.messages.say(sentence)
            return
        self.is_reopening = True
        self.close()

    # between starts

    def _restore(self) -> None:
        """The layout and the choices of the last time; the comparison of the first start otherwise."""
        self.restoreGeometry(self._preferences.blob("window/geometry"))
        self.layouts.restore()
        self.pages.scaling.restore(self._preferences.flags("scaling"))
        self.results.restore(self._preferences.flags("results"))
        restore_bench(self._preferences, self.bench)
        self.control.show_last_session()
        self.sessions.choice.restore(self._preferences.text("sessions/drawn"))
        self._offer_to_go_on()

    def _offer_to_go_on(self) -> None:
        """Say it where the last run was cut off, with the way to its end."""
        cut = cut_off_run(self._store)
        if cut is None or cut.session != self.bench.session:
            return
        told = self.tr("A run was cut off: {finished} of {planned} points are measured.")
        tooltip = tooltip_of(spec("resume"))
        go_on = MessageAction(self.tr("Resume"), partial(self._go_on, cut.session), tooltip)
        self.say(told.format(finished=cut.finished, planned=cut.planned), "warning", go_on)

    def _go_on(self, session: str) -> None:
        if self.bench.session == session:
            self.control.resume()
        else:
            told = self.tr("Another session is on the screen by now; open that of the run first.")
            self.say(told, "warning")

    def _save(self) -> None:
        self._preferences.set_blob("window/geometry", self.saveGeometry())
        self.layouts.save()
        self._preferences.set_flags("scaling", self.pages.scaling.state())
        self._preferences.set_flags("results", self.results.state())
        self._preferences.set_text("sessions/drawn", self.sessions.choice.state())
        save_bench(self._preferences, self.bench)
        self._preferences.save()

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
        self._save()
        self.pages.hide_windows()
        self.control.shut_down()


def worn_themes(preferences: Preferences) -> ThemeManager:
    """The theme that the user chose, worn by the application."""
    app = QApplication.instance()
    themes = ThemeManager(mode_of(preferences.text("window/theme")), app)
    if isinstance(app, QApplication):
        themes.apply(app)
    return themes
