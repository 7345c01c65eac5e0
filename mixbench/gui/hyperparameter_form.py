"""The form of the selected model: every hyperparameter of its family, and what a change costs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mixbench.catalog import registry
from mixbench.catalog.hyperparameters import configure, is_active, values_of
from mixbench.core.errors import HyperparameterError, Problem
from mixbench.core.model import Model, Value
from mixbench.gui.accepted_values import nearest_number
from mixbench.gui.change_summary import ChangeSummary
from mixbench.gui.hyperparameter_fields import Field
from mixbench.gui.panel import GAP, Panel, muted, set_role
from mixbench.gui.run_control import RunControl
from mixbench.gui.size_problem import SizeProblem
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Answered

#: The height of an editor, and so of the name beside it.
_EDITOR_PX = 28


class HyperparameterForm(Panel):
    """Builds itself from the family's declaration. An edit of a published variant makes a custom model.

    `asked` and `withdrawn` carry questions for the engine, whose answers are brought to `take`.
    """

    asked = Signal(object)  # Question
    withdrawn = Signal(object)  # Question

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Hyperparameters"))
        self._workbench = workbench
        self._family = ""
        #: Fields whose typed value was refused: it stays there while others are edited.
        self._refused: set[str] = set()
        self._is_editing = False
        self.fields: dict[str, Field] = {}
        self.hint = muted(self.tr("Select a model to see and change its hyperparameters."), self, wrap=True)
        self.size_problem = SizeProblem(workbench, self)
        self.change = ChangeSummary(workbench, self)
        self.reset_button = QPushButton(self.tr("Reset"), self)
        self._place()
        self.change.asked.connect(self.asked)
        self.change.withdrawn.connect(self.withdrawn)
        workbench.selection_changed.connect(self.refresh)
        self.refresh()

    def _place(self) -> None:
        self.reset_button.setToolTip(self.tr("Back to the published variant"))
        self.reset_button.clicked.connect(self.reset)
        self.add_header_widget(self.reset_button)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)
        for widget in (self.hint, self.size_problem, self.change):
            self.body.addWidget(widget)

    def join(self, control: RunControl) -> None:
        """Let the form ask the engine, and hear what it answers."""
        self.asked.connect(control.ask)
        self.withdrawn.connect(control.withdraw)
        control.answered.connect(self.take)

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        self.change.take(answered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fields come first: where there is no room for both, less is said of the change."""
        super().resizeEvent(event)
        self.change.set_room(event.size().height())

    # what the menus call

    def reset(self) -> None:
        """Back to the published variant, as one step that can be taken back."""
        model = self._workbench.selected
        if model is not None and model.overrides:
            self._workbench.reset_model(model)

    # showing

    def refresh(self) -> None:
        """Show the selected model; fields stay where the family stays, so that typing is not interrupted."""
        model = self._workbench.selected
        self.hint.setVisible(model is None)
        self.reset_button.setEnabled(model is not None and bool(model.overrides))
        if model is None:
            self._build("", [])
            self.set_subtitle("")
            return
        resolved = registry.resolve(model)
        if resolved.family.id != self._family:
            self._build(resolved.family.id, [Field(item) for item in resolved.family.hyperparameters])
        self.set_subtitle(self._workbench.label(model))
        if not self._is_editing:
            self._show_problems(())
        self._show_values(values_of(resolved.config), published_values(model))

    def _show_values(self, values: dict[str, Value], published: dict[str, Value]) -> None:
        for name, field in self.fields.items():
            field.set_published(published[name])
            if name not in self._refused:
                field.set_value(values[name])
            # What does not matter, given the rest, is grey.
            field.setEnabled(is_active(field.item, values))

    def _build(self, family: str, fields: list[Field]) -> None:
        self._family = family
        self._refused = set()
        self.fields = {field.item.name: field for field in fields}
        content = QWidget()
        set_role(content, "scrolled")
        form = QFormLayout()
        form.setContentsMargins(0, 0, 4, 0)
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(GAP // 2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for field in fields:
            if field.item.kind == "integers":
                # A number a stage needs the whole width.
                form.addRow(field.caption)
                form.addRow(field)
            else:
                field.caption.setFixedHeight(_EDITOR_PX)
                form.addRow(field.caption, field)
            self._listen(field)
        outer = QVBoxLayout(content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(form)
        outer.addStretch(1)
        self._scroll.setWidget(content)

    def _listen(self, field: Field) -> None:
        field.edited.connect(self._edit)
        field.slid.connect(self._slide)
        field.returned.connect(self._return)
        field.followed.connect(self._put)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        found = {problem.field: problem for problem in problems}
        self._refused = set(found)
        for name, field in self.fields.items():
            problem = found.get(name)
            field.set_problem(problem.sentence if problem else "", nearest_of(problem))

    # editing

    def _edit(self, name: str) -> None:
        """A field was changed: keep what is accepted, say what is not, and leave it as it was typed."""
        model = self._workbench.selected
        if model is None:
            return
        values = {known: field.value for known, field in self.fields.items()}
        changed = self._accept(Model(model.variant, values))
        if changed is None and name not in self._refused:
            # Something else is wrong; this alone may do.
            own = values_of(registry.resolve(model).config)
            changed = normal_or_none(Model(model.variant, {**own, name: values[name]}))
        if changed is not None and changed != model:
            self._take_over(model, changed, name)

    def _accept(self, wanted: Model) -> Model | None:
        """The model in its normal form, or None with what is wrong said beside the fields."""
        try:
            accepted = registry.normal(wanted)
        except HyperparameterError as error:
            self._show_problems(error.problems)
            return None
        self._show_problems(())
        return accepted

    def _take_over(self, model: Model, changed: Model, name: str) -> None:
        self._is_editing = True
        try:
            self._workbench.change_model(model, changed, name, gesture=self.fields[name].gesture)
        finally:
            self._is_editing = False

    def _slide(self, name: str, number: float) -> None:
        """The slider was moved: go to the nearest value that fits, so that each place has its figures."""
        model, field = self._workbench.selected, self.fields[name]
        if model is None:
            return
        if field.item.kind != "number":

            def with_number(candidate: int) -> Model:
                return Model(model.variant, {**model.overrides, name: field.value_with(candidate)})

            side = self._workbench.sweep.resolution_px
            number = nearest_number(int(number), with_number, side, beyond=field.left_by_key)
        field.set_value(field.value_with(number))
        self._edit(name)

    def _return(self, name: str) -> None:
        model = self._workbench.selected
        if model is not None:
            self._put(name, published_values(model)[name])

    def _put(self, name: str, value: Value) -> None:
        """Put a value into a field as if it had been typed, as a change of its own."""
        field = self.fields[name]
        field.begin()
        field.set_value(value)
        self._edit(name)
        field.editors[0].setFocus()


def published_values(model: Model) -> dict[str, Value]:
    """The hyperparameters of the variant that a model was made of."""
    family, variant = registry.find(model.variant)
    return values_of(configure(family.config, variant.values))


def nearest_of(problem: Problem | None) -> Value | None:
    """The value that would remove a problem, where it names one."""
    nearest = problem.nearest if problem is not None else None
    return nearest if isinstance(nearest, bool | int | float | str | tuple) else None


def normal_or_none(model: Model) -> Model | None:
    """The model in its normal form, or None where it is refused."""
    try:
        return registry.normal(model)
    except HyperparameterError:
        return None
