"""`mixbench report` writes a document of a session, and says in a sentence where it cannot."""

from __future__ import annotations

import pytest

from mixbench.claims.registry import checks
from mixbench.core.claims import Evidence, Finding, Quantity, Verdict, said
from mixbench.report.formats import PARTS
from mixbench.store.database import Store
from mixbench.store.location import default_database_path


@pytest.fixture
def session(mixbench, fake_engine):
    sweep = ("sweep", "mixer_s16", "resmlp_s12", "--resolutions", "64,128,224", "--name", "näm <b>", "--json")
    return mixbench(*sweep).document["session"]


def test_a_report_is_one_file_with_every_part(mixbench, session, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = mixbench("report", "last")
    assert (asked.code, asked.out) == (0, "")
    assert asked.err == f"the report of {session} is written to mixbench-{session}.html\n"
    text = (tmp_path / f"mixbench-{session}.html").read_text(encoding="utf-8")
    assert all(f'<section id="{part}">' in text for part in PARTS)
    assert "näm &lt;b&gt;" in text


def test_parts_format_and_language_are_chosen(mixbench, session, tmp_path):
    path = tmp_path / "short.md"
    asked = mixbench(
        "report", session, "--with", "laws,trust,roofline", "--language", "zh_CN", "-o", path, "--json"
    )
    assert asked.document["parts"] == ["laws", "roofline", "trust"]
    assert (asked.document["format"], asked.document["file"]) == ("markdown", str(path))
    text = path.read_text(encoding="utf-8")
    assert "缩放律" in text and "Scaling laws" not in text


def test_claims_that_were_checked_are_in_it_with_their_evidence(mixbench, session, tmp_path):
    store = Store(default_database_path())
    evidence = Evidence((Quantity("largest difference", 2.5e-7, "", "of all outputs"),))
    sentence = said("Both give the same output within {n}.", n="1e-6")
    claim = checks()[0].claim
    store.findings.put(Finding(claim.id, Verdict.HOLDS, sentence, evidence=evidence, taken_at="2026-11-21"))
    store.close()
    path = tmp_path / "claims.md"
    assert mixbench("report", "last", "--with", "claims", "-o", path).code == 0
    text = path.read_text(encoding="utf-8")
    assert (
        "Both give the same output within 1e-6" in text
        and "2.5e-07" in text
        and claim.sources[0].arxiv in text
    )


WRONG = [
    (["nope"], 2, "there is no session 'nope'; `mixbench sessions` lists them"),
    (["last", "--with", "laws,poems"], 2, "--with does not take 'poems'; choose from results, cost"),
    (["last", "-f", "html", "-o", "a.tex"], 2, "a.tex ends like latex, and --format asks for html"),
    (["last", "-o", "/nowhere/report.html"], 1, "cannot be written"),
]


def test_a_bad_wish_is_a_sentence(mixbench, session):
    for arguments, code, sentence in WRONG:
        asked = mixbench("report", *arguments)
        assert (asked.code, asked.out) == (code, "")
        assert sentence in asked.err


def test_an_imported_file_has_no_report(mixbench, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("variant,resolution_px,batch,status\nmixer_s16,64,1,ok\n")
    taken = mixbench("import", path, "--json").document
    asked = mixbench("report", taken["id"])
    assert (asked.code, "is an imported file" in asked.err) == (2, True)
