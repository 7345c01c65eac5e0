"""The pages of what it means, by the Tab key alone: every control is reached, the row above as it is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from mixbench.core.model import Model
from mixbench.gui.checkpoint_chip import Checkpoints
from mixbench.gui.claims_page import ClaimsPage
from mixbench.gui.field_page import FieldPage
from mixbench.gui.figure_view import FigureView
from mixbench.gui.help_button import HelpButton
from mixbench.gui.image_view import ImageView
from mixbench.gui.language import install_language, remove_language
from mixbench.gui.laws_page import LawsPage
from mixbench.gui.learning_page import LearningPage
from mixbench.gui.pareto_page import ParetoPage
from mixbench.gui.roofline_page import RooflinePage
from mixbench.gui.weights_page import WeightsPage

CONTROLS = (
    QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QAbstractSlider, QAbstractItemView, FigureView,
    ImageView,
)  # fmt: skip
#: Parts of a control, and corners that the mouse alone needs.
PARTS = (QScrollBar,)


@pytest.fixture(
    params=[LawsPage, RooflinePage, ParetoPage, ClaimsPage, FieldPage, WeightsPage, LearningPage],
    ids=lambda kind: kind.__name__,
)
def page(request, qtbot, bench, themes, finished):
    bench.set_models([Model("mixer_s16"), Model("resmlp_s12")], [])
    bench.select(Model("mixer_s16"))
    bench.show_items("20260101-000000-abcd", finished(bench))
    checkpoints = Checkpoints(bench)
    more = (checkpoints,) if request.param in (FieldPage, WeightsPage) else ()
    page = request.param(bench, themes, *more)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    qtbot.wait(80)
    return page


def controls(page):
    """All that a person can do something with now."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, PARTS)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is page
        and not isinstance(widget.parent(), CONTROLS)
        and widget.objectName() != "qt_toolbar_ext_button"
    ]


def by_arrows(widget, stops):
    """Of buttons that exclude one another Tab takes the one that is on; arrow keys go on from there."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and group.checkedButton() in stops


def walk(qtbot, page):
    """The widgets that have the focus one after the other, from the first to the first again."""
    page.setFocus()
    page.focusNextChild()
    stops = [QApplication.focusWidget()]
    for _ in range(200):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is stops[0]:
            break
        stops.append(QApplication.focusWidget())
    return stops


def test_every_control_is_reached_and_has_a_name_and_a_word_of_help(qtbot, page):
    stops = walk(qtbot, page)
    assert len(stops) < 200, "the Tab key is caught somewhere"
    missed = [widget for widget in controls(page) if widget not in stops and not by_arrows(widget, stops)]
    assert not missed, [(type(one).__name__, one.accessibleName(), one.toolTip()) for one in missed]
    row = [one for one in stops if isinstance(one, (QAbstractButton, QComboBox, QAbstractSpinBox))]
    assert row
    for control in row:
        assert control.accessibleName() or control.text(), control.toolTip()
        assert control.toolTip() or control.parent().toolTip(), control.accessibleName()


def test_help_then_export_end_the_row_which_is_walked_as_it_is_read(qtbot, page):
    stops = walk(qtbot, page)
    button = page.findChild(HelpButton)
    first_row = [one for one in stops if one.parent() is button.parent() or one is page.export]
    line = button.mapTo(page, button.rect().center()).y()
    in_line = [one for one in stops if abs(one.mapTo(page, one.rect().center()).y() - line) < 8]
    lefts = [one.mapTo(page, one.rect().topLeft()).x() for one in in_line]
    assert lefts == sorted(lefts), [(one.accessibleName() or one.objectName()) for one in in_line]
    assert first_row
    if page.export.isEnabled():
        assert in_line[-2:] == [button, page.export]


def test_another_language_builds_a_page_anew_while_it_is_open(request, qtbot, qapp, page, bench, themes):
    """As the window does: over the same bench, with the same switches, and nothing of the old one is left."""
    install_language(qapp, "zh_CN")
    request.addfinalizer(lambda: remove_language(qapp))
    more = (Checkpoints(bench),) if isinstance(page, (FieldPage, WeightsPage)) else ()
    again = type(page)(bench, themes, *more)
    qtbot.addWidget(again)
    page.hide()
    again.show()
    qtbot.waitExposed(again)
    qtbot.wait(60)
    assert (page.export.accessibleName(), again.export.accessibleName()) == ("Export", "导出")
    assert again.findChild(HelpButton).toolTip() != page.findChild(HelpButton).toolTip()
    assert [type(one) for one in controls(again)]
    page.close()
    bench.repeat()
    qtbot.wait(60)
