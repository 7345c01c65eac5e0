"""The kill ladder, on a clock and a transport of the test's own."""

from __future__ import annotations

from mixbench.jobs import client as client_module
from mixbench.jobs.client import WorkerClient
from mixbench.jobs.transport import Exit


class Recorder:
    """A transport that only remembers what was done to it."""

    def __init__(self):
        self.done = []

    def start(self, on_line, on_exit):
        self.on_line, self.on_exit = on_line, on_exit

    def send(self, line):
        self.done.append("send")

    def close(self):
        self.done.append("close")

    def terminate(self):
        self.done.append("terminate")

    def kill(self):
        self.done.append("kill")


def make():
    now = [0.0]
    made, gone = [], []

    def transport():
        made.append(Recorder())
        return made[-1]

    client = WorkerClient(transport, clock=lambda: now[0])
    client.on_gone = gone.append
    client.start()
    return client, made, gone, now


def test_the_ladder_is_climbed_one_step_at_a_time():
    client, made, _, now = make()
    client.stop()
    assert made[0].done == ["close"]
    now[0] += client_module.OBEY_WITHIN_S - 0.1
    client.tick()
    assert made[0].done == ["close"]
    now[0] += 0.2
    client.tick()
    assert made[0].done == ["close", "terminate"]
    now[0] += client_module.TERMINATE_WITHIN_S
    client.tick()
    client.tick()
    assert made[0].done == ["close", "terminate", "kill"]


def test_a_stop_that_we_asked_for_is_no_crash():
    client, made, gone, _ = make()
    client.stop()
    made[0].on_exit(Exit(0))
    assert gone[0].was_asked
    assert not client.is_alive


def test_obedience_ends_the_ladder():
    client, made, _, now = make()
    client.stand_down()
    client.expect_obedience()
    client.stand_down()
    now[0] += 1000
    client.tick()
    assert made[0].done == []


def test_a_silent_worker_is_given_up():
    client, made, gone, now = make()
    now[0] += client_module.HELLO_WITHIN_S
    client.tick()
    made[0].on_exit(Exit(-9, 9))
    assert "did not answer" in gone[0].sentence
    assert not gone[0].was_asked


def test_words_of_a_former_worker_are_not_heard():
    client, made, gone, _ = make()
    made[0].on_exit(Exit(1))
    client.start()
    made[0].on_line(b"garbage")
    made[0].on_exit(Exit(1))
    assert len(gone) == 1
    assert client.is_alive
    assert made[1].done == []
