"""The whole state of a meeting, and what follows from it at this moment."""

from dataclasses import dataclass

from device.meeting.account import Account
from device.meeting.actions import Say
from device.meeting.buttons import ButtonTable
from device.meeting.group import NOTHING, Group, Memory
from device.meeting.here import Attendance
from device.meeting.items.item import ItemState
from device.meeting.known import Known
from device.meeting.left import Left
from device.meeting.phrases import Phrases
from device.meeting.plan import Item, Plan
from device.meeting.presses import EACH_COUNTS, Presses, is_again
from device.meeting.record import Kept, Record
from device.meeting.remembered import is_trial, summary_of
from device.meeting.scene import Command, Scene
from device.meeting.shown import DARK, Shown

UNSAID_SECONDS = 90.0
"""So long at the most an answer is waited for, where nobody tells that the question was said."""
VOLUMES = range(-6, 3)
"""Steps that the voice has."""
MOST_OWED = 20
"""So many reports are kept for sticks that never came, the latest."""
NOBODY_YET = Attendance()
NOTHING_YET = Kept()


@dataclass(frozen=True)
class Meeting(Known):
    """A meeting's whole state; `device.meeting.meeting.handle` gives the one after an event."""

    phrases: Phrases
    buttons: ButtonTable
    plan: Plan | None = None
    """As it is now; the group may have asked for an item more."""
    written: Plan | None = None
    """As it was on the stick."""
    stage: str = "empty"
    """``empty`` (no plan), ``waiting`` (to be started), ``running``, ``finished``."""
    read: float = 0.0
    """When the plan was read."""
    reminded: bool = False
    """Nobody had started, and the box has said how that is done."""
    now: float = 0.0
    index: int = 0
    item: ItemState | None = None
    started: float = 0.0
    late_said: float = 0.0
    """How far behind the plan the group was told that it is; 0: nothing was said of it."""
    item_began: float = 0.0
    item_seconds: float = 0.0
    """What the forecast gave the current item."""
    paused: float = 0.0
    """Seconds of pauses that are over."""
    item_paused: float = 0.0
    paused_at: float | None = None
    pause_reminders: int = 0
    """How often this pause was recalled."""
    rest: float = 0.0
    """Seconds that the group wanted this pause to take; 0: it said nothing of that."""
    stopped: bool = False
    """ "Stop alt": this pause is one in which the box is silent."""
    going_on: bool = False
    """The end of a pause is being announced; the clocks run again when that has been said."""
    here: Attendance = NOBODY_YET
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
    by_hand: bool = False
    """It was the white button that made it listen, and no wake word."""
    naming: Command | None = None
    """What was asked for with a name that several share: a bare name now tells who is meant."""
    going_off: bool = False
    """It has said goodbye, and is off when that has been heard."""
    presses: Presses = ()
    """When each button was pressed last, so that a finger's double press is one."""
    confirm: str | None = None
    """``finish``, ``forget`` or ``off``: asked whether that is really meant; ``evaluate``: whether
    that is to come first; ``one_more``: who came; ``spare``: whether time to spare is to be used;
    ``doubted``: whether `doubted` was meant.
    """
    doubted: Command | None = None
    """What was heard with doubt and asked about last, till something else is asked for."""
    offered: float = 0.0
    """The seconds to spare that are asked about; 0: none are."""
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
    voice: bool = True
    """Whether what is said can be heard."""
    unheard: bool = False
    """What was said last could not be, and the item waits until it can."""
    volume: int = 0
    """Steps up or down from how the voice was made, within VOLUMES."""
    kept: Kept = NOTHING_YET
    left: tuple[Left, ...] = ()
    """What the group left lately, the last one last: it can go back there."""
    ended: float = 0.0
    reported: bool = False
    """The report of the meeting that is over has been written."""
    owed: tuple[Account, ...] = ()
    """Of meetings before: whose reports no stick has got yet, the latest last."""
    offer: str = ""
    """A stick is in on which nothing is written unasked: ``starter`` or ``report`` is what it gets
    when blue is held for long; "": there is none such."""
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
            read=self.now,
            now=self.now,
            next_id=self.next_id,
            microphone=self.microphone,
            ears=self.ears,
            panel=self.panel,
            voice=self.voice,
            volume=self.volume,
            owed=self.still_owed,
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
            present=(*self.present, *self.here.gone),
            absent=self.here.absent,
            came=self.came + len(self.here.gone),
            seconds=end - self.started if self.stage in {"running", "finished"} else 0.0,
            paused=self.paused,
            items=self.kept.items,
            turns=self.kept.turns,
            scores=self.kept.scores,
            agreed=self.kept.agreed,
            notes=self.kept.notes,
            started=self.started,
            finished=self.stage == "finished" and self.index >= len(self.agenda),
        )

    @property
    def account(self) -> Account | None:
        """What the report is made from; None without a plan."""
        return Account(self.plan, self.record, self.memory.past(self.plan)) if self.plan else None

    @property
    def owes_report(self) -> bool:
        """It is over, and no stick has its report: there was none, or it could not be written."""
        return self.stage == "finished" and self.plan is not None and not self.reported

    @property
    def still_owed(self) -> tuple[Account, ...]:
        """Whose reports are owed when the next plan is taken: not those of trials."""
        account = self.account if self.owes_report else None
        mine = () if account is None or account.is_trial else (account,)
        return (*self.owed, *mine)[-MOST_OWED:]

    def owed_to(self, plan: Plan) -> tuple[Account, ...]:
        """Those of them that are the group's of `plan`, and no other's business."""
        return tuple(
            account
            for account in self.still_owed
            if Group(account.plan.network, account.plan.names).meets(plan)
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
    def agenda(self) -> tuple[Item, ...]:
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
        if self.stopped:
            return "stopped"
        return "paused" if self.paused_at is not None else self.item.situation

    def meaning(self, button: str) -> str | None:
        """What `button` means now, by content/buttons.yaml."""
        called = self.attentive_until is not None and not self.talking and not self.unclear
        asked = self.situation.startswith("question_")
        meaning = self.buttons.meaning("listening", button) if called and not asked else None
        return meaning or self.buttons.meaning(self.situation, button)

    def held_meaning(self, button: str, *, long: bool = False) -> str | None:
        """What `button` means now when it is held."""
        offered = self.offer and button == "blue" and not self.busy and not self.confirm
        situation = "bare_stick" if offered else self.situation
        return self.buttons.meaning(situation, button, held=True, long=long)

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
            here=self.here,
            kept=self.kept,
            buttons=self.panel,
            next_id=self.next_id,
            item=current,
            memory=self.memory,
        )
