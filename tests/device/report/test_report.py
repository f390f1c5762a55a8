"""Given how a meeting went, the report shows it, and keeps those of earlier meetings."""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from device.meeting.account import Account
from device.meeting.plan import Plan
from device.meeting.record import Record
from device.memory.durable import StorageGoneError
from device.planfile import read_plan
from device.report import write_report
from device.report.figures import figures
from device.report.numbers import danish_date, danish_number, in_minutes, short_length, signed
from device.report.sentences import how_it_went, longest_over
from tests.device.report.made import FIRST as PLAN
from tests.device.report.made import a_year, named, went

DAY = "2026-11-24"
FILES = ["evaluering.csv", "forloeb.csv", "moeder.parquet", "rapport.html"]


def page_of(folder: Path, plan: Plan, record: Record) -> str:
    page = write_report(folder, Account(plan, record), date=DAY)[0]
    return page.read_text(encoding="utf-8")


def test_the_report_tells_how_the_meeting_went(tmp_path: Path) -> None:
    page = html.unescape(page_of(tmp_path, PLAN, went(PLAN)))
    longest = max(PLAN.agenda, key=lambda item: item.seconds).title
    for text in (
        '<html lang="da">', "Netværk Nord", "24. november 2026",
        "Syv af otte var med, I brugte 12 minutter mere end planlagt, og det typiske svar",
        " var 4 af 5.",
        f"Længst over tiden: {longest}", "I alt planlagt 2 timer, brugt 2 timer og 12 minutter",
        "Præsentation: planlagt 18 min, brugt 20 min", "70 af 100",
        "Jeg glæder mig til næste møde.", "median 4", "8 svar",
        "Vi bliver bedre ledere ved at hjælpe hinanden", "Telefonerne ligger i tasken",
    ):  # fmt: skip
        assert text in page, text


def test_nothing_in_the_report_is_fetched_or_run(tmp_path: Path) -> None:
    page = write_report(tmp_path, a_year(12, names=True), date=DAY)[0].read_text(encoding="utf-8")
    outside = set(re.findall(r"https?://[^\"'\s<>]+", page))
    assert outside <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\ssrc=|javascript:", page)
    # And it is small enough for any stick and mail
    assert len(page) < 80_000


def test_without_leave_no_name_is_in_anything_that_is_written(tmp_path: Path) -> None:
    for path in write_report(tmp_path, a_year(6), date=DAY):
        written = path.read_bytes().decode("utf-8", "ignore")
        for name in PLAN.names:
            assert not re.search(rf"\b{name}\b", written), path


def test_with_leave_names_are_shown_as_written_and_never_as_markup(tmp_path: Path) -> None:
    names = ('<b>Søren & "Co"', "$x_1^2$ Æse", "=CMD()")
    plan = replace(named(PLAN, *names), network="<script>alert(1)</script>")
    page = page_of(tmp_path, plan, went(plan))
    assert "<b>S" not in page
    assert "<script" not in page
    assert html.escape(names[0]) in page.replace("&#34;", "&quot;")
    assert "$x_1^2$ Æse" in page
    assert "Fraværende: &lt;b&gt;Søren" in page


def test_a_meeting_that_was_left_early_is_said_to_be_so(tmp_path: Path) -> None:
    page = page_of(tmp_path, PLAN, went(PLAN, reached=4))
    assert "Mødet blev ikke holdt til ende." in page
    assert f"Syv af otte var med, og I nåede 4 af {len(PLAN.agenda)} punkter." in page
    assert "planlagt 10 min, nåede I ikke" in page
    assert "Jeres svar" not in page
    assert "Mødet blev ikke holdt til ende." not in page_of(tmp_path, PLAN, went(PLAN))


def test_a_meeting_that_never_began_still_gives_a_report(tmp_path: Path) -> None:
    page = page_of(tmp_path, PLAN, Record())
    assert f"I nåede 0 af {len(PLAN.agenda)} punkter." in page
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        name for name in FILES if name != "moeder.parquet"
    ], "it was no meeting, and counts in no figures"


@pytest.mark.parametrize(
    ("overrun", "sentence", "longest"),
    [
        pytest.param(1.0, "I holdt tiden", "", id="on time"),
        pytest.param(0.9, "I brugte 12 minutter mindre end planlagt", "", id="under"),
        pytest.param(1.005, "I holdt tiden", "", id="half a minute is nothing"),
        pytest.param(1.1, "I brugte 12 minutter mere end planlagt", "Længst over tiden", id="over"),
    ],
)
def test_the_time_is_told_in_the_sentence(overrun: float, sentence: str, longest: str) -> None:
    shown = figures(PLAN, went(PLAN, overrun=overrun))
    assert how_it_went(shown).startswith(f"Syv af otte var med, {sentence}")
    assert longest_over(shown).startswith(longest)
    assert bool(longest_over(shown)) == bool(longest)


@pytest.mark.parametrize(
    ("came", "begins"),
    [
        pytest.param(0, "I holdt tiden, og", id="nobody was counted"),
        pytest.param(1, "En af otte var med", id="one"),
        pytest.param(8, "Alle otte var med", id="all"),
        pytest.param(13, "13 var med", id="guests"),
    ],
)
def test_who_came_is_told_in_the_sentence(came: int, begins: str) -> None:
    shown = replace(figures(PLAN, went(PLAN, overrun=1.0)), came=came)
    assert how_it_went(shown).startswith(begins)


def test_what_the_box_does_not_know_is_a_line_to_write_on(tmp_path: Path) -> None:
    unknown = page_of(tmp_path, PLAN, went(PLAN))
    assert unknown.count('class="line"') == 4, "date, host, theme, a goal"
    known = write_report(tmp_path, a_year(1, names=True), date=DAY)[0].read_text(encoding="utf-8")
    assert re.search(r"Vært og sted</dt><dd>\w+</dd>", known)
    assert known.count('<span class="goal">') == len(a_year(1).record.present)
    assert "Alle sagde ja." in known


def test_one_alone_has_agreed_on_nothing(tmp_path: Path) -> None:
    alone = read_plan(b"form: forberedelse\nvarighed: 15 min\ndeltagere: [Anna]\n")
    assert "Det har I aftalt" not in page_of(tmp_path, alone, went(alone))


NEXT_MEETING = ["Næste møde", "Vært og sted", "Emne", "Mit mål"]


@pytest.mark.parametrize(
    ("plan", "lines"),
    [
        pytest.param("form: følgende møde", NEXT_MEETING, id="a following meeting"),
        pytest.param("form: lær hinanden at kende", NEXT_MEETING, id="getting to know each other"),
        pytest.param(
            "form: ledertrivsel",
            ["Hvad gør I anderledes fra i morgen?", "Hvornår ser I efter, om det hjalp?"],
            id="a leader team",
        ),
        pytest.param(
            "form: forberedelse",
            [
                "Skal vi være et netværk? Sig det, én ad gangen.",
                "Hvem mangler vi, og hvem spørger dem?",
                "Hvilken dag mødes vi første gang, og hvor?",
            ],
            id="before there is a network",
        ),
        pytest.param(
            "form: ledertrivsel\naftaler: [Hvem laver kaffe?]",
            [*NEXT_MEETING[:3], "Hvem laver kaffe?", NEXT_MEETING[3]],
            id="the plan's own",
        ),
    ],
)
def test_the_lines_to_write_on_are_what_was_agreed_on(
    tmp_path: Path, plan: str, lines: list[str]
) -> None:
    read = read_plan(f"{plan}\nvarighed: 1 time\ndeltagere: [Anna, Bo, Carla, Dorte]\n".encode())
    page = html.unescape(page_of(tmp_path, read, went(read)))
    agreements = page.partition("Det har I aftalt")[2].partition("</dl>")[0]
    assert re.findall(r"<dt>(.*?)</dt>", agreements) == lines


def test_the_same_meeting_gives_the_same_bytes_and_no_copies(tmp_path: Path) -> None:
    account = Account(PLAN, went(PLAN))
    first = [path.read_bytes() for path in write_report(tmp_path, account, date=DAY)]
    again = [path.read_bytes() for path in write_report(tmp_path, account, date=DAY)]
    assert first == again
    assert sorted(path.name for path in tmp_path.iterdir()) == FILES


def test_an_earlier_report_is_kept_under_its_own_date(tmp_path: Path) -> None:
    # Given the reports of three meetings on the same stick, two of them on one day
    kept = []
    for day, began in (("2026-10-01", 20.0), ("2026-10-01", 30.0), ("2026-11-24", 25.0)):
        account = Account(PLAN, replace(went(PLAN), started=began))
        kept.append(write_report(tmp_path, account, date=day)[0].read_bytes())
    # Then all three are there
    assert (tmp_path / "rapport-2026-10-01.html").read_bytes() == kept[0]
    assert (tmp_path / "rapport-2026-10-01-2.html").read_bytes() == kept[1]
    assert (tmp_path / "rapport.html").read_bytes() == kept[2]
    for name in ("evaluering-2026-10-01-2.csv", "forloeb-2026-10-01.csv"):
        assert (tmp_path / name).is_file()


def test_a_meeting_that_was_gone_back_to_leaves_one_report(tmp_path: Path) -> None:
    """Two of the same meeting would differ by what those gave who answered in between."""
    record = went(PLAN)
    one_more = tuple(replace(one, counts=(0, 1, 0, 6, 2)) for one in record.scores)
    for scores in (record.scores, one_more):
        account = Account(PLAN, replace(record, scores=scores, seconds=record.seconds + 60))
        write_report(tmp_path, account, date=DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == FILES
    assert "9 svar" in (tmp_path / "rapport.html").read_text(encoding="utf-8")


def test_a_link_in_the_reports_place_is_not_followed(tmp_path: Path) -> None:
    stick, elsewhere = tmp_path / "stick", tmp_path / "elsewhere.html"
    stick.mkdir()
    elsewhere.write_text("theirs")
    (stick / "rapport.html").symlink_to(elsewhere)
    page_of(stick, PLAN, went(PLAN))
    assert elsewhere.read_text() == "theirs"
    assert not (stick / "rapport.html").is_symlink()


def test_a_stick_that_is_gone_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(StorageGoneError):
        write_report(tmp_path / "gone", Account(PLAN, went(PLAN)), date=DAY)


def test_numbers_and_dates_are_danish() -> None:
    assert [danish_number(value) for value in (4.0, 3.84, 0.04, 1234.5)] == [
        "4", "3,8", "0", "1234,5",
    ]  # fmt: skip
    assert [short_length(seconds) for seconds in (45, 60, 150, 725.4)] == [
        "45 sek", "1 min", "2 min 30 sek", "12 min",
    ]  # fmt: skip
    assert [in_minutes(seconds) for seconds in (45, 150, 725.4)] == ["45 sek", "2 min", "12 min"]
    assert [signed(minutes) for minutes in (3, 0, -2)] == ["+3 min", "0", "\N{MINUS SIGN}2 min"]
    assert danish_date("2027-03-03") == "3. marts 2027"
