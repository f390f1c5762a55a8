"""A play in which groups talk at once can be read."""

from tests.table.loud import told_once


def test_who_talks_is_told_once_until_something_else_happens() -> None:
    play = "00:01  (Bo taler)\n00:02  (Ida taler)\n00:03  (Bo taler)\n00:04  BO: Ja.\n"
    assert told_once(play + "00:05  (Bo taler)\n") == (
        "00:01  (Bo taler)\n00:02  (Ida taler)\n00:04  BO: Ja.\n00:05  (Bo taler)\n"
    )
