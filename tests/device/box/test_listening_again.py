"""Given a device, a graph or a recogniser that hangs or fails, it is told, and heard again."""

import threading

from device.box.listening import (
    GIVES_UP,
    MAKES,
    MOST_LEFT,
    PATIENCE,
)
from speech.hearing import Grammar
from speech.hearing.store import GraphError
from tests.device.box.ears import (
    COMMANDS,
    Endless,
    Hanging,
    Nothing,
    Supervised,
    failing,
    nobody,
    until,
)


def test_a_microphone_that_hangs_is_told_and_another_takes_its_place() -> None:
    hanging = Hanging()
    table = Supervised(hanging, Endless())
    table.listener.start()
    assert until(
        lambda: table.listener._turn is not None and table.listener._turn.doing == "reading"
    )
    table.now = PATIENCE["reading"]
    table.listener.look()
    assert table.told() == []
    table.now += 0.1
    table.listener.look()
    assert table.told() == [False]
    table.listener.look()
    assert until(lambda: table.told() == [True])
    hanging.let_go.set()
    assert hanging.closed.wait(10), "what comes back from hanging lets go of its device"
    table.listener.close()


def makes_a_graph(table: Supervised) -> threading.Event:
    """What is listened for first takes its ear until the event that is given."""
    begun, made = threading.Event(), threading.Event()

    def takes_long() -> None:
        begun.set()
        made.wait(60)

    table.ears[0].listens = takes_long
    table.listener.listen_for(COMMANDS)
    table.listener.start()
    assert begun.wait(10)
    return made


def test_a_graph_that_takes_long_where_there_is_no_microphone_is_no_hanging_device() -> None:
    table = Supervised()
    table.put_in = Nothing()
    made = makes_a_graph(table)
    table.now = PATIENCE["opening"] + 0.1
    table.listener.look()
    assert table.listener._turn is not None
    assert not table.listener._turn.left
    made.set()
    assert until(lambda: table.ears[0].wished == ["next+pause"])
    table.listener.close()
    assert table.told() == [False]


def test_a_box_that_makes_a_graph_for_long_is_deaf_and_told_so_but_not_ended_for_it() -> None:
    table = Supervised(Endless())
    made = makes_a_graph(table)
    assert not table.signs.acquire(blocking=False), "nobody has looked"
    for table.now in (PATIENCE["changing"] + 1, MAKES):
        table.listener.look()
        assert table.signs.acquire(blocking=False)
    assert table.told() == [False]
    table.now = MAKES + 1
    table.listener.look()
    assert not table.signs.acquire(blocking=False), "that is no graph, and the watchdog's"
    made.set()
    assert until(lambda: table.told() == [True])
    table.listener.close()


def test_no_more_threads_hang_than_may() -> None:
    table = Supervised(*(hanging := [Hanging() for _ in range(20)]))
    table.listener.start()
    for _ in range(400):
        until(lambda: table.listener._turn is not None and table.listener._turn.doing == "reading")
        table.now += 1.0
        table.listener.look()
    left = len(hanging) - sum(1 for _ in table.put_in)
    assert left == MOST_LEFT + 1
    assert table.told() == [False]
    for one in hanging:
        one.let_go.set()
    table.listener.close()


def test_what_was_listened_for_is_forgotten_by_a_thread_that_hung_meanwhile_too() -> None:
    table = Supervised(Endless(), Endless())
    over = threading.Semaphore(0)
    stalled = threading.Event()
    table.ears[0].feeds = lambda: stalled.wait(60) and None
    table.listener.listen_for(COMMANDS)
    table.listener.start()
    assert until(
        lambda: table.listener._turn is not None and table.listener._turn.doing == "hearing"
    )
    table.now = PATIENCE["hearing"] + 0.1
    table.listener.look()
    table.listener.look()
    assert until(lambda: table.ears[1].wished == ["next+pause"])
    table.listener.forget(over.release)
    assert over.acquire(timeout=10), "the ear that hears now"
    assert not over.acquire(blocking=False)
    stalled.set()
    assert over.acquire(timeout=10), "and the other, when it comes back"
    table.listener.close()
    assert not over.acquire(blocking=False)


def test_an_ear_made_anew_is_not_asked_for_what_was_forgotten() -> None:
    table = Supervised(Endless())
    over = threading.Event()
    table.listener.listen_for(COMMANDS)
    table.listener.start()
    assert until(lambda: table.ears[0].wished == ["next+pause"])
    table.listener.forget(over.set)
    assert over.wait(10)
    table.listener._make_anew()
    table.listener.listen_for(Grammar(frozenset({"forget"}), frozenset(), ()))
    assert until(lambda: table.ears[1].wished == ["forget"])
    table.listener.close()


def test_a_recogniser_that_never_ends_is_told_and_another_goes_on_from_its_wishes() -> None:
    table = Supervised(Endless(), Endless())
    first, second = table.ears[:2]
    stalled = threading.Event()
    first.feeds = lambda: stalled.wait(60) and None
    table.listener.listen_for(COMMANDS)
    table.listener.unmute()
    table.listener.start()
    assert until(
        lambda: table.listener._turn is not None and table.listener._turn.doing == "hearing"
    )
    table.now = PATIENCE["hearing"] + 0.1
    table.listener.look()
    table.listener.look()
    assert until(lambda: second.fed > 0)
    assert second.wished == ["next+pause", "unmute"]
    assert until(lambda: not table.heard.empty() and table.heard.qsize() == 2)
    assert table.told() == [False, True]
    stalled.set()
    table.listener.close()


def test_a_recogniser_that_fails_once_is_nothing_to_tell() -> None:
    table = Supervised()
    table.ears[0].feeds = failing
    table.listener.hear(nobody(0.1))
    table.ears[0].feeds = lambda: None
    table.listener.hear(nobody(0.1))
    assert table.told() == []
    assert table.ears[0].fed == 1


def test_a_recogniser_that_goes_on_failing_is_told_and_made_anew() -> None:
    table = Supervised()
    table.ears[0].feeds = table.ears[1].feeds = failing
    table.listener.listen_for(COMMANDS)
    for _ in range(3 * GIVES_UP):
        table.listener.hear(nobody(0.1))
    assert table.told() == [False]
    assert table.ears[2].wished == []
    table.listener.hear(nobody(0.1))
    assert table.ears[2].wished == ["next+pause"]
    assert table.told() == [True]


def test_a_graph_that_cannot_be_made_is_told_and_tried_again() -> None:
    table = Supervised()
    ear = table.ears[0]
    tried: list[int] = []

    def fails() -> None:
        tried.append(ear.fed)
        raise GraphError("no")

    ear.listens = fails
    table.listener.listen_for(COMMANDS)
    table.listener.unmute()
    for _ in range(120):
        table.listener.hear(nobody(0.1))
    assert table.told() == [False]
    assert tried == [0, 11, 32, 73], "ever less often; and the ear goes on hearing what it can"
    ear.listens = lambda: None
    for _ in range(100):
        table.listener.hear(nobody(0.1))
    assert ear.wished == ["unmute", "next+pause"], "the ear opens and shuts all the same"
    assert table.told() == [True]


def test_what_is_wished_for_later_replaces_what_could_not_be_granted() -> None:
    table = Supervised()
    ear = table.ears[0]
    ear.listens = failing
    table.listener.listen_for(COMMANDS)
    table.listener.hear(nobody(0.1))
    ear.listens = lambda: None
    table.listener.listen_for(Grammar(frozenset({"help"}), frozenset(), ()))
    for _ in range(20):
        table.listener.hear(nobody(0.1))
    assert ear.wished == ["help"]
