"""The group's own agenda: any list of items, with times of their own or shared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from content import load
from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.breaks.plan import Break
from device.meeting.items.closing.plan import Closing
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.items.voices.plan import VoiceLesson
from device.meeting.items.welcome.plan import Welcome
from device.meeting.plan import Item
from device.planfile.durations import danish_duration
from device.planfile.faults import Faults
from device.planfile.frame import Frame
from device.planfile.item_text import split_time
from device.planfile.models import ItemEntry, check
from device.planfile.rounds import RoundTiming, agrees, evaluation, speaking, suffices, voice_lesson
from device.planfile.timing import MINUTE, DoesNotFitError, Slot, divide, fixed, whole_minutes
from device.planfile.topics import Topic, find_topic, hint_close, near_topic, own_topic
from device.planfile.tree import KIND, SPELT, Tree, Value
from device.planfile.words import fold, words

LEFT_OVER = 5 * MINUTE
"""An agenda that ends earlier than the meeting by this is worth asking about."""


@dataclass(frozen=True)
class _Draft:
    """An item before its time is settled."""

    slot: Slot
    has_time: bool
    grows: bool
    """A dialogue without a time of its own takes what is left over."""
    make: Callable[[float], Item]
    """The item with so many seconds."""


def own_agenda(frame: Frame, tree: Tree, faults: Faults) -> list[Item] | None:
    """The agenda; None when there are faults in it or in what it must fit into."""
    entries = tree.values.get("dagsorden")
    if not entries:
        if tree.whole or tree.line("dagsorden") is not None:
            faults.add(tree.line("dagsorden"), "missing_agenda")
        return None
    if not isinstance(entries, list):
        faults.add(tree.line("dagsorden"), "want_list", field="dagsorden")
        return None
    most = load("forms.yaml")["limits"]["items"]
    if len(entries) > most:
        faults.add(tree.line("dagsorden"), "many_items", count=len(entries), most=most)
        return None
    drafts = [_draft(place, entry, frame, tree, faults) for place, entry in enumerate(entries)]
    if not frame.length_known or not frame.people_known:
        return None
    known = [draft for draft in drafts if draft is not None]
    seconds = _share(known, frame, faults, complete=len(known) == len(drafts))
    if seconds is None or len(known) < len(drafts):
        return None
    return [draft.make(length) for draft, length in zip(known, seconds, strict=True)]


def _share(
    drafts: list[_Draft], frame: Frame, faults: Faults, *, complete: bool
) -> list[float] | None:
    """Each item's seconds; a fault when they are more than the meeting's."""
    slots = [draft.slot for draft in drafts]
    if frame.seconds is None:
        return [draft.slot.usual for draft in drafts]
    growing = [place for place, draft in enumerate(drafts) if draft.grows]
    if growing:
        # Dialogues take what is left over; the other items keep to what is usual.
        usual = [Slot(s.least, s.usual, s.usual, s.people, s.before, s.turn_least, s.turn_most)
                 if not s.people else s for s in slots]  # fmt: skip
        slots = usual
    try:
        seconds = divide(slots, frame.seconds, growing)
    except DoesNotFitError as error:
        short = danish_duration(whole_minutes(error.least - frame.seconds))
        given = sum(draft.slot.least for draft in drafts if draft.has_time)
        if given > frame.seconds or given == error.least:
            values = {"agenda": danish_duration(error.least), "short": short}
            length = danish_duration(frame.seconds)
            faults.add(frame.length_line, "agenda_long", length=length, **values)
        elif complete:
            left, least = frame.seconds - given, error.least - given
            faults.add(
                frame.length_line,
                "agenda_no_room",
                left=danish_duration(left),
                least=danish_duration(least),
                short=short,
            )
        return None
    if complete:
        _ask_about_the_rest(seconds, frame, faults)
    return seconds


def left_over(seconds: Sequence[float], whole: float | None) -> float:
    """Seconds of a meeting of `whole` that its items of `seconds` leave; 0 where they are few."""
    left = 0.0 if whole is None else whole - sum(seconds)
    return left if left >= LEFT_OVER else 0.0


def _ask_about_the_rest(seconds: Sequence[float], frame: Frame, faults: Faults) -> None:
    """Remark on an agenda that ends well before the meeting does."""
    assert frame.seconds is not None
    left, planned = left_over(seconds, frame.seconds), sum(seconds)
    if not left:
        return
    faults.remark(
        frame.length_line,
        "ends_early",
        agenda=danish_duration(planned),
        length=danish_duration(frame.seconds),
        short=danish_duration(left),
    )


def _draft(place: int, value: Value, frame: Frame, tree: Tree, faults: Faults) -> _Draft | None:
    """An entry of the agenda; None when it has faults."""
    line = tree.line("dagsorden", place)
    if not isinstance(value, dict):
        faults.add(line, "want_item")
        return None
    fields = value
    kind, spelt = fields.get(KIND), str(fields.get(SPELT) or "")
    if kind is None:
        listed = words().fault("hint_list", choices=words().items.choices())
        first = spelt.split(" ", maxsplit=1)[0].strip(",:")
        if words().planned_items.get(first) or words().planned_items.get(spelt):
            faults.add(line, "planned_item", text=spelt, hint=listed)
        else:
            about = split_time(spelt)[0]
            if find_topic(about) is not None:
                listed = words().fault("hint_topic", topic=about)
            faults.add(line, "unknown_item", text=spelt, hint=words().items.hint(spelt, listed))
        return None
    plain = {key: entry for key, entry in fields.items() if key not in {KIND, SPELT}}
    checked = check(ItemEntry, plain, ("dagsorden", place), tree, faults)
    if checked is None or checked.broken:
        return None
    defaults = load("forms.yaml")["items"][kind]
    title = words().item_titles.get(fold(spelt), defaults["title"])
    item = _Item(checked.entry, title, defaults, spelt, ("dagsorden", place), frame, tree, faults)
    drafted: _Draft | None = getattr(item, f"draft_{kind}")()
    return drafted


@dataclass(frozen=True)
class _Item:
    """One entry on its way to a draft; a method for each kind of item."""

    entry: ItemEntry
    usual_title: str
    defaults: dict[str, Any]
    spelt: str
    path: tuple[str, int]
    frame: Frame
    tree: Tree
    faults: Faults

    @property
    def title(self) -> str:
        return self.entry.title or self.usual_title

    def line(self, field: str) -> int | None:
        return self.tree.line(*self.path, field)

    def _plain(self, make: Callable[[float], Item], *, grows: bool = False) -> _Draft:
        """An item that is one stretch of time."""
        given = self.entry.length
        if given is not None:
            return _Draft(fixed(given), has_time=True, grows=False, make=make)
        least, usual, most = (self.defaults[name] * MINUTE for name in ("least", "usual", "most"))
        return _Draft(Slot(least, usual, most), has_time=False, grows=grows, make=make)

    def _round(self, timing: RoundTiming, make: Callable[[float], Item]) -> _Draft | None:
        given = self.entry.length
        if given is None:
            has_time = self.entry.turn is not None
            return _Draft(timing.slot, has_time=has_time, grows=False, make=make)
        if self.frame.people_known:
            fits = agrees if self.entry.turn is not None else suffices
            if not fits(given, timing, self.line("tid"), self.faults):
                return None
        return _Draft(fixed(given), has_time=True, grows=False, make=make)

    def draft_velkomst(self) -> _Draft:
        text = self.entry.text or self.frame.header.welcome
        return self._plain(lambda seconds: Welcome(self.title, seconds, text=text))

    def draft_aftale(self) -> _Draft:
        purpose = self.entry.purpose or self.frame.header.purpose
        rules = self.entry.rules or self.frame.header.rules
        return self._plain(
            lambda s: Agreement(self.title, s, purpose=purpose, rules=rules, dare=True)
        )

    def draft_pause(self) -> _Draft:
        return self._plain(lambda seconds: Break(self.title, seconds))

    def draft_afslutning(self) -> _Draft:
        usual = tuple(load("questions.yaml")["closing_points"])
        points = self.entry.points or self.frame.header.points or usual
        return self._plain(lambda s: Closing(self.title, s, fixed=True, points=points))

    def draft_stemmer(self) -> _Draft:
        given = self.entry.length
        return _Draft(
            fixed(given or voice_lesson(self.frame.people)),
            has_time=given is not None,
            grows=False,
            make=lambda seconds: VoiceLesson(self.title, seconds),
        )

    def draft_talerunde(self) -> _Draft | None:
        question = " ".join(self.entry.questions)
        if not question and fold(self.spelt) in words().presentations:
            question = load("questions.yaml")["presentation"].strip()
        if not question:
            self.faults.add(self.tree.line(*self.path), "missing_question", spelt=self.spelt)
            return None
        turn = self.entry.turn
        if turn is None and self.entry.length is None:
            turn = self.frame.header.turn
        timing = speaking(self.frame.people, turn, self.defaults)
        order = self.entry.order or self.frame.header.order

        def make(seconds: float) -> Item:
            each = turn if turn is not None else timing.turn(seconds)
            return SpeakingRound(
                self.title, seconds, question=question, turn_seconds=each,
                shuffled=order == "blandet",
            )  # fmt: skip

        return self._round(timing, make)

    def draft_evaluering(self) -> _Draft | None:
        asked = load("questions.yaml")
        usual = self.frame.header.statements or tuple(asked["statements"])
        statements = self.entry.statements or usual
        question = " ".join(self.entry.questions) or asked["evaluation_round"]
        timing = evaluation(self.frame.people, len(statements), self.entry.turn)
        if self.entry.spoken is False:
            return self._silent(statements, timing.before)

        def make(seconds: float) -> Item:
            each = self.entry.turn or timing.turn(seconds)
            return Evaluation(
                self.title, seconds, statements=statements, question=question, turn_seconds=each
            )

        return self._round(timing, make)

    def _silent(self, statements: tuple[str, ...], before: float) -> _Draft:
        """An evaluation without the spoken round."""
        seconds = self.entry.length or whole_minutes(before)
        return _Draft(
            fixed(seconds),
            has_time=self.entry.length is not None,
            grows=False,
            make=lambda s: Evaluation(self.title, s, statements=statements, question=""),
        )

    def draft_dialog(self) -> _Draft | None:
        topic = self._topic()
        if topic is None:
            return None
        title = self.entry.title or topic.title
        opening = self.entry.opening or topic.opening
        questions = self.entry.questions or topic.questions
        return self._plain(
            lambda seconds: TopicDialogue(
                title, seconds, topic=topic.title, opening=opening, questions=questions
            ),
            grows=True,
        )

    def _topic(self) -> Topic | None:
        """The item's topic, or the meeting's; a fault when nothing says what to talk about."""
        named, opening = self.entry.topic, self.entry.opening
        if named is None:
            topic = self.frame.topic
            if topic is None and opening:
                return Topic(self.title, "", ())
            if topic is None and "emne" not in self.frame.broken:
                example = next(iter(load("topics.yaml")))
                self.faults.add(self.tree.line(*self.path), "missing_topic", example=example)
            return topic
        topic = find_topic(named)
        if topic is not None:
            return topic
        if opening:
            return Topic(named, "", self.entry.questions or own_topic(named).questions)
        line = self.line("emne")
        if (close := near_topic(named)) is not None:
            self.faults.add(line, "unknown_topic", text=named, hint=hint_close(close))
            return None
        if not self.entry.questions:
            self.faults.remark(line, "own_topic", text=named)
        return own_topic(named)
