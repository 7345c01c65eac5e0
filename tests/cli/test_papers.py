"""What is printed beside what is ours, on the command line."""

from __future__ import annotations


def test_every_figure_has_a_verdict_and_each_difference_a_reason(mixbench):
    asked = mixbench("papers", "--json")
    assert asked.code == 0
    for each in asked.document:
        assert each["verdict"] in ("agrees", "rounding", "other convention", "differs")
        assert bool(each["reason"]) == (each["verdict"] != "agrees")
    by_name = {(each["variant"], each["figure"]): each for each in asked.document}
    b1 = by_name["cyclemlp_b1", "params_m"]
    assert (b1["printed"], b1["ours"], b1["verdict"]) == (15.2, 15.1554, "agrees")


def test_one_family_as_a_table(mixbench):
    table = mixbench("papers", "mobilenet_v2")
    assert table.code == 0
    assert "-11.5 %" in table.out and "No released code gives the printed figure" in table.out
    assert "cyclemlp" not in table.out
    assert table.err == "4 printed figures: 1 agree, 0 are cut off, 0 follow another convention, 3 differ\n"


def test_an_unknown_family_is_a_sentence(mixbench):
    asked = mixbench("papers", "mobilnet")
    assert asked.code == 2
    assert "there is no family 'mobilnet'; did you mean mobilenet_v" in asked.err
