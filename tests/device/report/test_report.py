"""Given how a meeting went, the report shows it: on any screen, on paper, and without a network."""

import csv
import html
import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

from content import content_file
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.plan import Person, Plan
from device.meeting.record import ItemRecord, Record, ScoreRecord, TurnRecord
from device.memory.durable import StorageGoneError
from device.planfile import read_plan
from device.report import write_report
from device.report.figures import figures
from device.report.numbers import danish_date, danish_number, short_length
from device.report.page import time_sentence

PLAN = read_plan(Path(str(content_file("examples/foerste-moede.yaml"))).read_bytes())
DAY = "2026-11-24"


def named(plan: Plan, *names: str) -> Plan:
    return replace(plan, people=tuple(map(Person, names)), names_in_report=True)


def went(plan: Plan, *, reached: int | None = None, overrun: float = 1.1) -> Record:
    """A meeting in which each item took `overrun` times its time; the third was skipped."""
    items, turns, scores = [], [], []
    for place, item in enumerate(plan.agenda[:reached]):
        items.append(ItemRecord(place, item.seconds, item.seconds * overrun))
        if isinstance(item, SpeakingRound | Evaluation):
            for number, name in enumerate(plan.names):
                used = item.turn_seconds * (0.5 + number / 10)
                turns.append(
                    TurnRecord(
                        place, name, item.turn_seconds, 60.0 * (number == 1), used, number == 2
                    )
                )
        if isinstance(item, Evaluation):
            scores = [
                ScoreRecord(place, statement, (0, 1, 0, len(plan.people) - 3, 2))
                for statement in item.statements
            ]
    return Record(
        present=plan.names[1:],
        absent=plan.names[:1],
        came=len(plan.people) - 1,
        seconds=sum(item.used for item in items),
        items=tuple(items),
        turns=tuple(turns),
        scores=tuple(scores),
        finished=reached is None,
    )


def page_of(folder: Path, plan: Plan, record: Record) -> str:
    page, _ = write_report(folder, plan, record, date=DAY)
    return page.read_text(encoding="utf-8")


LONGEST = max(PLAN.agenda, key=lambda item: item.seconds).title


def test_the_report_tells_how_the_meeting_went(tmp_path: Path) -> None:
    page = page_of(tmp_path, PLAN, went(PLAN))
    for text in (
        '<html lang="da">', "Netværk Nord", "24. november 2026", "7 af 8",
        "2 timer og 12 minutter", "I brugte 12 minutter mere end planlagt.",
        f"{LONGEST} gik mest over tiden",
        "planlagt 18 min · brugt 20 min", "fik 2 min og 1 min mere · talte 1 min 12 sek",
        "sprunget over", "Jeg glæder mig til næste møde.", "snit 4 · 8 svar",
    ):  # fmt: skip
        assert text in html.unescape(page), text


def test_nothing_in_the_report_is_fetched_or_run(tmp_path: Path) -> None:
    page = page_of(tmp_path, PLAN, went(PLAN))
    outside = set(re.findall(r"https?://[^\"'\s<>]+", page))
    assert outside <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\ssrc=|javascript:", page)
    # And it is small enough for any stick and mail
    assert len(page) < 60_000


def test_without_leave_no_name_is_in_the_report(tmp_path: Path) -> None:
    page = page_of(tmp_path, PLAN, went(PLAN))
    csv_text = (tmp_path / "evaluering.csv").read_text(encoding="utf-8-sig")
    for name in PLAN.names:
        assert not re.search(rf"\b{name}\b", page + csv_text)
    # And turns stand in the order of their length, for the plan's order would tell who is who
    turns = figures(PLAN, went(PLAN)).rounds[0].turns
    lengths = [turn.used for turn in turns if not turn.skipped]
    assert [turn.label for turn in turns] == [f"Taler {n}" for n in range(1, 9)]
    assert lengths == sorted(lengths, reverse=True)


def test_with_leave_names_are_shown_as_written_and_never_as_markup(tmp_path: Path) -> None:
    names = ('<b>Søren & "Co"', "$x_1^2$ Æse", "=CMD()")
    plan = replace(named(PLAN, *names), network="<script>alert(1)</script>")
    page = page_of(tmp_path, plan, went(plan))
    assert "<b>" not in page
    assert "<script" not in page
    assert html.escape(names[0]) in page.replace("&#34;", "&quot;")
    assert "$x_1^2$ Æse" in page
    assert "Fraværende: &lt;b&gt;Søren" in page


def test_a_meeting_that_was_left_early_is_said_to_be_so(tmp_path: Path) -> None:
    page = page_of(tmp_path, PLAN, went(PLAN, reached=4))
    assert "Mødet blev ikke holdt til ende." in page
    assert f"I nåede 4 af {len(PLAN.agenda)} punkter." in page
    assert "planlagt 10 min · nåede I ikke" in page
    assert "ingen evaluering" in page
    assert "Mødet blev ikke holdt til ende." not in page_of(tmp_path, PLAN, went(PLAN))


def test_a_meeting_that_never_began_still_gives_a_report(tmp_path: Path) -> None:
    assert f"I nåede 0 af {len(PLAN.agenda)} punkter." in page_of(tmp_path, PLAN, Record())


@pytest.mark.parametrize(
    ("overrun", "sentence"),
    [
        (1.0, "I holdt tiden."),
        (0.9, "I brugte 12 minutter mindre end planlagt."),
        (1.005, "I holdt tiden."),
    ],
)
def test_the_time_is_told_in_a_sentence(overrun: float, sentence: str) -> None:
    assert time_sentence(figures(PLAN, went(PLAN, overrun=overrun))) == sentence


def test_the_scores_open_in_danish_excel(tmp_path: Path) -> None:
    # Given statements that a spreadsheet could take for a formula, or for two columns
    record = Record(
        scores=(
            ScoreRecord(6, "=1+1;godt", (0, 0, 1, 1, 2)),
            ScoreRecord(6, 'Vi sagde "ja"', (0,) * 5),
            ScoreRecord(6, "Jeg lærte noget.", (0, 0, 0, 0, 6)),
        )
    )
    _, path = write_report(tmp_path, PLAN, record, date=DAY)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["dato", "udsagn"]
    assert rows[1] == [DAY, "'=1+1;godt", "0", "0", "1", "1", "2", "4", "4,25", ""]
    assert rows[2] == [DAY, 'Vi sagde "ja"', *[""] * 7, "for få svar"]
    assert rows[3] == [DAY, "Jeg lærte noget.", *[""] * 7, "snit mellem 3 og 5"]
    assert len({len(row) for row in rows}) == 1


def test_the_same_meeting_gives_the_same_bytes_and_no_copies(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_report(tmp_path, PLAN, went(PLAN), date=DAY)]
    again = [path.read_bytes() for path in write_report(tmp_path, PLAN, went(PLAN), date=DAY)]
    assert first == again
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evaluering.csv", "rapport.html"]


def test_an_earlier_report_is_kept_under_its_own_date(tmp_path: Path) -> None:
    # Given the reports of three meetings on the same stick, two of them on one day
    kept = []
    for day, overrun in (("2026-10-01", 1.0), ("2026-10-01", 1.2), ("2026-11-24", 0.9)):
        page, _ = write_report(tmp_path, PLAN, went(PLAN, overrun=overrun), date=day)
        kept.append(page.read_bytes())
    # Then all three are there
    assert (tmp_path / "rapport-2026-10-01.html").read_bytes() == kept[0]
    assert (tmp_path / "rapport-2026-10-01-2.html").read_bytes() == kept[1]
    assert (tmp_path / "rapport.html").read_bytes() == kept[2]
    assert (tmp_path / "evaluering-2026-10-01-2.csv").is_file()


def test_a_stick_that_is_gone_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(StorageGoneError):
        write_report(tmp_path / "gone", PLAN, went(PLAN), date=DAY)


def test_numbers_and_dates_are_danish() -> None:
    assert [danish_number(value) for value in (4.0, 3.84, 0.04, 1234.5)] == [
        "4", "3,8", "0", "1234,5",
    ]  # fmt: skip
    assert [short_length(seconds) for seconds in (45, 60, 150, 725.4)] == [
        "45 sek", "1 min", "2 min 30 sek", "12 min",
    ]  # fmt: skip
    assert danish_date("2027-03-03") == "3. marts 2027"


def sixteen() -> Plan:
    return named(PLAN, *(f"Anne-Margrethe Østergaard {letter}" for letter in "ABCDEFGHIJKLMNOP"))


BROWSER = shutil.which("chromium")


in_browser = pytest.mark.skipif(
    BROWSER is None and not os.environ.get("CI"), reason="no chromium on this machine"
)
OVERLAPS = """<script>
const boxes = [...document.querySelectorAll("svg")].map((svg) => {
  const edge = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].map((text) => [text.getBoundingClientRect(), edge]);
});
const shrunk = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
  && a.top < b.bottom - 3 && b.top < a.bottom - 3;
let texts = 0, met = 0, outside = 0;
for (const drawn of boxes) {
  drawn.forEach(([box, edge], place) => {
    texts += 1;
    if (box.right > edge.right + 2 || box.bottom > edge.bottom + 2) outside += 1;
    drawn.slice(place + 1).forEach(([other]) => { if (shrunk(box, other)) met += 1; });
  });
}
const wide = document.documentElement.scrollWidth > window.innerWidth;
document.body.dataset.measured = `${texts > 40} ${met} ${outside} ${wide}`;
</script>"""


def browse(tmp_path: Path, width: int, *arguments: str) -> str:
    """What a browser of its own, so many pixels wide, puts out."""
    return subprocess.run(
        [
            BROWSER or "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-dev-shm-usage", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},1600", *arguments,
        ],
        check=True, capture_output=True, text=True, timeout=180,
    ).stdout  # fmt: skip


@in_browser
@pytest.mark.parametrize("width", [1100, 520], ids=["desktop", "phone"])
def test_a_browser_shows_text_and_pictures(tmp_path: Path, width: int) -> None:
    # Given the report of a meeting with sixteen long names
    page, _ = write_report(tmp_path, sixteen(), went(sixteen()), date=DAY)
    # When a browser opens it
    shot = tmp_path / "shot.png"
    browse(tmp_path, width, f"--screenshot={shot}", page.as_uri())
    # Then the picture has ink, and bars in the colours of time used and time over
    pixels = (imread(shot)[:, :, :3] * 255).round()
    assert pixels.shape[:2] == (1600, width)
    for colour in ((0x22, 0x30, 0x3A), (0x1F, 0x6F, 0x78), (0xC2, 0x56, 0x3A)):
        close = np.abs(pixels - np.array(colour)).max(axis=2) < 12
        assert close.sum() > 100, colour


@in_browser
@pytest.mark.parametrize("plan", [named(PLAN, "Bo", "Ida", "Åse"), sixteen()], ids=["3", "16"])
def test_labels_never_meet_and_nothing_sticks_out(tmp_path: Path, plan: Plan) -> None:
    # Given an item and a statement as long as the ear can bear, and a name in capitals
    agenda = (replace(plan.agenda[0], title="Velkomst, kaffe og morgenbrød " * 3), *plan.agenda[1:])
    people = (Person("ANNE-MARGRETHE ØSTERGAARD-CHRISTOFFERSEN"), *plan.people[1:])
    plan = replace(plan, agenda=agenda, people=people)
    record = went(plan)
    long = ScoreRecord(6, "Mødet gav mig mod på at prøve noget nyt i morgen. " * 5, (1, 1, 1, 1, 9))
    page, _ = write_report(tmp_path, plan, replace(record, scores=(long, *record.scores)), date=DAY)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</body>", OVERLAPS + "</body>"), encoding="utf-8")
    # When a browser lays the report out on a narrow screen
    dom = browse(tmp_path, 500, "--dump-dom", page.as_uri())
    # Then its four pictures are there, no two labels meet, none is cut off, nothing is too wide
    assert dom.count('<svg role="img" aria-label="') == 4
    assert html.escape(plan.names[-1]) in dom
    assert 'data-measured="true 0 0 false"' in dom
