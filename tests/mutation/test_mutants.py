"""The mutation run itself: the faults that it makes, the choice by seed, and the verdicts."""

import textwrap
from pathlib import Path

import pytest

from tests.mutation.__main__ import chosen, diff, equivalents, sources_in, table_of
from tests.mutation.judging import FIRST, Copy, Crew, Seen, judge, see
from tests.mutation.mutants import mutants_of
from tests.mutation.places import PLACES


def faults(source: str) -> set[str]:
    return {mutant.after for mutant in mutants_of("device/meeting/x.py", textwrap.dedent(source))}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("if a < b: go()\n", {"if a <= b: go()", "if a < b: pass"}, id="comparison"),
        pytest.param("x = a is not None\n", {"x = a is None"}, id="is not"),
        pytest.param("x = not a\n", {"x = a"}, id="not"),
        pytest.param("x = a and b\n", {"x = a or b"}, id="and"),
        pytest.param("x = 3\n", {"x = 4"}, id="constant of a module"),
        pytest.param("class A:\n    shown: bool = False\n", {"shown: bool = True"}, id="field"),
        pytest.param("def f(a=True): ...\n", {"def f(a=False): ..."}, id="default"),
        pytest.param("x = a // b\n", {"x = a * b"}, id="reckoning"),
        pytest.param("x = min(a)\n", {"x = max(a)"}, id="least"),
        pytest.param("def f():\n    return a\n", {"return None"}, id="return"),
        pytest.param("while a:\n    break\n", {"continue"}, id="break"),
        pytest.param("if a: x = b\n", {"if (not (a)): x = b"}, id="condition"),
        pytest.param("x: 'Literal[3]' = y\n", set(), id="annotation"),
        pytest.param('def f():\n    """Say 3."""\n    log.info("3", 4)\n', set(), id="no fault"),
        pytest.param("x = 'æøå' + str(a), 1\n", {"x = 'æøå' + str(a), 2"}, id="letters"),
    ],
)
def test_the_faults_of_a_line(source: str, expected: set[str]) -> None:
    assert faults(source) == expected


def test_a_fault_knows_its_function() -> None:
    source = "class A:\n    x = 1\n    def f(self):\n        def g():\n            return 2 + a\n"
    named = {mutant.after: mutant.function for mutant in mutants_of("x.py", source)}
    assert named["x = 2"] == ""
    assert named["return 2 - a"] == "A.f.<locals>.g"


def test_the_same_seed_chooses_the_same_and_more_is_the_same_and_more() -> None:
    sources = sources_in(["device/memory"])
    first = list(chosen(sources, 1))
    assert first == list(chosen(sources, 1))
    assert first != list(chosen(sources, 2))
    assert {mutant.file for mutant in first[: len(sources) // 2]} <= sources.keys()
    files = [mutant.file for mutant in first[:4]]
    assert len(set(files)) == 4, "one of each file first"


def test_every_fault_is_python_and_is_one() -> None:
    for file, source in sources_in(["device/memory/codec.py", "device/meeting/timer.py"]).items():
        for mutant in mutants_of(file, source):
            compile(mutant.applied(source), file, "exec")
            assert diff(mutant, source).count("\n@@") == 1


def test_narrow_tests_come_first_then_the_quickest_of_each_file_within_the_budget() -> None:
    wide = [(0.1, "a::1"), (0.2, "a::2"), (5.0, "b::1"), (90.0, "c::1")]
    narrow = [(0.3, f"n::{place:02}") for place in range(FIRST)]
    mutant = next(mutants_of("device/meeting/x.py", "def f():\n    return 3\n"))
    breadth = {name: 99 for _, name in wide} | {name: 2 for _, name in narrow}
    tests = [*wide, *narrow]
    seen = Seen({(mutant.file, "f"): tests}, {mutant.file: tests}, {"device/memory": tests})
    seen.breadth = breadth
    assert seen.tests_for(mutant, 1) == narrow[:3]
    assert seen.tests_for(mutant, 999) == [*narrow, wide[0], wide[2], wide[3], wide[1]]
    assert seen.tests_for(mutant, 20) == [*narrow, wide[0], wide[2]]
    unseen = next(mutants_of(mutant.file, "def g():\n    return 3\n"))
    assert seen.tests_for(unseen, 6) == []
    newer = next(mutants_of("device/memory/z.py", "def g():\n    return 3\n"))
    assert seen.tests_for(newer, 6) == seen.tests_for(mutant, 6), "the map is older than its file"


def test_faults_that_are_none_have_a_reason_and_still_stand_in_the_code() -> None:
    sources = sources_in(PLACES)
    for (file, _, before, _), reason in equivalents().items():
        assert len(reason) > 20
        assert before in sources[file], f"{file} has no line {before!r} any more"


def test_the_table_leaves_out_what_is_no_fault() -> None:
    one, two, three = mutants_of("device/meeting/x.py", "a = 1\nb = 2\nc = 3\n")
    none = {(three.file, "", three.before, three.after): "nobody reads c"}
    table = table_of({one: "killed", two: "survived", three: "survived"}, none)
    assert [list(column.cells)[-1] for column in table.columns] == [
        "all", "3", "1", "0", "1", "1", "50.0",
    ]  # fmt: skip


def test_a_fault_is_noticed_by_tests_that_look_and_by_no_others(tmp_path: Path) -> None:
    """For real: a copy of the tree, a fork that runs pytest, and a map of who calls what."""
    looks, elsewhere = "tests/device/planfile/test_timing.py", "tests/device/panel/test_keys.py"
    with Crew(tmp_path, 1) as crew:
        seen = see(crew, tmp_path / "seen.json", [looks], anew=False, tell=lambda _line: None)
    copy = Copy(tmp_path / "tree")
    file = "device/planfile/timing.py"
    (source,) = sources_in([file]).values()
    fault = next(m for m in mutants_of(file, source) if m.what == "nothing returned")
    assert seen.tests_for(fault, 60)
    assert judge(copy, fault, seen.tests_for(fault, 60))[0] == "killed"
    assert (copy.root / file).read_text(encoding="utf-8") == source
    assert judge(copy, fault, [(1.0, elsewhere)])[0] == "survived"
    (copy.root / "test_endless.py").write_text(
        "def test_endless():\n    while True:\n        pass\n"
    )
    assert copy.run(["test_endless.py"], 3) is None, "ended by its processor time"
