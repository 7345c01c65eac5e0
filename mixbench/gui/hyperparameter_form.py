"""The form of the selected model: every hyperparameter of its family, and what a change costs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mixbench.catalog import registry
from mixbench.catalog.family import NATIVE_PX
from mixbench.catalog.hyperparameters import is_active, values_of
from mixbench.core.errors import HyperparameterError, RequestError
from mixbench.core.model import Model, Value
from mixbench.core.units import si
from mixbench.gui.catalog_words import word
from mixbench.gui.hyperparameter_fields import Field
from mixbench.gui.model_edits import ModelEdit
from mixbench.gui.panel import GAP, Panel, muted, set_role
from mixbench.gui.workbench import RESOLUTION, Workbench


class HyperparameterForm(Panel):
    """Builds itself from the family's declaration. An edit of a published variant makes a custom model."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Hyperparameters"))
        self._workbench = workbench
        self._family = ""
        self.fields: dict[str, Field] = {}
        self.undo_stack = workbench.edits
        self.change = muted(wrap=True)
        self.size_problem = QLabel(self)
        self.reset_button = QPushButton(self.tr("Reset"), self)
        self._place()
        workbench.selection_changed.connect(self.refresh)
        workbench.sweep_changed.connect(self._show_change)
        self.refresh()

    def _place(self) -> None:
        self.reset_button.setToolTip(self.tr("Back to the published variant"))
        self.reset_button.clicked.connect(self.reset)
        self.add_header_widget(self.reset_button)
        set_role(self.size_problem, "problem")
        self.size_problem.setWordWrap(True)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.size_problem)
        self.body.addWidget(self.change)

    # what the menus call

    def undo(self) -> None:
        """Take the last change back."""
        self.undo_stack.undo()

    def redo(self) -> None:
        """Make it again."""
        self.undo_stack.redo()

    def reset(self) -> None:
        """Back to the published variant, as one step that can be taken back."""
        model = self._workbench.selected
        if model is not None and model.overrides:
            self._push(model, Model(model.variant), "")

    # showing

    def refresh(self) -> None:
        """Show the selected model; fields stay where the family stays, so that typing is not interrupted."""
        model = self._workbench.selected
        if model is None:
            self._show_nothing()
            return
        resolved = registry.resolve(model)
        if resolved.family.id != self._family:
            self._build(resolved.family.id, [Field(item) for item in resolved.family.hyperparameters])
        self.set_subtitle(registry.label(model))
        values = values_of(resolved.config)
        for name, field in self.fields.items():
            field.set_value(values[name])
        self._show_problems({})
        self._show_active(values)
        self._show_change()

    def _show_nothing(self) -> None:
        self._build("", [])
        self.set_subtitle("")
        self.change.setText(self.tr("Select a model to see and change its hyperparameters."))
        self.size_problem.hide()
        self.reset_button.setEnabled(False)

    def _build(self, family: str, fields: list[Field]) -> None:
        self._family = family
        self.fields = {field.item.name: field for field in fields}
        content = QWidget()
        set_role(content, "scrolled")
        form = QFormLayout()
        form.setContentsMargins(0, 0, 4, 0)
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(GAP - 2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for field in fields:
            label = QLabel(word(field.item.label))
            label.setToolTip(field.item.help)
            if field.item.kind == "integers":
                # A number a stage needs the whole width.
                form.addRow(label)
                form.addRow(field)
            else:
                label.setMinimumHeight(28)
                label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
                form.addRow(label, field)
            field.edited.connect(self._edit)
        outer = QVBoxLayout(content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(form)
        outer.addStretch(1)
        self._scroll.setWidget(content)

    def _show_problems(self, problems: dict[str, str]) -> None:
        for name, field in self.fields.items():
            field.set_problem(problems.get(name, ""))

    def _show_active(self, values: dict[str, Value]) -> None:
        """Grey out what does not matter, given the rest."""
        for field in self.fields.values():
            field.setEnabled(is_active(field.item, values))

    # editing

    def _edit(self, name: str) -> None:
        """A field was changed: keep what is accepted, say what is not."""
        model = self._workbench.selected
        if model is None:
            return
        values = {known: field.value for known, field in self.fields.items()}
        try:
            changed = registry.normal(Model(model.variant, values))
        except HyperparameterError as error:
            self._show_problems({problem.field: problem.sentence for problem in error.problems})
            return
        self._show_problems({})
        if changed != model:
            self._push(model, changed, name)

    def _push(self, before: Model, after: Model, field: str) -> None:
        label = registry.label(after)
        self.undo_stack.push(ModelEdit(self._workbench, before, after, field, label))

    # what it costs

    def _show_change(self) -> None:
        model = self._workbench.selected
        if model is None:
            return
        self.reset_button.setEnabled(bool(model.overrides))
        side = self._side()
        refusal = registry.resolve(model).refusal(side, side)
        self.size_problem.setVisible(bool(refusal))
        self.size_problem.setText(refusal or "")
        self.change.setText(self._change_text(model, side))

    def _side(self) -> int:
        """The resolution that the models' costs are shown at."""
        sweep = self._workbench.sweep
        return NATIVE_PX if sweep.axis == RESOLUTION else sweep.resolution_px

    def _change_text(self, model: Model, side: int) -> str:
        if not model.overrides:
            return self.tr("As published. Change a value to make a copy of your own.")
        sweep = self._workbench.sweep
        sides = [side]
        if sweep.axis == RESOLUTION and max(sweep.values) != side:
            sides.append(max(sweep.values))
        parts = [part for one in sides if (part := self._macs_change(model, one))]
        params = self._params_change(model, side)
        changes = ", ".join([*([params] if params else []), *parts])
        if not changes:
            return ""
        return self.tr("against the published variant: {changes}").format(changes=changes)

    def _params_change(self, model: Model, side: int) -> str:
        own, published = self._costs(model, side)
        if own is None or published is None:
            return ""
        return self.tr("params {change}").format(change=change_text(own[0], published[0]))

    def _macs_change(self, model: Model, side: int) -> str:
        own, published = self._costs(model, side)
        if own is None or published is None:
            return ""
        change = change_text(own[1], published[1])
        return self.tr("MACs {change} at {side} px").format(change=change, side=side)

    def _costs(self, model: Model, side: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Parameters and MACs of the model and of its published variant; None where a size is refused."""
        return _cost(model, side), _cost(Model(model.variant), side)


def _cost(model: Model, side: int) -> tuple[int, int] | None:
    try:
        law = registry.resolve(model).law(side, side)
    except RequestError:
        return None
    return law.params, law.macs


def change_text(own: int, published: int) -> str:
    """`+1.20 M (+8 %)`, `−3.00 G (−50 %)` or `±0`."""
    difference = own - published
    if not difference:
        return "±0"
    sign = "+" if difference > 0 else "−"
    amount = f"{sign}{si(abs(difference))}"
    return f"{amount} ({sign}{abs(difference) / published * 100:.3g} %)" if published else amount
