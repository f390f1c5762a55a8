"""The whole state of a meeting, and how it goes from one agenda item to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from device.meeting import forecast
from device.meeting import plan as plans
from device.meeting.actions import Light, ListenFor, ListeningLight, Say, WakeAt, WriteReport
from device.meeting.buttons import ButtonTable
from device.meeting.group import NOTHING, Group, Memory
from device.meeting.items.agreement import Agreement
from device.meeting.items.breaks import Break
from device.meeting.items.closing import Closing
from device.meeting.items.evaluation import Evaluation
from device.meeting.items.item import Done, ItemState
from device.meeting.items.speaking_round import SpeakingRound
from device.meeting.items.topic_dialogue import TopicDialogue
from device.meeting.items.voices import VoiceLesson
from device.meeting.items.welcome import Welcome
from device.meeting.left import Left
from device.meeting.phrases import Phrases
from device.meeting.plan import Plan
from device.meeting.presses import EACH_COUNTS, Presses, is_again
from device.meeting.record import ItemRecord, Record, ScoreRecord, TurnRecord
from device.meeting.remembered import Note, is_trial, summary_of
from device.meeting.scene import Command, Scene
from speech.saying.wording import duration_in_words

ITEMS: Mapping[type, Callable[[Scene], ItemState]] = {
    plans.Welcome: Welcome.begin,
    plans.Agreement: Agreement.begin,
    plans.SpeakingRound: SpeakingRound.begin,
    plans.TopicDialogue: TopicDialogue.begin,
    plans.Break: Break.begin,
    plans.Evaluation: Evaluation.begin,
    plans.Closing: Closing.begin,
    plans.VoiceLesson: VoiceLesson.begin,
}
"""Which state machine leads which kind of agenda item."""

ASIDES = frozenset({"volume", "sorry"})
"""Said beside the matter: nobody wants them repeated."""
ANSWER_SECONDS = 30.0
"""So long after somebody was given an answer "gentag" means that answer."""
SLOWEST_SPEECH = 0.25
"""Seconds a character, slower than any voice speaks: after that a Say counts as spoken."""


@dataclass(frozen=True)
class Shown:
    """What lamp, ear and clock were last told, so that only changes are told."""

    light: Light
    listening: ListeningLight
    listen_for: ListenFor
    wake_at: WakeAt


DARK = Shown(Light("off"), ListeningLight(on=False), ListenFor(), WakeAt(None))
"""A box that has just been switched on."""


@dataclass(frozen=True)
class Meeting:
    """A meeting's whole state; `device.meeting.meeting.handle` gives the one after an event."""

    phrases: Phrases
    buttons: ButtonTable
    plan: Plan | None = None
    """As it is now; the group may have asked for an item more."""
    written: Plan | None = None
    """As it was on the stick."""
    stage: str = "empty"
    """``empty`` (no plan), ``waiting`` (to be started), ``running``, ``finished``."""
    now: float = 0.0
    index: int = 0
    item: ItemState | None = None
    started: float = 0.0
    item_began: float = 0.0
    item_seconds: float = 0.0
    """What the forecast gave the current item."""
    paused: float = 0.0
    """Seconds of pauses that are over."""
    item_paused: float = 0.0
    paused_at: float | None = None
    pause_reminders: int = 0
    """How often this pause was recalled."""
    going_on: bool = False
    """The end of a pause is being announced; the clocks run again when that has been said."""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    """Who was here and went."""
    came: int = 0
    """How many are here."""
    next_id: int = 1
    awaiting: int | None = None
    """The last Say that has not been spoken yet."""
    spoken_by: float = 0.0
    """When that Say counts as spoken even if nobody says so."""
    last_said: tuple[Say, ...] = ()
    answer_until: float | None = None
    """Until when "gentag" means the answer that somebody was given last."""
    attentive_until: float | None = None
    """After the wake word: until when a command needs no wake word."""
    talking: bool = False
    """The white button is down."""
    naming: Command | None = None
    """What was asked for with a name that several share: a bare name now tells who is meant."""
    presses: Presses = ()
    """When each button was pressed last, so that a finger's double press is one."""
    confirm: str | None = None
    """``finish`` or ``forget``: asked whether that is really meant; ``one_more``: who came."""
    maybe_came: tuple[str, ...] = ()
    """Somebody came: which of these was it? The first is being asked about."""
    confirm_until: float = 0.0
    dropped_until: float = 0.0
    """That question was dropped just before: until when a green press says nothing."""
    unclear: int = 0
    """How many times in a row nothing was understood."""
    microphone: bool = True
    """The group's own choice (white held)."""
    ears: bool = True
    """Whether there is a microphone that works."""
    panel: bool = True
    """Whether there are buttons that work."""
    items: tuple[ItemRecord, ...] = ()
    turns: tuple[TurnRecord, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()
    agreed: bool | None = None
    """Whether everyone said yes to the ground rules; None: not asked yet."""
    left: tuple[Left, ...] = ()
    """What the group left lately, the last one last: it can go back there."""
    ended: float = 0.0
    notes: tuple[Note, ...] = ()
    """What of this meeting is worth remembering."""
    memory: Memory = NOTHING
    """What is known of the groups that met here, of earlier meetings; kept from one to the next."""
    shown: Shown = DARK

    def cleared(self, plan: Plan | None) -> "Meeting":
        """Ready for `plan`, with nothing kept but what belongs to the box.

        Of a meeting that was over a summary is kept: now nobody can go back to it. Ids go on
        growing, so that a late Spoken of before is never taken for a new one.
        """
        return Meeting(
            phrases=self.phrases,
            buttons=self.buttons,
            plan=plan,
            written=plan,
            stage="waiting" if plan else "empty",
            now=self.now,
            next_id=self.next_id,
            microphone=self.microphone,
            ears=self.ears,
            panel=self.panel,
            memory=self.remembered,
            shown=self.shown,
        )

    @property
    def busy(self) -> bool:
        """A meeting is under way that is not to be disturbed or lost."""
        return self.stage == "running"

    @property
    def record(self) -> Record:
        """What the report is made from, as far as the meeting has come."""
        end = self.ended if self.stage == "finished" else self.now
        return Record(
            present=(*self.present, *self.gone),
            absent=self.absent,
            came=self.came + len(self.gone),
            seconds=end - self.started if self.stage in {"running", "finished"} else 0.0,
            paused=self.paused,
            items=self.items,
            turns=self.turns,
            scores=self.scores,
            agreed=self.agreed,
            finished=self.stage == "finished" and self.index >= len(self.agenda),
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is known of each group."""
        return self.memory.groups

    @property
    def remembered(self) -> Memory:
        """The memory with this meeting in it, if it is over and was more than a trial."""
        if self.plan is None or self.stage != "finished" or is_trial(self.plan, self.record):
            return self.memory
        number = self.memory.past(self.plan).number
        return self.memory.with_meeting(
            self.plan, summary_of(self.plan, self.record, self.notes, number)
        )

    @property
    def agenda(self) -> tuple[object, ...]:
        """The plan's agenda; empty without a plan."""
        return self.plan.agenda if self.plan else ()

    @property
    def situation(self) -> str:
        """The row of content/buttons.yaml that holds now."""
        if self.confirm:
            return "question_yes_no"
        if self.stage in {"empty", "finished"}:
            return self.stage
        if self.stage != "running" or self.item is None:
            return "waiting"
        if self.going_on:
            return "speaking"
        return "paused" if self.paused_at is not None else self.item.situation

    def meaning(self, button: str) -> str | None:
        """What `button` means now, by content/buttons.yaml."""
        called = self.attentive_until is not None and not self.talking and not self.unclear
        asked = self.situation.startswith("question_")
        meaning = self.buttons.meaning("listening", button) if called and not asked else None
        return meaning or self.buttons.meaning(self.situation, button)

    def is_again(self, button: str, now: float) -> bool:
        """Whether a press at `now` is the one before once more, and means nothing."""
        return self.meaning(button) not in EACH_COUNTS and is_again(self.presses, button, now)

    @property
    def item_used(self) -> float:
        """Seconds that the current item has taken, pauses not counted."""
        pause = self.now - self.paused_at if self.paused_at is not None else 0.0
        return self.now - self.item_began - self.item_paused - pause

    def knows(self, name: str) -> bool:
        """Whether `name` is one person's alone: on the list, or a guest's."""
        listed = self.plan.names if self.plan else ()
        return name in {*listed, *self.present, *self.gone}

    def scene(self) -> Scene:
        """The context for this moment."""
        plan = self.plan or Plan(form="", people=(), agenda=())
        current = plan.agenda[self.index] if self.index < len(plan.agenda) else None
        return Scene(
            now=self.now,
            plan=plan,
            phrases=self.phrases,
            index=self.index,
            present=self.present,
            came=self.came,
            buttons=self.panel,
            next_id=self.next_id,
            item=current,
            absent=self.absent,
            agreed=self.agreed,
            gone=self.gone,
            memory=self.memory,
        )

    def settled(self, scene: Scene) -> "Meeting":
        """This state with what the scene has gathered."""
        after = replace(self, next_id=scene.next_id)
        if self.stage in {"running", "finished"}:  # else what was gathered was the last meeting's
            after = after._with_gathered(scene)
        if not scene.last_said:
            return after
        length = sum(len(said.text) for said in scene.last_said)
        from_when = self.spoken_by if self.awaiting is not None else self.now
        after = replace(
            after,
            awaiting=scene.last_said[-1].id,
            spoken_by=max(from_when, self.now) + 5.0 + length * SLOWEST_SPEECH,
        )
        if {said.key for said in scene.last_said} <= ASIDES:
            return after
        return replace(
            after,
            last_said=tuple(scene.last_said),
            answer_until=self.now + ANSWER_SECONDS if scene.answered else None,
        )

    def _with_gathered(self, scene: Scene) -> "Meeting":
        after = replace(
            self,
            present=scene.present,
            absent=scene.absent,
            gone=scene.gone,
            came=scene.came,
            items=(*self.items, *scene.items),
            turns=(*self.turns, *scene.turns),
            scores=(*self.scores, *scene.scores),
            notes=(*self.notes, *scene.notes),
            agreed=scene.agreed,
        )
        if scene.comes_back and self.plan:
            after = replace(after, plan=self.plan.with_agreement(self.index))
        elif scene.agreed and not self.agreed and self.plan:
            after = replace(after, plan=self.plan.without_agreement(self.index))
        if scene.learned and self.plan:
            memory = self.memory.taught(self.plan, tuple(scene.learned))
            after = replace(after, memory=memory)
        return after

    def followed_by(self, scene: Scene, after: ItemState | Done) -> "Meeting":
        """The current item became `after`; when it is done, the next begins."""
        if isinstance(after, Done):
            return self.advanced(scene)
        return replace(self, item=after)

    def noted(self, scene: Scene) -> "Meeting":
        """The current item is over, or left: keep how long it took."""
        assert self.plan is not None
        planned = self.plan.agenda[self.index].seconds
        scene.items.append(ItemRecord(self.index, planned, self.item_used))
        return self

    def advanced(self, scene: Scene) -> "Meeting":
        """The current item is over: begin the next, or end the meeting."""
        return self.noted(scene).began(scene, self.index + 1)

    def began(self, scene: Scene, index: int) -> "Meeting":
        """Item `index` begins, with the time that the forecast leaves it."""
        assert self.plan is not None
        if index >= len(self.plan.agenda):
            return self.finished(scene, index)
        elapsed = self.now - self.started
        item = forecast.shortened(self.plan, index, elapsed, len(scene.present))
        scene.index, scene.item = index, item
        if item != self.plan.agenda[index]:
            late = duration_in_words(forecast.behind(self.plan, index, elapsed), roughly=True)
            match item:
                case plans.SpeakingRound(turn_seconds=turn):
                    scene.say("shortened_round", late=late, time=duration_in_words(turn))
                case plans.Evaluation(turn_seconds=turn):
                    scene.say("shortened_evaluation", late=late, time=duration_in_words(turn))
                case _:
                    scene.say("shortened", late=late, title=item.title.rstrip(" .?!"))
        return replace(
            self,
            index=index,
            item=ITEMS[type(item)](scene),
            item_seconds=item.seconds,
            item_began=self.now,
            item_paused=0.0,
            paused_at=None,
            going_on=False,
        )

    def finished(self, scene: Scene, index: int) -> "Meeting":
        """The meeting is over; the report is written."""
        scene.actions.append(WriteReport())
        return replace(
            self,
            stage="finished",
            index=index,
            item=None,
            ended=self.now,
            paused_at=None,
            going_on=False,
            confirm=None,
        )
