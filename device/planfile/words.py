"""The words of the plan file and of its faults, from content/planfile.yaml and its neighbours."""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Any

from content import load
from device.meeting.items.fields.rules import all_rules
from device.meeting.spelling import Spellings, fold
from device.planfile.forms import all_forms

LONGEST_SHOWN = 50
JOINER = "\u2060"
"""Put before a ``#`` that is part of a text, so that YAML takes it for one; never in a value."""


def shown(text: str) -> str:
    """`text` as a message quotes it: one line, not too long."""
    line = " ".join(text.replace(JOINER, "").split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1].rstrip() + "…"


def hint(spellings: Spellings, text: str, otherwise: str = "", cutoff: float = 0.75) -> str:
    """The question whether the word close to `text` is meant, if there is one; else `otherwise`."""
    close = spellings.close(text, cutoff)
    return words().fault("hint_close", close=close) if close else otherwise


class Words:
    """content/planfile.yaml."""

    def __init__(self) -> None:
        self._content: dict[str, Any] = load("planfile.yaml")
        content = self._content
        self.rules = all_rules()
        self.keys = Spellings(content["keys"])
        loose = _together(content["loose"], *(form.beside for form in all_forms().values()))
        self.loose = Spellings(loose)
        self.top_keys = Spellings(content["keys"] | loose)
        self.strict_keys = frozenset(content["strict_keys"])
        self.list_keys = frozenset(content["list_keys"])
        self.people_keys = frozenset(content["people_keys"])
        self.person_keys = Spellings(content["person_keys"])
        self.items = Spellings({kind: rules.spellings for kind, rules in self.rules.items()})
        common: dict[str, list[str]] = content["item_keys"]
        own = [rules.fields for rules in self.rules.values()]
        self.item_keys = Spellings(_together(common, *own))
        """The fields of all kinds."""
        self.fields = {
            kind: Spellings({**common, **rules.fields}) for kind, rules in self.rules.items()
        }
        """The fields of each kind."""
        self.item_kind_keys = frozenset(content["item_kind_key"])
        times = [form.times for form in all_forms().values()]
        self.all_times = Spellings(_together(*times))
        self.times = {
            name: Spellings(form.times) for name, form in all_forms().items() if not form.own
        }
        """The words under ``tider``, of each form that has a list of its own."""
        self.forms = Spellings({name: form.spellings for name, form in all_forms().items()})
        self.orders = Spellings(content["orders"])
        self.group_sizes = Spellings(content["group_sizes"])
        self.choices = {
            reader: Spellings(choices)
            for rules in self.rules.values()
            for reader, choices in rules.choices.items()
        }
        """What may be chosen in a field of one kind, by the name of its reader."""
        self.counted = frozenset(content["counted"])
        self.tools = Spellings(content["tools"])
        self.time_up = Spellings(content["time_up"])
        chosen = load("commands.yaml")["choosable_wake_words"]
        self.wake_words = Spellings({word: [word] for word in chosen})
        self.yes_no = Spellings({"ja": content["yes"], "nej": content["no"]})
        self.planned_forms = Spellings(content["planned_forms"])
        self.planned_items = Spellings(content["planned_items"])
        self.months: list[str] = content["months"]
        self.weekdays: list[str] = content["weekdays"]
        self.absent_words = tuple(fold(word) for word in content["absent"])
        self.late_words = tuple(fold(word) for word in content["late"])
        self.title_words = frozenset(content["title_words"])
        self.title_endings = tuple(content["title_endings"])
        self.no_name_words = frozenset(word.casefold() for word in content["no_names"])
        self.name_links = frozenset(content["name_links"])
        self.sentence_words = frozenset(content["sentence_words"])
        self.vowels = frozenset(content["vowels"])
        self.sayable_letters = frozenset(content["sayable_letters"].replace(" ", ""))
        self.check: dict[str, str] = content["check"]
        self.no_plan: dict[str, str] = content["no_plan"]
        self._faults = _all_faults(content["faults"])

    @cached_property
    def hearings(self) -> Spellings:
        """How surely the box is to hear."""
        return Spellings(self._content["hearings"])

    @cached_property
    def sentence_lists(self) -> frozenset[str]:
        """Words whose lists are of sentences."""
        return frozenset(self._content["sentence_lists"])

    @cached_property
    def single_keys(self) -> frozenset[str]:
        """Words with one value, behind which no other word of the file may stand."""
        return self.strict_keys | frozenset(self._content["single_keys"])

    @cached_property
    def closing_words(self) -> frozenset[str]:
        """What is said where the meeting ends; folded."""
        return frozenset(fold(word) for word in self._content["closing_words"])

    @cached_property
    def heading_words(self) -> frozenset[str]:
        """What stands above names, and is none; folded."""
        return frozenset(fold(word) for word in self._content["headings"])

    @cached_property
    def going_on_words(self) -> frozenset[str]:
        """With these no sentence begins, nor a question."""
        return frozenset(self._content["going_on_words"])

    def template(self, key: str) -> str:
        """A wording outside the list of faults."""
        return str(self._content[key])

    def people(self, count: int) -> str:
        """ "1 deltager", "8 deltagere"."""
        return str(self._content["people_one" if count == 1 else "people_many"]).format(count=count)

    def fault(self, key: str, /, **values: object) -> str:
        """The fault `key` with its values put in; texts are shortened."""
        return _filled(self._faults[key], values)

    def remark(self, key: str, /, **values: object) -> str:
        """The remark `key`, as `fault`."""
        return _filled(str(self._content["remarks"][key]), values)


def _filled(wording: str, values: dict[str, object]) -> str:
    kept = {
        name: shown(value) if name in {"text", "key"} and isinstance(value, str) else value
        for name, value in values.items()
    }
    return wording.format(**kept)


def _all_faults(common: dict[str, str]) -> dict[str, str]:
    """The faults of planfile.yaml, and those of one kind of item. Raises ValueError for doubles."""
    found = dict(common)
    for kind, rules in all_rules().items():
        if double := found.keys() & rules.faults.keys():
            raise ValueError(f"content/items ({kind}): the faults {sorted(double)} are there twice")
        found |= rules.faults
    return found


def _together(*vocabularies: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """All words with all their spellings; where two mean different words the first has it."""
    found: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for vocabulary in vocabularies:
        for word, ways in vocabulary.items():
            free = tuple(way for way in ways if fold(way) not in taken)
            found[word] = found.get(word, ()) + free
        taken |= {fold(way) for ways in vocabulary.values() for way in ways}
    return found


@cache
def words() -> Words:
    """The words, read once."""
    return Words()
