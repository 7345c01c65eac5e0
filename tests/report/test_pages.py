"""Every format keeps a text what it is, and equal reports are equal bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from mixbench.core.errors import RequestError
from mixbench.core.figure import Axis, Figure, Series
from mixbench.core.scatter import Scatter, Spot
from mixbench.report.composition import report_of
from mixbench.report.document import (
    Bullets,
    Code,
    Column,
    Document,
    Facts,
    Paragraph,
    Picture,
    Section,
    Table,
)
from mixbench.report.files import write_report
from mixbench.report.formats import format_of
from mixbench.report.html import html
from mixbench.report.latex import latex
from mixbench.report.markdown import markdown
from mixbench.report.page_style import colour_names
from mixbench.report.pictures import draw
from mixbench.report.subject import Subject
from mixbench.store.exports import ExportError

#: What would break a page, a table or a formula where it was read as markup.
HOSTILE = (
    "<b>bold</b><script>alert(1)</script>",
    "a & b &lt; \"quoted\" 'single'",
    "100 % of $x_1$ {braces} \\end{document} ~ ^ #1",
    "| pipe | `code` *star* _under_ ~~gone~~",
    "[click](javascript:alert(1)) ![picture](x)",
    "- no list",
    "1. no list",
    "# no heading",
    "--two --dashes",
    "]]> <!-- no comment --> </style></svg>",
)

FIGURE = Figure(
    HOSTILE[0],
    Axis(HOSTILE[1], "px", is_log=True),
    Axis("latency $x$", "ms", is_log=True),
    (
        Series("a", HOSTILE[2], 0, "law", (1.0, 2.0, 4.0), (1.0, 2.0, 4.0)),
        Series("a", HOSTILE[2], 0, "measured", (1.0, 4.0), (1.0, 4.0), (0.9, None), (1.1, None)),
        Series("b", HOSTILE[3], 1, "measured", (1.0, 4.0), (2.0, 3.0), coarse=(True, False)),
    ),
)


def hostile_document():
    table = Table((Column(HOSTILE[0]), Column(HOSTILE[3], True)), ((HOSTILE[4], HOSTILE[1]),), HOSTILE[9])
    blocks = (
        *(Paragraph(text) for text in HOSTILE),
        Bullets(HOSTILE),
        Facts(((HOSTILE[0], HOSTILE[2]),)),
        table,
        Picture("first", FIGURE, HOSTILE[0]),
        Picture("second", FIGURE, HOSTILE[1]),
        Code(HOSTILE[2], f"echo {HOSTILE[0]}\n  {HOSTILE[2]}", "shell", is_folded=True),
    )
    return Document("en", HOSTILE[0], HOSTILE, (Section("only", HOSTILE[5], blocks),), made_with=HOSTILE[8])


SVG = "{http://www.w3.org/2000/svg}"


class Page(HTMLParser):
    """What a browser makes of a page: elements in order, closed as they were opened, ids, links, words."""

    VOID = ("meta", "br", "hr", "img")

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.ids, self.links, self.words = [], [], [], [], []
        self.rows, self.styles = [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        named = dict(attrs)
        assert len(named) == len(attrs), f"an attribute of {tag} is there twice"
        self.ids += [named["id"]] if "id" in named else []
        self.links += [value for name, value in attrs if name in ("href", "src", "xlink:href")]
        self.styles += [named["style"]] if "style" in named else []

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1].append(data)


@pytest.fixture(scope="module")
def page():
    return Page(html(hostile_document()))


def test_a_page_says_hostile_texts_and_does_not_obey_them(page):
    words = "".join(page.words)
    for text in HOSTILE:
        assert text in words
    assert not {"script", "b", "img"} & set(page.tags)
    assert page.rows == [[HOSTILE[0], HOSTILE[3]], [HOSTILE[4], HOSTILE[1]]]


def test_a_page_is_valid_and_needs_nothing_else(page):
    assert len(page.ids) == len(set(page.ids)), "two pictures share no id"
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert page.tags.count("h1") == page.tags.count("main") == 1 and page.tags.count("svg") == 2


def test_colours_of_a_drawing_follow_the_page(page):
    painted = " ".join(page.styles)
    assert "var(--series-0)" in painted and "var(--text)" in painted
    assert not re.search(r"#[0-9a-f]{6}", painted), "a colour stays as it is on a dark page"
    assert len(set(colour_names().values())) == len(colour_names())


def test_markdown_keeps_hostile_texts():
    """Read back by somebody else's parser."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = [token for block in parser.parse(markdown(hostile_document(), "figures")) for token in (block,)]
    words = ["".join(each.content for each in token.children) for token in tokens if token.type == "inline"]
    for text in HOSTILE:
        assert text in words, text
    kinds = {each.type for token in tokens for each in token.children or ()}
    assert "s_open" not in kinds and "code_inline" not in kinds
    links = [e.attrs["href"] for token in tokens for e in token.children or () if e.type == "link_open"]
    assert links == ["#only"]
    raw = [token.content.strip() for token in tokens if token.type == "html_block"]
    raw += [e.content for token in tokens for e in token.children or () if e.type == "html_inline"]
    assert all(re.fullmatch(r'<a id="only">|</a>', each) for each in raw)
    assert sum(token.type == "td_open" for token in tokens) == 2


def test_latex_is_balanced_and_commands_come_from_us_alone():
    text = latex(hostile_document(), "figures")
    bare = re.sub(r"\\[{}\\$&%#_]", "", text)
    assert bare.count("{") == bare.count("}")
    begun, ended = (re.findall(rf"\\{word}{{(\w+)}}", text) for word in ("begin", "end"))
    assert sorted(begun) == sorted(ended) and text.count(r"\end{document}") == 1
    body = text[text.index(r"\begin{document}") :]
    assert not re.search(r"(?<!\\)[#~^](?!\{)", re.sub(r"\\mbox\{\}~*", "", body))
    assert text.splitlines()[0] == "% compile with pdflatex, twice for the table of contents"


def test_another_script_asks_for_another_tex():
    chinese = replace(hostile_document(), title="线性还是平方")
    first, *_ = latex(chinese, "figures").splitlines()
    assert "xelatex" in first and r"\usepackage[scheme=plain]{ctex}" in latex(chinese, "figures")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no TeX here")
@pytest.mark.parametrize("is_hostile", [True, False], ids=["hostile", "session"])
def test_latex_compiles(is_hostile, session, tmp_path):
    parts = ("results", "laws", "counters", "reproduce")
    document = hostile_document() if is_hostile else report_of(Subject(session), parts=parts)
    write_report(document, "latex", tmp_path / "a report.tex")
    ended = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a report.tex"],
        cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-2000:]


# pictures


def test_a_drawing_is_svg_with_text_as_text():
    said = set(words_of(draw(FIGURE, "svg")))
    for text in (FIGURE.title, FIGURE.x.title, FIGURE.y.title, HOSTILE[2]):
        assert any(text in each for each in said), text


def test_equal_figures_give_equal_bytes():
    for format in ("svg", "pdf"):
        assert draw(FIGURE, format) == draw(replace(FIGURE), format)
    assert draw(FIGURE, "pdf").startswith(b"%PDF")


def words_of(svg):
    return [text for element in ET.fromstring(svg).iter(f"{SVG}text") for text in element.itertext()]


def test_ticks_stand_at_the_sizes_where_these_are_few_and_whole():
    sizes = replace(FIGURE, series=(Series("a", "A", 0, "measured", (64.0, 224.0), (1.0, 2.0)),))
    assert {"64", "224"} <= set(words_of(draw(sizes, "svg")))
    rates = replace(FIGURE, series=(Series("a", "A", 0, "measured", (2.2378, 6.8759), (1.0, 2.0)),))
    assert not {"2.2378", "6.8759"} & set(words_of(draw(rates, "svg")))


def test_spots_have_their_names_and_the_dominated_are_faint():
    spots = [
        Spot(id, id, f"name of {id}", x, y, 0, 0, emphasis, (), x * 0.9, x * 1.1)
        for id, x, y, emphasis in (("a", 1.0, 70.0, "named"), ("b", 2.0, 60.0, "faint"))
    ]
    drawn = draw(Scatter("t", Axis("x"), Axis("y"), spots=tuple(spots), path=((1.0, 70.0),)), "svg")
    assert {"name of a", "name of b"} <= set(words_of(drawn))
    assert b"opacity: 0.35" in drawn


def test_a_figure_without_anything_is_refused():
    with pytest.raises(ValueError, match="nothing to draw"):
        draw(Figure("t", Axis("x"), Axis("y")), "svg")


# whole reports


@pytest.fixture(scope="module")
def written(session, tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    (path,) = write_report(report_of(Subject(session)), "html", folder / "report.html")
    return path


def test_a_usual_session_is_one_page_under_two_megabytes(written, session):
    text = written.read_text(encoding="utf-8")
    page = Page(text)
    assert len(text.encode()) < 2_000_000 and len(page.ids) == len(set(page.ids))
    assert page.tags.count("svg") == len(report_of(Subject(session)).pictures()) >= 8
    assert "<?xml" not in text and text.count("<!DOCTYPE") == 1 and "<metadata" not in text
    assert [written] == list(written.parent.iterdir())


def test_equal_sessions_make_equal_reports(session):
    once, again = (html(report_of(Subject(replace(session)), parts=("laws", "roofline"))) for _ in range(2))
    assert once == again


@pytest.mark.parametrize(("format", "suffix"), [("markdown", "svg"), ("latex", "pdf")])
def test_pictures_lie_beside_a_text_under_the_names_that_it_says(session, tmp_path, format, suffix):
    document = report_of(Subject(session), parts=("roofline", "trust"))
    path, *pictures = write_report(document, format, tmp_path / "my report.x")
    assert [each.parent.name for each in pictures] == ["my-report-figures"]
    assert f"my-report-figures/roofline.{suffix}" in path.read_text(encoding="utf-8")
    assert all(each.stat().st_size > 1000 for each in pictures)


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "report-figures").write_text("a file is in the way")
    with pytest.raises(ExportError, match="cannot be made"):
        write_report(hostile_document(), "latex", tmp_path / "report.tex")
    assert not (tmp_path / "report.tex").exists()


def test_the_ending_says_the_format():
    assert [format_of(Path(name), None) for name in ("a.md", "a.tex", "a.html", "a")] == [
        "markdown",
        "latex",
        "html",
        "html",
    ]
    assert [format_of(Path("a.MD"), None), format_of(Path("a.v2"), "latex")] == ["markdown", "latex"]
    with pytest.raises(RequestError, match=r"\.pdf; end the file in \.html, \.md, \.tex"):
        format_of(Path("a.pdf"), None)


def test_neither_window_nor_commands_start_with_what_only_reports_need():
    asked = (
        "import sys, mixbench.cli.application, mixbench.gui.main_window; print('matplotlib' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
