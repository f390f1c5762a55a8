"""Who is on the list, who has sent apologies, and who comes later."""

import re
from dataclasses import replace

from device.meeting.plan import MAX_PEOPLE, MIN_PEOPLE, Person
from device.meeting.spelling import Spellings, either, fold
from device.planfile.durations import NUMBER_WORDS
from device.planfile.faults import Faults
from device.planfile.models import Participant, check
from device.planfile.name_list import is_surname_first, read_entry
from device.planfile.persons import Reading, given_names, sayable
from device.planfile.tree import Tree, Value, Written
from device.planfile.words import hint, words

_NUMBER_OF = frozenset({"personer", "deltagere", "stk", "mennesker", "ledere", "mand", "vi", "er",
                        "i", "alt", "ca", "cirka"})  # fmt: skip


def people(tree: Tree, faults: Faults, least: int = MIN_PEOPLE) -> list[Person]:
    """The participants; entries with faults count, so that nothing more is said of the number.

    `least`: how many the meeting's form takes.
    """
    return _People(tree, faults, least).found


class _People:
    def __init__(self, tree: Tree, faults: Faults, least: int) -> None:
        self._tree, self._faults, self._least = tree, faults, least
        self.found: list[Person] = []
        self._problems = False
        self._first_lines: dict[str, int | None] = {}
        line = tree.line("deltagere")
        value = tree.values.get("deltagere")
        if isinstance(value, Written) and _is_number(value):
            faults.add(line, "people_number", text=value)
            return
        self._read(value)
        self._count(value, line)
        for field in ("afbud", "kommer senere"):
            self._mark(field)
        coming = sum(not person.absent and not person.late for person in self.found)
        if len(self.found) >= self._least and coming < self._least:
            key = {0: "none_come", 1: "one_comes"}.get(coming, "few_come")
            faults.remark(None, key, count=coming, least=self._least)

    def _read(self, value: Value) -> None:
        if isinstance(value, list):
            first = any(isinstance(entry, str) and is_surname_first(entry) for entry in value)
            for place, entry in enumerate(value):
                line = self._tree.line("deltagere", place)
                if isinstance(entry, dict):
                    self._respelled(entry, place, line)
                elif entry is None or not str(entry).strip(" -") or isinstance(entry, list):
                    self._faults.add(line, "want_person")
                else:
                    for reading in read_entry(entry, own_line=True, surname_first=first):
                        self._add(reading, line)
        elif isinstance(value, dict):
            self._respelled(value, 0, self._tree.line("deltagere"))
        elif isinstance(value, Written):
            line = self._tree.line("deltagere")
            own = bool(value.lines)
            first = own and any(map(is_surname_first, value.lines))
            for number, piece in enumerate(value.lines or (value,)):
                at = line + 1 + number if line is not None and own else line
                said = piece.removeprefix("-")
                for reading in read_entry(said, own_line=own, surname_first=first):
                    self._add(reading, at)

    def _respelled(self, entry: dict[str, Value], place: int, line: int | None) -> None:
        """An entry with ``navn`` and ``udtale``."""
        written = entry.get("navn")
        if not isinstance(written, str):
            checked = check(Participant, entry, ("deltagere", place), self._tree, self._faults)
            self._append(Person(checked.entry.name if checked else f"\0{place}"), line)
            return
        readings = read_entry(written, own_line=True)
        reading = readings[0] if readings else Reading("", problem="name_letters")
        fields: dict[str, Value] = {**entry, "navn": Written(reading.name or written)}
        checked = check(Participant, fields, ("deltagere", place), self._tree, self._faults)
        if checked is None:
            self._append(Person(f"\0{place}"), line)
            return
        said = replace(reading, say_as=checked.entry.say_as or reading.say_as)
        self._add(said, line, told=bool(checked.broken))

    def _add(self, reading: Reading, line: int | None, *, told: bool = False) -> None:
        """Take somebody up; what is wrong with the name is noted, unless it is `told` of."""
        name = reading.name
        if told:
            pass
        elif reading.problem:
            shown = reading.problem_text or name
            self._faults.add(line, reading.problem, text=shown)
            self._problems = True
        elif reading.say_as is None and any(character.isdigit() for character in name):
            self._faults.add(line, "name_digits", text=name)
        elif "/" in name or "|" in name:
            self._faults.add(line, "names_without_comma", text=name)
            self._problems = True
        elif reading.say_as is None and not sayable(name):
            self._faults.add(line, "name_unsayable", text=name)
        elif reading.say_as is not None or len(name) > 40:
            fields: dict[str, Value] = {"navn": Written(name)}
            if reading.say_as is not None:
                fields["udtale"] = Written(reading.say_as)
            check(Participant, fields, ("deltagere", -1), _lined(self._tree, line), self._faults)
        person = Person(name, reading.say_as, absent=reading.absent, late=reading.late)
        self._append(person, line)

    def _append(self, person: Person, line: int | None) -> None:
        folded = fold(person.name)
        if folded and folded in self._first_lines:
            first = self._first_lines[folded]
            if first is None or first == line:
                self._faults.add(line, "same_name_here", text=person.name)
            else:
                self._faults.add(line, "same_name", text=person.name, first=first)
        self._first_lines.setdefault(folded, line)
        self.found.append(person)

    def _count(self, value: Value, line: int | None) -> None:
        count = len(self.found)
        if not count:
            if self._tree.whole or line is not None:
                self._faults.add(line, "missing_people")
        elif count < self._least and self._problems:
            pass  # who knows how many are in the lines that could not be read
        elif count == 1 < self._least:
            name = re.split(r"[\s/|-]+", self.found[0].name)
            if isinstance(value, Written) and sum(fold(one) in given_names() for one in name) > 1:
                self._faults.add(line, "names_without_comma", text=value)
            else:
                self._faults.add(line, "one_person", least=self._least)
        elif count < self._least:
            self._faults.add(line, "few_people", count=count, least=self._least)
        elif count > MAX_PEOPLE:
            self._faults.add(line, "many_people", count=count, most=MAX_PEOPLE)

    def _mark(self, field: str) -> None:
        """Those whom ``afbud:`` or ``kommer senere:`` names."""
        value = self._tree.values.get(field)
        entries = value if isinstance(value, list) else [value]
        for place, entry in enumerate(entries):
            if not isinstance(entry, Written) or words().yes_no.get(entry) == "nej":
                continue
            if entry.strip(" -0") == "":
                continue
            line = self._tree.line(field, place)
            for reading in read_entry(entry, own_line=isinstance(value, list)):
                self._mark_one(reading.name, field, line)

    def _mark_one(self, name: str, field: str, line: int | None) -> None:
        fits = [place for place, one in enumerate(self.found) if fold(one.name) == fold(name)]
        if not fits:
            short = fold(name)
            fits = [
                place
                for place, one in enumerate(self.found)
                if f"{fold(one.name)} ".startswith(f"{short} ")
            ]
        if len(fits) > 1:
            choices = either(self.found[place].name for place in fits)
            self._faults.add(line, "absent_several", text=name, field=field, choices=choices)
        elif not fits:
            names = Spellings({one.name: [one.name, one.name.split()[0]] for one in self.found
                               if one.name and not one.name.startswith("\0")})  # fmt: skip
            meant = hint(names, name, words().fault("hint_list_name")) if self.found else ""
            self._faults.add(line, "absent_unknown", text=name, field=field, hint=meant)
        else:
            away = self.found[fits[0]]
            absent, late = away.absent or field == "afbud", away.late or field != "afbud"
            self.found[fits[0]] = replace(away, absent=absent, late=late)


def _is_number(text: str) -> bool:
    """ "8", "8 personer", "vi er otte"."""
    if re.match(r"\d+ [a-zæøå]", text):
        return True  # "8 ledere fra Aarhus"
    parts = [part.strip(".,") for part in fold(text).split()]
    numbers = [part for part in parts if part.isdigit() or (part in NUMBER_WORDS and part != "en")]
    return bool(numbers) and all(part in numbers or part in _NUMBER_OF for part in parts)


def _lined(tree: Tree, line: int | None) -> Tree:
    """A tree that gives `line` for the one person it is asked about."""
    return Tree(lines={("deltagere", -1): line} if line is not None else {}, whole=tree.whole)
