"""Which question each turn of the interviews gets. Pure."""

from collections.abc import Collection
from dataclasses import replace
from typing import get_args

from device.meeting.banks import DEEPEST, Bank, Entry, Form, choose, load_bank
from device.meeting.items.interview.plan import Interview
from device.meeting.notes import QuestionNote
from device.meeting.scene import Scene

SPARE = 4
"""So many more from the bank are ready for those who would rather have another."""


Rows = tuple[tuple[str, ...], ...]
"""Questions by round and turn."""


def questions_now(scene: Scene, item: Interview, *, before: int) -> tuple[Rows, tuple[str, ...]]:
    """As `questions_of`, for those who are here: from the bank, without what they have had."""
    today = {note.question for note in scene.kept.notes if isinstance(note, QuestionNote)}
    return questions_of(
        item,
        max(1, item.turns(len(scene.present))),
        load_bank("laer-hinanden-at-kende"),
        before=before,
        read={*scene.past.questions, *today},
        form=scene.plan.form,
        seed=scene.plan.seed,
    )


def questions_of(
    item: Interview,
    turns: int,
    bank: Bank,
    *,
    before: int = 0,
    read: Collection[str] = (),
    form: str = "",
    seed: int = 0,
) -> tuple[Rows, tuple[str, ...]]:
    """By round the question of each turn; then those that are read on request.

    The plan's questions: one a round, so that all are asked the same. The bank's: another each
    turn, none that was `read` to the group before, deeper from round to round; `before`: how many
    rounds the group has had today.
    """
    if item.questions:
        fresh = [question for question in item.questions if question not in read]
        order = fresh + [question for question in item.questions if question in read]
        by_round = tuple((order[n % len(order)],) * turns for n in range(item.rounds))
        return by_round, tuple(order[item.rounds :])
    used = {entry.id for entry in bank.entries if entry.say in read}
    found = []
    for number in range(before, before + item.rounds):
        depth = _depth(number, before + item.rounds)
        entries = _chosen(bank, turns, depth, used, form, seed)
        used |= {entry.id for entry in entries}
        found.append(tuple(entry.say for entry in entries))
    spare = _chosen(bank, SPARE, _depth(before, before + item.rounds), used, form, seed)
    return tuple(found), tuple(entry.say for entry in spare)


def _depth(number: int, rounds: int) -> int:
    return min(DEEPEST, 1 + number * DEEPEST // max(DEEPEST, rounds))


def _chosen(
    bank: Bank, count: int, depth: int, used: set[str], form: str, seed: int
) -> tuple[Entry, ...]:
    """`count` of just that depth, used ones again where all have been; of any depth before none."""
    just = replace(bank, entries=tuple(one for one in bank.entries if one.depth == depth))
    fits = _form(form)
    chosen = choose(just, count, seed, form=fits, used=used, again=True)
    return chosen or choose(bank, count, seed, used=used, again=True)


def _form(name: str) -> Form | None:
    """The bank's word for the form that a plan calls `name`."""
    plain = name.replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace(" ", "-")
    return next((form for form in get_args(Form) if form == plain), None)
