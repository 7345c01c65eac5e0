"""The main window: panels around the plot, and who is told what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QIcon, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mixbench.core.errors import MixBenchError
from mixbench.core.resources import resource
from mixbench.core.version import __version__
from mixbench.gui.actions import build_actions, shortcut_lines, spec, tooltip_of
from mixbench.gui.duel_dialog import DuelDialog
from mixbench.gui.duel_words import outcome_sentence
from mixbench.gui.duelling import Bout, refusal
from mixbench.gui.hyperparameter_form import HyperparameterForm
from mixbench.gui.inspector import Inspector
from mixbench.gui.language import LANGUAGES, language_of, shown_language
from mixbench.gui.message_bar import MessageBar
from mixbench.gui.models_panel import ModelsPanel
from mixbench.gui.pages import Pages
from mixbench.gui.panel import GAP, Panel, set_role
from mixbench.gui.preferences import Preferences, default_settings_path, restore_bench, save_bench
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.run_control import RunControl
from mixbench.gui.sweep_panel import SweepPanel
from mixbench.gui.theme import MODES, ThemeManager, mode_of
from mixbench.gui.toolbar import Toolbar
from mixbench.gui.workbench import Workbench
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.course import TRIED_AGAIN
from mixbench.store.database import Store
from mixbench.store.exports import write
from mixbench.store.location import default_database_path

SMALLEST = (1120, 640)
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
        store = store or Store(default_database_path())
        self._preferences = preferences or Preferences(default_settings_path())
        self._themes = themes or worn_themes(self._preferences)
        #: Whether it closes only for another window to open in its place.
        self.is_reopening = False
        self.bench = Workbench(self)
        self.control = RunControl(self.bench, store, make_transport, self)
        self._make_panels()
        self._lay_out()
        self._first_layout = self._layout_states()
        self.actions_by_id = build_actions(self.menuBar())
        self._wire_panels()
        self._wire_control()
        self._wire_actions()
        self.setWindowTitle("MixBench")
        self.setWindowIcon(QIcon(str(resource("icons", "org.mixbench.MixBench.svg"))))
        self._restore()

    # building

    def _make_panels(self) -> None:
        self.toolbar = Toolbar(self.bench, self)
        self.messages = MessageBar(self)
        self.models = ModelsPanel(self.bench, self._themes, self)
        self.form = HyperparameterForm(self.bench, self)
        self.sweep = SweepPanel(self.bench, self)
        self.pages = Pages(self.bench, self._themes, self)
        self.results = ResultsPanel(self.bench, self._themes, self)
        self.inspector = Inspector(self.bench, self._themes, self)
        self.duel = DuelDialog(self.bench, self._themes, self)

    def _lay_out(self) -> None:
        """Three columns whose borders can be dragged, as in the drawings."""
        plots = Panel(parent=self)
        plots.body.addWidget(self.pages)
        self._left = _splitter(Qt.Orientation.Vertical, (self.models, 9), (self.form, 5), (self.sweep, 3))
        self._centre = _splitter(Qt.Orientation.Vertical, (plots, 3), (self.results, 1))
        self._centre.setSizes([560, 240])
        self._columns = _splitter(
            Qt.Orientation.Horizontal, (self._left, 0), (self._centre, 1), (self.inspector, 0)
        )
        self._columns.setSizes([350, 786, 264])
        self._left.setSizes([370, 250, 170])
        ground = QWidget(self)
        set_role(ground, "ground")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.toolbar)
        layout.addWidget(self._columns, 1)
        self.setCentralWidget(ground)
        self.messages.float_over(plots)
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)

    # wiring

    def _wire_panels(self) -> None:
        self.toolbar.run_requested.connect(self.control.run)
        self.toolbar.stop_requested.connect(self.control.stop)
        self.results.export_requested.connect(self.ask_for_csv)
        self.results.selection_changed.connect(self._enable_actions)
        self.pages.said.connect(lambda sentence: self.messages.say(sentence, "good"))
        self.pages.failed.connect(lambda sentence: self.messages.say(sentence, "bad"))
        self.pages.distribution.follow(self.results.table.selectionModel())
        self.pages.scaling.also_chosen.connect(self.results.select_also)
        self.duel.again_requested.connect(self._repeat_duel)
        self.duel.stop_requested.connect(self.control.stop)

    def _wire_control(self) -> None:
        control = self.control
        control.engine_changed.connect(self.toolbar.set_engine)
        control.environment_changed.connect(self.toolbar.set_environment)
        control.load_changed.connect(self.toolbar.set_load)
        control.progress_changed.connect(self.toolbar.set_progress)
        control.running_changed.connect(self._show_running)
        control.estimate_changed.connect(self.sweep.set_estimate)
        self.pages.join(control)
        control.finished.connect(lambda sentence: self.messages.say(sentence))
        control.failed.connect(lambda sentence: self.messages.say(sentence, "bad"))
        control.session_named.connect(self.results.set_session_name)
        control.duel_changed.connect(self._follow_duel)

    def _wire_actions(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "run": self.control.run,
            "resume": self.control.resume,
            "stop": self.control.stop,
            "duel": self.begin_duel,
            "last_duel": self.show_last_duel,
            "export_csv": self.ask_for_csv,
            "quit": self.close,
            "undo": self.form.undo,
            "redo": self.form.redo,
            "find_model": self.models.focus_search,
            "copy_results": self.results.copy,
            "reset_layout": self.reset_layout,
            "shortcuts": self.show_shortcuts,
            "about": self.show_about,
        }
        for id, slot in slots.items():
            self.actions_by_id[id].triggered.connect(lambda _=False, slot=slot: slot())
        for mode in MODES:
            action = self.actions_by_id[f"theme_{mode}"]
            action.triggered.connect(lambda _=False, mode=mode: self._choose_theme(mode))
            action.setChecked(mode == self._themes.mode)
        for axis, chip in (("log_x", self.pages.scaling.log_x), ("log_y", self.pages.scaling.log_y)):
            action = self.actions_by_id[axis]
            action.setChecked(chip.isChecked())
            action.toggled.connect(chip.setChecked)
            chip.toggled.connect(action.setChecked)
        for language in LANGUAGES:
            action = self.actions_by_id[f"language_{language}"]
            action.triggered.connect(lambda _=False, language=language: self._choose_language(language))
            action.setChecked(language == self._preferences.text("window/language", "system"))
        self.results.offer(self.actions_by_id["duel"], self.actions_by_id["copy_results"])
        self.bench.items_reset.connect(self._enable_actions)
        self._enable_actions()

    def _enable_actions(self) -> None:
        running = self.control.is_running
        measured = [item.measurement for item in self.bench.items.values()]
        unfinished = any(one is None or one.status in TRIED_AGAIN for one in measured)
        self.actions_by_id["run"].setEnabled(not running)
        self.actions_by_id["stop"].setEnabled(running)
        self.actions_by_id["resume"].setEnabled(not running and unfinished)
        why_not = refusal(self.results.selected_cases, is_running=running)
        self.actions_by_id["duel"].setEnabled(not why_not)
        self.actions_by_id["duel"].setToolTip(why_not or tooltip_of(spec("duel")))

    def _show_running(self, running: bool) -> None:
        self.toolbar.set_running(running)
        self.pages.set_running(running)
        self._enable_actions()

    # duels

    def begin_duel(self) -> None:
        """Hold the two selected results against one another."""
        self.control.duel(*self.results.selected_cases)

    def show_last_duel(self) -> None:
        """Bring the window of the latest duel back."""
        bout = self.control.last_duel()
        if bout is None:
            sentence = self.tr("There has been no duel yet; select two rows of the results and press Duel.")
            self.messages.say(sentence, "warning")
            return
        self.duel.show_bout(bout)
        self._raise_duel()

    def _raise_duel(self) -> None:
        self.duel.show()
        self.duel.activateWindow()

    def _repeat_duel(self) -> None:
        if self.duel.bout is not None:
            self.control.duel(self.duel.bout.first.case, self.duel.bout.second.case)

    def _follow_duel(self, bout: Bout) -> None:
        """Show a duel as it begins; whoever closed its window is told how it ended."""
        is_new = self.duel.bout is None or self.duel.bout.session != bout.session
        self.duel.show_bout(bout)
        if is_new:
            self._raise_duel()
        elif bout.is_over and not self.duel.isVisible():
            self.messages.say(outcome_sentence(bout))

    # what the menus offer

    def ask_for_csv(self) -> None:
        """Ask where to, then save the results of the session that is shown."""
        if not any(item.measurement for item in self.bench.items.values()):
            self.messages.say(self.tr("There are no results to save yet; press Run first."), "warning")
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
            self.messages.say(str(error), "bad")
            return
        self.messages.say(self.tr("Saved %n result(s) to {path}", "", len(rows)).format(path=path), "good")

    def reset_layout(self) -> None:
        """Give every panel its first place and size again."""
        for splitter, state in zip(self._splitters(), self._first_layout, strict=True):
            splitter.restoreState(state)
        self.resize(*FIRST_SIZE)

    def show_shortcuts(self) -> None:
        """List every shortcut."""
        rows = "".join(
            f"<tr><td>{line.text}</td><td>&nbsp;&nbsp;</td><td><b>{line.keys}</b></td></tr>"
            for line in shortcut_lines()
        )
        self._inform(self.tr("Shortcuts"), f"<table>{rows}</table>")

    def show_about(self) -> None:
        """Say what this is and which versions it runs on."""
        environment = self.control.environment
        torch = environment.torch if environment else self.tr("not loaded yet")
        self._inform(
            self.tr("About MixBench"),
            self.tr(
                "<h3>MixBench {version}</h3><p>A laboratory for vision-MLP networks and their rivals: what "
                "they cost by law, by count and by clock.</p><p>torch of the worker: {torch}</p>"
                "<p>Apache License 2.0</p>"
            ).format(version=__version__, torch=torch),
        )

    def _inform(self, title: str, text: str) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, QMessageBox.StandardButton.Ok, self)
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

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

    def _splitters(self) -> tuple[QSplitter, ...]:
        return (self._columns, self._left, self._centre)

    def _layout_states(self) -> tuple[QByteArray, ...]:
        return tuple(splitter.saveState() for splitter in self._splitters())

    def _restore(self) -> None:
        """The layout and the choices of the last time; the comparison of the first start otherwise."""
        self.restoreGeometry(self._preferences.blob("window/geometry"))
        for number, splitter in enumerate(self._splitters()):
            splitter.restoreState(self._preferences.blob(f"window/splitter{number}"))
        self.pages.scaling.restore(self._preferences.flags("scaling"))
        restore_bench(self._preferences, self.bench)
        self.control.show_last_session()

    def _save(self) -> None:
        self._preferences.set_blob("window/geometry", self.saveGeometry())
        for number, state in enumerate(self._layout_states()):
            self._preferences.set_blob(f"window/splitter{number}", state)
        self._preferences.set_flags("scaling", self.pages.scaling.state())
        save_bench(self._preferences, self.bench)
        self._preferences.save()

    def showEvent(self, event: QShowEvent) -> None:
        """Wake the worker once the window stands: it loads torch while people look around."""
        super().showEvent(event)
        if not event.spontaneous():
            self.control.wake()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A run in flight is left in the store; Resume goes on with it at the next start."""
        self._save()
        self.control.shut_down()
        super().closeEvent(event)


def worn_themes(preferences: Preferences) -> ThemeManager:
    """The theme that the user chose, worn by the application."""
    app = QApplication.instance()
    themes = ThemeManager(mode_of(preferences.text("window/theme")), app)
    if isinstance(app, QApplication):
        themes.apply(app)
    return themes


def _splitter(orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    """Panels side by side with a gap as wide as the rhythm, none of which can vanish."""
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(GAP)
    splitter.setChildrenCollapsible(False)
    for number, (widget, stretch) in enumerate(parts):
        splitter.addWidget(widget)
        splitter.setStretchFactor(number, stretch)
    return splitter
