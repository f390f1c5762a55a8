"""The three dialogues as steps, in as many questions as there is time for."""

from collections.abc import Sequence

from device.meeting.banks import Audience, Entry, Form, choose, load_bank
from device.meeting.items.steps.announce import Announce
from device.meeting.items.steps.in_groups import InGroups
from device.meeting.items.steps.quiet import Quiet
from device.meeting.items.steps.step import Line, Step
from device.meeting.items.steps.talk import Talk
from device.meeting.items.wellbeing.scoring import Score
from device.meeting.material import Part, load_material
from device.meeting.notes import QuestionNote
from device.meeting.record import FEWEST
from device.meeting.scene import Scene
from speech.saying.wording import duration_in_words

OWN_LEADER, TEAM, WORKPLACE = "egen leder", "ledergruppe", "arbejdsplads"
READ = 6.0
"""Seconds that a question takes to read aloud."""
SCORED = 30.0
"""Seconds that a statement takes to be read and scored."""
LAST_WORDS = 120.0
"""Seconds to agree on one thing to do."""
PAIR_QUESTION = 170.0
"""Seconds that a pair has for a question at least."""
ENTRY = 330.0
"""Seconds for each statement or question with its talk: what the bank counts on, and its score."""
FIRST_KEPT = ("first", "wellbeing", "again", "good", "expect", "support", "drop", "clash")
"""Of the questions in pairs, which are asked where there is time for few."""
LEAST_TALK = 60.0
TRIED_SHARE = 0.2
"""Of the time, for what came of it, where the group has had the dialogue before."""
TRIED_MOST = 480.0
LEADER_TEAM: tuple[Audience, ...] = ("ledergruppe",)
TEAM_FORM: Form = "ledertrivsel"
STEPS_SHARES = (("workplace_look", 15), ("workplace_choose", 10), ("workplace_act", 10))


def _part(key: str) -> Part:
    return load_material("ledertrivsel").part(key)


def steps(scene: Scene, tool: str, seconds: float) -> tuple[Step, ...]:
    """What `tool` is made of, in about so many seconds."""
    match tool:
        case "egen leder" if len(scene.present) < 3:
            return _two(seconds)
        case "egen leder":
            return _own_leader(seconds)
        case "ledergruppe":
            return _team(scene, seconds)
        case _:
            return _workplace(seconds)


def tried(seconds: float) -> tuple[Step, ...]:
    """What came of it, where the group has had the dialogue before."""
    part = _part("tried")
    prompts = tuple(line.say for line in part.lines.values())
    time = min(TRIED_MOST, TRIED_SHARE * seconds)
    return (Talk(time, (Line.own(part.lead),), prompts, over=Line("dialogue_time_up")),)


def _two(seconds: float) -> tuple[Step, ...]:
    """A leader and her own leader: they think, talk, and write down what they promised."""
    part = _part("own_leader_two")
    first, *rest = (line.say for line in part.lines.values())
    write = min(90.0, seconds / 10)
    time = seconds - write
    talk = Talk(
        time,
        (
            Line.own(part.lead),
            Line.of("wellbeing_questions", time=duration_in_words(time, roughly=True)),
            Line.own(first),
        ),
        tuple(rest),
        over=Line("dialogue_time_up"),
    )
    return talk, Quiet((Line.own(part.close),), write, help_key="help_silence")


def _own_leader(seconds: float) -> tuple[Step, ...]:
    """Everybody thinks, practises the talk in pairs, twice, and writes down what to ask for."""
    think, talk, agree = (_part(f"own_leader_{key}") for key in ("think", "talk", "agree"))
    swap = _part("own_leader_swap")
    turn = seconds * 0.35
    count = max(1, min(len(talk.lines), int(turn // PAIR_QUESTION)))
    kept = sorted(talk.lines, key=FIRST_KEPT.index)[:count]
    asked = [line.say for key, line in talk.lines.items() if key in kept]
    pairs = []
    for half, begins in enumerate(((talk.lead, swap.lines["three"].say), (swap.lead,))):
        for place, question in enumerate(asked):
            pairs.append(
                InGroups(
                    turn / count,
                    () if place else tuple(Line.own(text) for text in begins),
                    task=(Line.own(question),),
                    keeps="pairs" if half or place else "",
                    name="pairs",
                )
            )
    return (
        *_quiet(think, seconds * 0.2),
        *pairs,
        *_quiet(agree, seconds * 0.1),
    )


def _quiet(part: Part, seconds: float) -> tuple[Step, ...]:
    """A part's questions in quiet, as many as there is time for."""
    lines = list(part.lines.values())
    count = max(1, min(len(lines), int(seconds // (READ + 15.0))))
    kept = lines[:count]
    share = max(0.5, min(2.0, (seconds - READ * count) / sum(line.pause for line in kept)))
    quiets = tuple(
        Quiet(
            (Line.own(line.say),),
            round(share * line.pause),
            tone=place == count - 1,
            help_key="help_reflection",
        )
        for place, line in enumerate(kept)
    )
    return (Announce((Line.own(part.lead),)), *quiets)


def statements() -> tuple[str, ...]:
    """All that a leader team may score, in the bank's order; what follows is numbered by it."""
    return tuple(entry.say for entry in load_bank("ledergruppe").entries if not _asks(entry))


def chosen(scene: Scene, seconds: float, *, scored: bool) -> tuple[Entry, ...]:
    """As many statements and questions as there is time for; not those that the group has had.

    `scored`: there is a statement among them, for the buttons.
    """
    bank = load_bank("ledergruppe")
    used = {entry.id for entry in bank.entries if entry.say in scene.past.questions}

    def first(count: int) -> tuple[Entry, ...]:
        return choose(
            bank,
            count,
            scene.plan.seed,
            form=TEAM_FORM,
            audience=LEADER_TEAM,
            used=used,
            again=True,
        )

    few = first(max(1, int(seconds // ENTRY)))
    if not scored or not all(_asks(entry) for entry in few):
        return few
    fresh = [entry for entry in first(len(bank.entries)) if not _asks(entry)]
    unused = [entry for entry in fresh if entry.id not in used]
    return (*(unused or fresh)[:1], *few[1:])


def _asks(entry: Entry) -> bool:
    return entry.say.endswith("?")


def _team(scene: Scene, seconds: float) -> tuple[Step, ...]:
    """Statements are scored and talked about, questions are talked about; then one agreement."""
    part = _part("team_how")
    prompts = tuple(line.say for line in part.lines.values())
    left = seconds - LAST_WORDS
    scored = scene.came >= FEWEST
    entries = chosen(scene, left, scored=scored)
    taken = sum(SCORED if scored and not _asks(entry) else READ for entry in entries)
    each = max(LEAST_TALK, (left - taken) / len(entries))
    found: list[Step] = []
    if scored and any(not _asks(entry) for entry in entries):
        scale = Line("wellbeing_scale" if scene.buttons else "wellbeing_scale_hands")
        found.append(Announce((Line.own(part.lead), scale)))
    for entry in entries:
        scene.note(QuestionNote(entry.say))
        found += _entry(entry, each, prompts, scored=scored)
    found.append(Talk(LAST_WORDS, (Line.own(part.close),), over=Line("dialogue_time_up")))
    return tuple(found)


def _entry(entry: Entry, seconds: float, prompts: Sequence[str], *, scored: bool) -> list[Step]:
    over = Line("wellbeing_next")
    time = duration_in_words(seconds, roughly=True)
    if _asks(entry):
        intro = (Line.own(entry.say), Line.of("wellbeing_time", time=time))
        return [Talk(seconds, intro, prompts=tuple(prompts[1:]), over=over)]
    if not scored:
        intro = (Line("wellbeing_how_true"), Line.own(entry.say))
        return [Talk(seconds, intro, prompts=tuple(prompts[1:]), over=over)]
    number = statements().index(entry.say)
    talk = Talk(seconds, (Line.of("wellbeing_time", time=time),), tuple(prompts), over=over)
    return [Score(entry.say, number), talk]


def _workplace(seconds: float) -> tuple[Step, ...]:
    """Three steps: how it is, what to gather on, who does what."""
    how = _part("workplace_how")
    found: list[Step] = [Announce((Line.own(how.lead),))]
    whole = sum(share for _, share in STEPS_SHARES)
    for key, share in STEPS_SHARES:
        part = _part(key)
        first, *rest = (line.say for line in part.lines.values())
        if key == "workplace_choose":
            rest.append(how.lines["who"].say)
        time = seconds * share / whole
        intro = (
            Line.own(part.lead),
            Line.of("wellbeing_questions", time=duration_in_words(time, roughly=True)),
            Line.own(first),
        )
        found.append(Talk(time, intro, tuple(rest), over=Line("wellbeing_next")))
    return tuple(found)
