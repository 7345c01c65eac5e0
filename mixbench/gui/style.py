"""The stylesheet of the window: one set of rules, coloured by the theme."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from mixbench.core.resources import resource

if TYPE_CHECKING:
    from mixbench.gui.theme import Theme


def stylesheet(theme: Theme) -> str:
    """All rules for a theme. Widgets choose theirs by class, or by the property `role` or `tone`."""
    icons = resource("icons").as_posix()
    colours = {name: getattr(theme, name) for name in theme.__dataclass_fields__ if name != "series"}
    return Template(_RULES).substitute(colours, icons=icons)


_RULES = """
QMainWindow, QDialog, QWidget[role="ground"] { background: $ground; }
QWidget { color: $text; }
QLabel { background: transparent; }
QFrame[role="panel"] { background: $panel; border: 1px solid $border; border-radius: 6px; }
QFrame[role="docked"] {
  background: $panel; border: 1px solid $border; border-top: none;
  border-bottom-left-radius: 6px; border-bottom-right-radius: 6px;
}
QFrame[role="dock-title"] {
  background: $panel; border: 1px solid $border; border-bottom: none;
  border-top-left-radius: 6px; border-top-right-radius: 6px;
}
QToolButton[role="corner"] {
  border: none; background: transparent; padding: 2px; min-height: 0; border-radius: 4px;
}
QToolButton[role="corner"]:hover { background: $stripe; }
QPlainTextEdit[role="log"] { background: transparent; border: none; padding: 0; }
QFrame[role="message"] { background: $raised; border: 1px solid $strong_border; border-radius: 8px; }
QFrame[role="message"][tone="good"] { border-color: $good; }
QFrame[role="message"][tone="warning"] { border-color: $warning; }
QFrame[role="message"][tone="bad"] { border-color: $bad; }

QLabel[role="capitals"], QLabel[role="muted"] { color: $muted; }
QLabel[role="subtitle"] { color: $muted; font-weight: 600; }
QLabel[role="heading"] { font-size: 19px; font-weight: 600; }
QLabel[role="problem"] { color: $bad; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="busy"] { color: $accent_ink; }

QFrame[role="code"] { background: $stripe; border: 1px solid $border; border-radius: 6px; }

/* buttons */
QPushButton, QToolButton {
  background: $raised; color: $text; border: 1px solid $border; border-radius: 6px;
  padding: 4px 12px; min-height: 18px;
}
QPushButton:hover, QToolButton:hover { border-color: $strong_border; background: $stripe; }
QPushButton:pressed, QToolButton:pressed { background: $border; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; background: transparent; }
QPushButton:checked, QToolButton:checked {
  background: $accent_wash; color: $accent_ink; border-color: $accent;
}
QPushButton[role="primary"], QToolButton[role="primary"] {
  background: $accent; color: $accent_text; border-color: $accent; font-weight: 600; padding: 4px 16px;
}
QPushButton[role="primary"]:hover, QToolButton[role="primary"]:hover {
  background: $accent_hover; border-color: $accent_hover;
}
QPushButton[role="primary"]:disabled, QToolButton[role="primary"]:disabled {
  background: $border; border-color: $border; color: $muted;
}
QToolButton[role="chip"] { border-radius: 13px; padding: 3px 12px; background: transparent; color: $text; }
QToolButton[role="chip"]:hover { background: $stripe; border-color: $strong_border; }
QToolButton[role="chip"]:checked { background: $accent_wash; color: $accent_ink; border-color: $accent; }
QToolButton[role="chip"]:disabled { color: $disabled; }
QLabel[role="tag"] {
  border: 1px solid $border; border-radius: 13px; padding: 3px 12px; color: $muted; min-height: 18px;
}
QToolButton[role="switch"] { padding: 3px 8px; }
QToolButton[role="switch"]:checked { background: $accent_wash; color: $accent_ink; border-color: $accent; }
QToolButton[role="switch"]:checked:disabled {
  background: $stripe; color: $disabled; border-color: $border;
}
QToolButton[role="quiet"] { border-color: transparent; background: transparent; padding: 3px 6px; }
QToolButton[role="quiet"]:hover { background: $stripe; border-color: $border; }
QToolButton[role="quiet"]:focus { border-color: $accent; }
QToolButton[role="return"] {
  border: 1px solid transparent; background: transparent; color: $muted; border-radius: 4px;
  padding: 0 3px; min-height: 0; font-size: 11px;
}
QToolButton[role="return"]:hover { color: $text; background: $stripe; border-color: $border; }
QToolButton[role="return"]:focus { border-color: $accent; }
QToolButton[popupMode="1"] { padding-right: 26px; }
QToolButton::menu-button { border: none; border-left: 1px solid $border; width: 20px; }
QToolButton::menu-button:hover { background: $border; }
QToolButton::menu-arrow { image: url("$icons/chevron-down.svg"); width: 12px; height: 12px; }
QToolButton::menu-indicator {
  image: url("$icons/chevron-down.svg"); width: 12px; height: 12px;
  subcontrol-origin: padding; subcontrol-position: right center; right: 6px;
}
QToolButton[hasMenu="true"], QToolButton[role="chip"][hasMenu="true"],
QToolButton[role="switch"][hasMenu="true"] { padding-right: 22px; }

/* pills */
QFrame[role="pill"] { border: 1px solid $border; border-radius: 13px; background: transparent; }
QFrame[role="pill"][tone="good"] { border-color: $good; }
QFrame[role="pill"][tone="warning"] { border-color: $warning; }
QFrame[role="pill"][tone="bad"] { border-color: $bad; }
QFrame[role="pill"][tone="busy"] { border-color: $accent; }
QFrame[role="dot"] { border: none; border-radius: 4px; background: $muted; }
QFrame[role="dot"][tone="good"] { background: $good; }
QFrame[role="dot"][tone="warning"] { background: $warning; }
QFrame[role="dot"][tone="bad"] { background: $bad; }
QFrame[role="dot"][tone="busy"] { background: $accent; }

/* fields */
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit {
  background: $raised; color: $text; border: 1px solid $border; border-radius: 6px;
  padding: 3px 8px; selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 20px; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $strong_border; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border-color: $accent;
}
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
  color: $disabled; background: transparent;
}
QLineEdit[role="compact"] { padding: 3px 2px; }
QLineEdit:read-only { background: $stripe; }
QLineEdit[problem="true"], QAbstractSpinBox[problem="true"], QComboBox[problem="true"] {
  border-color: $bad;
}
QAbstractSpinBox { padding-right: 18px; }
QAbstractSpinBox QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
  subcontrol-origin: border; width: 18px; border: none; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {
  background: $border; border-radius: 3px;
}
QAbstractSpinBox::up-arrow { image: url("$icons/chevron-up.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$icons/chevron-down.svg"); width: 10px; height: 10px; }
QComboBox { padding-right: 4px; }
QComboBox::drop-down {
  subcontrol-origin: padding; subcontrol-position: center right; width: 22px; border: none;
}
QComboBox::down-arrow { image: url("$icons/chevron-down.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
  background: $raised; color: $text; border: 1px solid $strong_border; padding: 4px; outline: none;
  selection-background-color: $accent_wash; selection-color: $text;
}

/* check boxes and radio buttons, in trees as well */
QCheckBox, QRadioButton { background: transparent; spacing: 8px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
  width: 14px; height: 14px; border: 1px solid $strong_border; border-radius: 4px; background: $raised;
}
QCheckBox::indicator:hover, QAbstractItemView::indicator:hover { border-color: $accent; }
QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$icons/check-white.svg");
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url("$icons/dash-white.svg");
}
QCheckBox::indicator:disabled { background: $stripe; border-color: $border; }
QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid $strong_border; border-radius: 8px; background: $raised;
}
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; }

/* trees, tables, lists */
QAbstractItemView {
  background: $panel; color: $text; border: none; outline: none; alternate-background-color: $stripe;
  selection-background-color: $accent_wash; selection-color: $text; gridline-color: $border;
}
QAbstractItemView::item:hover { background: $stripe; }
QAbstractItemView::item:selected { background: $accent_wash; color: $text; }
QTreeView::item { padding: 2px 4px; height: 20px; }
QTableView::item { padding: 2px 6px; }
QListView[role="topics"]::item { padding: 6px 8px; border-radius: 4px; }
QDialog[role="palette"] { background: $raised; border: 1px solid $strong_border; border-radius: 8px; }
QDialog[role="palette"] QListView { background: $raised; }
QLabel[role="key"] {
  background: $stripe; border: 1px solid $border; border-bottom: 2px solid $border; border-radius: 4px;
  padding: 1px 6px;
}
QTableView[role="small"] { font-size: 12px; }
QTableView[role="small"]::item { padding: 0 2px; }
QTableView[role="small"] QHeaderView::section { padding: 3px 2px; font-size: 11px; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url("$icons/chevron-right.svg"); }
QTreeView::branch:has-children:open { image: url("$icons/chevron-down.svg"); }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
  background: $panel; color: $muted; border: none; border-bottom: 1px solid $border; padding: 5px 6px;
  font-size: 12px;
}
QHeaderView::section:hover { color: $text; }
QHeaderView::down-arrow {
  image: url("$icons/chevron-down.svg"); width: 10px; height: 10px;
  subcontrol-origin: padding; subcontrol-position: center right;
}
QHeaderView::up-arrow {
  image: url("$icons/chevron-up.svg"); width: 10px; height: 10px;
  subcontrol-origin: padding; subcontrol-position: center right;
}
QTableCornerButton::section { background: $panel; border: none; }

/* tabs */
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab {
  background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
  padding: 6px 14px; margin-right: 2px;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom-color: $accent; }
QTabBar::tab:disabled { color: $disabled; }
QTabBar QToolButton { padding: 0; min-height: 0; border-radius: 3px; }
QTabBar QToolButton::left-arrow { image: url("$icons/chevron-left.svg"); width: 12px; height: 12px; }
QTabBar QToolButton::right-arrow { image: url("$icons/chevron-right.svg"); width: 12px; height: 12px; }

/* progress, sliders, scroll bars, splitters */
QProgressBar {
  background: $border; color: $text; border: none; border-radius: 4px; text-align: center;
  min-height: 8px; max-height: 8px;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSlider::groove:horizontal { background: $border; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $strong_border; border-radius: 2px; }
QSlider::sub-page:horizontal:disabled { background: $border; }
QSlider::sub-page:horizontal:focus, QSlider::sub-page:horizontal:hover { background: $accent; }
QSlider::handle:horizontal {
  background: $raised; border: 1px solid $strong_border; width: 12px; height: 12px;
  margin: -5px 0; border-radius: 7px;
}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { border-color: $accent; }
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 0; }
QScrollBar:horizontal { height: 10px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $strong_border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $accent_wash; border-radius: 3px; }

/* menus, tooltips, docks, bars */
QMenuBar { background: $ground; color: $text; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: $border; }
QMenu { background: $raised; color: $text; border: 1px solid $strong_border; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: $accent_wash; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 8px; }
QMenu::indicator:checked { image: url("$icons/check.svg"); }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::right-arrow { image: url("$icons/chevron-right.svg"); width: 12px; height: 12px; }
QToolTip {
  background: $tooltip; color: $tooltip_text; border: 1px solid $tooltip; padding: 4px 6px;
}
QStatusBar { background: $ground; color: $muted; }
QStatusBar::item { border: none; }
QToolBar { background: $ground; border: none; spacing: 6px; padding: 4px 8px; }
QToolBar::separator { background: $border; width: 1px; margin: 4px; }
QDockWidget { titlebar-close-icon: url("$icons/close.svg"); }
QDockWidget::title { background: $ground; padding: 6px; }
QMainWindow::separator { background: transparent; width: 8px; height: 8px; }
QMainWindow::separator:hover { background: $accent_wash; }
QGroupBox { border: 1px solid $border; border-radius: 6px; margin-top: 8px; padding-top: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 8px; color: $muted; }
QSizeGrip { image: url("$icons/grip.svg"); width: 12px; height: 12px; }
QFrame[role="rule"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
"""
