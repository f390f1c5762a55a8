"""Who has which role in this meeting, who is host next time, and who is with whom now."""

from collections.abc import Sequence

from device.meeting import roles
from device.meeting.changing import replace
from device.meeting.grouping.history import Groups
from device.meeting.notes import Note, RoleNote, TogetherNote
from device.meeting.scene import Scene

TAKEN = {
    "take_host": roles.HOST,
    "take_practical": roles.PRACTICAL,
    "take_leader": roles.LEADER,
    "take_asker": roles.ASKER,
}
"""By intent: the role that somebody takes."""


def roles_now(scene: Scene) -> dict[str, str]:
    """By role: who has it in this meeting; the plan's host, where nobody took that over."""
    found = {roles.HOST: scene.plan.host} if scene.plan.host in scene.plan.names else {}
    noted = (note for note in scene.kept.notes if isinstance(note, RoleNote))
    return found | {note.role: note.name for note in noted}


def take_role(scene: Scene, intent: str, name: str) -> None:
    """`name` takes the role of `intent`; whoever had it has that of `name`, if there is one."""
    role = TAKEN[intent]
    # Who asks has that for a round of sparring: it is no role to swap a meeting's for.
    alike = roles.LASTING if role in roles.LASTING else (role,)
    before = {one: who for one, who in roles_now(scene).items() if one in alike}
    after = roles.taken(before, role, name)
    changed = {role: who for role, who in after.items() if before.get(role) != who} or {role: name}
    others = tuple(
        note
        for note in scene.kept.notes
        if not (isinstance(note, RoleNote) and note.role in changed)
    )
    scene.kept = replace(scene.kept, notes=others)
    for sentence in roles.sentences(scene.plan.people, changed):
        sentence.said_by(scene)
    for one, who in changed.items():
        scene.note(RoleNote(one, who))


def say_next_host(scene: Scene) -> None:
    """Whoever was host longest ago is next; today's is counted in."""
    past = [{note.role: note.name for note in one.roles} for one in scene.past.meetings]
    before = roles.had([*past, roles_now(scene)])
    if sentence := roles.next_host(scene.plan.people, before):
        sentence.said_by(scene)


def groups_now(notes: Sequence[Note]) -> Groups:
    """The groups that people were put in last; none before that."""
    together = [note for note in notes if isinstance(note, TogetherNote)]
    return together[-1].groups if together else ()
