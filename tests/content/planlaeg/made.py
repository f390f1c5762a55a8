"""Plan files as people write them, made of forms, people, lengths and fields; the same each time.

Each is a text that somebody might have typed: any spelling of a word, any way to write a time, the
names in a list, on a line or in brackets. About a third have something wrong with them.
"""

from collections.abc import Iterator
from random import Random

from device.meeting.items.fields.rules import Rules, all_rules
from device.planfile.forms import Form, all_forms
from device.planfile.words import words

SEED = 2026
NAMES = (
    "Anna", "Bo", "Carla", "Gitte", "Henrik", "Ida", "Jens", "Karim", "Lone", "Mads", "Nanna",
    "Ole", "Per", "Rikke", "Søren", "Tove", "Ulla",
)  # fmt: skip
TITLES = (
    "",
    "",
    "",
    " Petersen",
    " (afbud)",
    " (kommer kl. 10)",
    ", skoleleder",
    " - afdelingschef",
)
LENGTHS = (
    "{n} minutter", "{n} min", "{n} min.", "ca. {n} minutter", "et kvarter", "1 time 20", "2t",
    "halvanden time", "{n}", "en halv time", "1,5 time", "to timer",
)  # fmt: skip
TURNS = ("2 minutter", "1 min hver", "90 sekunder", "halvandet minut", "45 sek", "3 min", "1:30")
MEETINGS = (
    "2 timer", "halvanden time", "1:30", "90 minutter", "2", "en time", "45 min", "tre timer",
    "100 minutter", "2 1/2 time", "4 timer", "35 minutter",
)  # fmt: skip
CLOCKS = ("9:00", "kl. 9.30", "13", "13.15", "halv ni", "14:00", "kl. 12", "1630")
DATES = ("24. november 2026", "tirsdag d. 24. november 2026", "24/11-26", "2026-11-24")
TOPICS = ("delegering", "feedback", "Sygefravær hos os", "ledelse", "stress", "Den svære samtale")
SAID = (
    "Hvad fylder mest for dig lige nu?",
    "Hvad lykkedes siden sidst?",
    "Hvad skal vi holde op med?",
    "Det, vi siger her, bliver her.",
    "Vi begynder til tiden",
)
WRONG = {
    "form": ("frokostmøde", "sparing", "første mode"),
    "varighed": ("1.30", "20 timer", "5 min", "lang tid", "2-3 timer", "to timr", "0 minutter"),
    "start": ("25:00", "middag", "kl"),
    "slut": ("8:00", "9:05", "snart"),
    "dato": ("31. februar", "mandag d. 24. november 2026", "i morgen", "24. movember"),
    "taletid": ("5 sekunder", "2 timer", "kort", "90"),
    "emne": ("delegerin", "feedbak"),
    "rækkefølge": ("baglæns",),
    "navne i rapporten": ("måske",),
    "vækkeord": ("hallo",),
    "runder": ("ni", "0", "mange"),
    "grupper": ("fem",),
    "formål": ("Vi mødes. " * 80,),
}
FIELDS = {
    "titel": ("Siden sidst", "Kaffe og kage"),
    "tekst": ("Velkommen til.",),
    "formål": ("Vi bliver klogere sammen.",),
    "emne": TOPICS,
    "åbning": ("Hvad er sværest?",),
    "spørgsmål": SAID[:3],
    "rækkefølge": ("blandet", "fast"),
    "sammen": ("to og to", "tre og tre", "i par"),
    "runder": ("to", "2 runder", "3"),
    "værktøj": ("egen leder", "ledergruppe"),
    "oplægsholder": ("Birgit", "Anna og Bo"),
    "spørgetid": ("8 minutter", "nej"),
    "runde": ("ja", "nej"),
    "variant": ("ryggen til", "hele gruppen"),
    "grupper": ("tre", "fire", "to"),
    "behov": ("ja", "nej"),
    "taletid": TURNS,
}
LISTS = {"spilleregler": SAID[3:], "udsagn": SAID[3:], "aftaler": SAID[:2]}


def made_plans(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """So many plans, each with its name."""
    for place in range(count):
        yield f"made-{place:03}", _Plan(Random(f"{seed}/{place}")).text()


SLIPS = (
    "", "   ", "---", "hej med jer", "  mere tekst", "- Bo", "  - Bo", "velkomst: 5 min",
    "pause: nej", "Bo: afbud", "tid: kl. 14-16", "varighed 2 timer", "1. Anna", "noter: husk",
    "  emne: stress", "evaluering:", "\tpause: 10 min", "titel: Møde",
)  # fmt: skip
ENDINGS = (" # note", " #7", ",", ";", " (ja)", " og mere", ":", " - x")


def broken_plans(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """So many plans in which something slipped: a line, a sign, how far it is moved in."""
    for place in range(count):
        random = Random(f"{seed}/broken/{place}")
        lines = _Plan(random).text().split("\n")
        for _ in range(random.choice((1, 1, 2, 3))):
            _slip(lines, random)
        yield f"broken-{place:03}", "\n".join(lines)


def _slip(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    line = lines[at]
    cut = random.randrange(len(line) + 1)
    ways: tuple[list[str], ...] = (
        [],
        [random.choice(SLIPS), line],
        [line[:cut] + line[cut + 1 :]],
        [line[:cut] + random.choice(":#-,;\"'[]{}*&!|>?. 19aÆ%@") + line[cut:]],
        [" " * random.randint(1, 4) + line],
        [line.lstrip()],
        [line.upper()],
        [line.replace(":", "", 1)],
        [line.replace("- ", "", 1)],
        [line + random.choice(ENDINGS)],
        [line[:cut], line[cut:]],
        [line, line],
    )
    lines[at : at + 1] = random.choice(ways)
    if not lines:
        lines.append("")


class _Plan:
    def __init__(self, random: Random) -> None:
        self._r = random
        self._form = random.choice(list(all_forms().values()))
        self._wrong = random.choice(list(WRONG)) if random.random() < 0.3 else ""
        self._lines: list[str] = []

    def text(self) -> str:
        self._remark("# Min plan")
        self._form_line()
        self._when()
        self._header()
        self._people()
        self._remark("# Husk kaffe")
        if self._form.own or self._r.random() < 0.02:
            self._agenda()
        elif self._r.random() < 0.5:
            self._times(self._form)
        if self._r.random() < 0.1:
            self._say(self._r.choice(("farve: rød", "deltagre: Bo", "titel: Møde")))
        return "\n".join(self._lines) + "\n"

    def _say(self, line: str) -> None:
        self._lines.append(line)

    def _remark(self, text: str) -> None:
        if self._r.random() < 0.3:
            self._say(text)

    def _word(self, word: str) -> str:
        """A word of the top level, mostly as docs spell it."""
        spellings = words().keys
        ways = [way for way, meant in spellings.by_fold().items() if meant == word]
        odd = self._r.random() < 0.15
        chosen = self._r.choice(ways) if odd else word
        return chosen.capitalize() if self._r.random() < 0.2 else chosen

    def _value(self, word: str, *values: str) -> str:
        return self._r.choice(WRONG[word] if self._wrong == word else values)

    def _line(self, word: str, *values: str, likely: float = 0.3) -> None:
        if word == self._wrong or self._r.random() < likely:
            remark = "  # måske" if self._r.random() < 0.05 else ""
            self._say(f"{self._word(word)}: {self._value(word, *values)}{remark}")

    def _form_line(self) -> None:
        if self._form.own and self._r.random() < 0.3:
            return
        self._line("form", self._r.choice(self._form.spellings), likely=0.98)

    def _when(self) -> None:
        kind = self._r.choice(("length", "length", "clocks", "clocks", "both", "span", "none"))
        if kind == "span":
            self._say(f"tid: {self._r.choice(('kl. 14-16', '9.00-11.30', '13 til 15'))}")
        if kind in {"clocks", "both"}:
            self._line("start", *CLOCKS, likely=0.95)
        if kind == "clocks":
            self._line("slut", "16:00", "kl. 17", "15.30", "11:30", likely=0.95)
        if kind in {"length", "both"} or self._wrong == "varighed":
            self._line("varighed", *MEETINGS, likely=0.95)
        self._line("dato", *DATES, likely=0.3)

    def _header(self) -> None:
        self._line("netværk", "Skolelederne i Vest", likely=0.3)
        self._line("formål", "Vi gør hinanden klogere.", likely=0.4)
        self._line("emne", *TOPICS, likely=0.4)
        self._line("taletid", *TURNS, likely=0.2)
        self._line("rækkefølge", "blandet", "fast", likely=0.1)
        self._line("når tiden er gået", "vent", "gå videre", likely=0.1)
        self._line("navne i rapporten", "ja", "nej", likely=0.1)
        self._line("hørelse", "forsigtig", "almindelig", likely=0.1)
        self._line("vækkeord", "ordstyrer", "hej tidtager", likely=0.1)
        self._line("vært", "Anna", likely=0.1)
        self._line("runder", "to", "3 runder", likely=0.1)
        self._line("grupper", "tre", "fire", likely=0.1)
        self._line("variant", "ryggen til", "hele gruppen", likely=0.1)
        self._line("værktøj", "egen leder", "ledergruppe", "arbejdsplads", likely=0.1)
        for word, said in LISTS.items():
            if self._r.random() < 0.1:
                self._say(f"{word}:")
                for one in said:
                    self._say(f"  - {one}")

    def _people(self) -> None:
        count = self._r.choice((1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 9, 10, 12, 16, 17))
        names = [name + self._r.choice(TITLES) for name in NAMES[:count]]
        word, way = (
            self._word("deltagere"),
            self._r.choice(("list", "list", "margin", "line", "[]")),
        )
        if way == "line":
            self._say(f"{word}: {', '.join(NAMES[:count])}")
        elif way == "[]":
            self._say(f"{word}: [{', '.join(NAMES[:count])}]")
        else:
            self._say(f"{word}:")
            for name in names:
                self._say(f"{'' if way == 'margin' else '  '}- {name}")
            if self._r.random() < 0.2:
                self._say(f"{'' if way == 'margin' else '  '}- navn: John\n    udtale: Djån")
        if self._r.random() < 0.1:
            self._say(f"afbud: {self._r.choice(('Anna', 'Bo, Carla', 'Zenia', 'nej'))}")

    def _times(self, form: Form) -> None:
        self._say("tider:")
        for word in self._r.sample(list(form.times), self._r.randint(1, min(4, len(form.times)))):
            self._say(f"  {word}: {self._r.choice(('nej', self._length(), self._length()))}")

    def _length(self) -> str:
        minutes = self._r.choice((3, 5, 8, 10, 12, 15, 20, 25, 30, 40))
        return self._r.choice(LENGTHS).format(n=minutes)

    def _agenda(self) -> None:
        self._say(f"{self._word('dagsorden')}:")
        kinds = list(all_rules().items())
        for _ in range(self._r.randint(2, 8)):
            self._item(*self._r.choice(kinds))
        if self._r.random() < 0.05:
            self._say("  - yoga: 10 minutter")

    def _item(self, kind: str, rules: Rules) -> None:
        spelt = self._r.choice(rules.spellings) if self._r.random() < 0.5 else kind
        way = self._r.choice(("bare", "time", "time", "about", "fields", "fields", "fields", "{}"))
        spelt = f'"{spelt}"' if "," in spelt and way != "bare" else spelt
        if way == "bare":
            self._say(f"  - {spelt}")
        elif way == "time":
            self._say(f"  - {spelt}: {self._length()}")
        elif way == "about":
            self._say(f"  - {spelt}: {self._r.choice((*SAID[:3], *TOPICS))}")
        elif way == "{}":
            self._say(f"  - {spelt}: {{tid: {self._length()}}}")
        else:
            self._say(f"  - {spelt}:")
            self._fields(kind)

    def _fields(self, kind: str) -> None:
        able = [word for word in words().fields[kind].words if word != "tid"]
        for word in self._r.sample(able, self._r.randint(1, min(3, len(able)))):
            if word in LISTS or (word == "spørgsmål" and self._r.random() < 0.3):
                self._say(f"      {word}:")
                for one in LISTS.get(word, SAID[:2]):
                    self._say(f"        - {one}")
            else:
                self._say(f"      {word}: {self._r.choice(FIELDS[word])}")
        if self._r.random() < 0.4:
            self._say(f"      tid: {self._length()}")
