"""``tidtager hear``: prints what is understood, from the microphone or from sound files."""

import dataclasses
import itertools
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import soundfile
import soxr
import typer
from numpy.typing import NDArray

from content import content_file, load
from device.box.outlets import grammar_of
from device.box.rehearsal import rehearse
from device.meeting.buttons import load_buttons
from device.meeting.meeting import Meeting
from device.meeting.names import heard as heard_names
from device.meeting.phrases import load_phrases
from device.meeting.plan import Person
from device.planfile import read_plan
from speech.errors import TidtagerError
from speech.hearing import ClosedSet, Ear, Grammar, GraphError, ModelMissingError, Utterance
from speech.hearing.grammar import commands
from speech.hearing.microphone import NoMicrophoneError, PyAudioMicrophone
from speech.hearing.store import MODEL
from speech.sound import RATE, Samples

_AFTER = RATE * 4 // 5
"""Samples of silence after a file, so that its last word is decided as in a quiet room."""
_SHORT = 20
"""Half seconds: a shorter file is one phrase of a closed set, when nothing else may be said."""
_EXAMPLE = "examples/egen-dagsorden.yaml"
"""A plan with all usual kinds of items."""
_ROUND = {"round": "running"}
"""Another word for a situation."""
_ANSWERS = frozenset({"yes", "no"})
"""Understood without wake word: they answer a question."""


class UnreadableError(TidtagerError, ValueError):
    """A file that is given can't be used. The message is Danish, for the one who gave it."""


def hear(
    wav: list[Path] | None = None,
    *,
    json_lines: bool = False,
    phrases: Path | None = None,
    garbage: bool = True,
    model: Path | None = None,
    device: str | None = None,
    wake: bool = True,
    names: list[str] | None = None,
    during: str | None = None,
) -> int:
    """Print what is understood in `wav` files, or at the microphone until Ctrl-C.

    `phrases` is a file with one phrase a line, which are then all that is understood, without
    wake word; `garbage` False takes the nearest of them whatever is said. `wake` False asks for no
    wake word before commands either; `names` are people who may be named. `during` hears what the
    box hears in one situation of a meeting (a row of content/buttons.yaml, or "round"). Gives the
    exit status: 1 after an error, which is printed in one line.
    """
    folder = model or MODEL
    try:
        if during is not None:
            grammar: Grammar | ClosedSet = heard_during(during, names or [])
        else:
            grammar = _grammar(phrases, garbage=garbage, wake=wake, names=names or [])
        ear = Ear(cache=graph_cache(), model=folder)
        ear.listen_for(grammar)
        if wav:
            read = [_hear_file(ear, file, json_lines=json_lines) for file in wav]
            return 0 if all(read) else 1
        return _hear_microphone(ear, device, json_lines=json_lines)
    except ModelMissingError:
        _complain("no_model", folder=folder)
    except GraphError as error:
        _complain("no_graph", reason=error)
    except NoMicrophoneError as error:
        _complain("no_microphone", reason=error)
    except UnreadableError as error:
        typer.echo(str(error), err=True)
    return 1


def sound_file(file: Path) -> Iterator[Samples]:
    """Yield the sound of `file` as mono at RATE in blocks, whatever its format, rate and length.

    Raises UnreadableError.
    """
    _check(file)
    try:
        with soundfile.SoundFile(file) as sound:
            if not sound.frames:
                raise UnreadableError(_text("no_sound", file=file))
            resample = soxr.ResampleStream(sound.samplerate, RATE, 1, dtype="float32")
            for block in sound.blocks(sound.samplerate // 2, dtype="float32", always_2d=True):
                last = sound.tell() >= sound.frames
                yield _int16(resample.resample_chunk(block.mean(axis=1), last=last))
    except soundfile.SoundFileError as error:
        raise UnreadableError(_text("not_sound", file=file)) from error


def _check(file: Path) -> None:
    """Say why `file` can't be opened: libsndfile only says "System error"."""
    try:
        with file.open("rb"):
            return
    except FileNotFoundError as error:
        raise UnreadableError(_text("no_such_file", file=file)) from error
    except OSError as error:
        raise UnreadableError(_text("unreadable", file=file, reason=error.strerror)) from error


def _grammar(
    phrases: Path | None, *, garbage: bool, wake: bool, names: list[str]
) -> Grammar | ClosedSet:
    if phrases is not None:
        _check(phrases)
        try:
            lines = phrases.read_text(encoding="utf-8-sig").splitlines()
        except ValueError as error:
            raise UnreadableError(_text("not_text", file=phrases)) from error
        given = tuple(line for line in map(str.strip, lines) if line)
        if not given:
            raise UnreadableError(_text("no_phrases", file=phrases))
        return ClosedSet(given, garbage)
    every = frozenset(commands().templates)
    answers = _ANSWERS if wake else every
    return Grammar(every - answers, answers, tuple((name, None) for name in names))


def heard_during(situation: str, names: Sequence[str] = ()) -> Grammar:
    """What the box listens for in `situation`, in a meeting with items of all usual kinds.

    `names`: the people in it, in place of the example's. Raises UnreadableError.
    """
    plan = read_plan(content_file(_EXAMPLE).read_bytes())
    rehearsal = rehearse(Meeting(load_phrases(), load_buttons()), plan)
    row = _ROUND.get(situation, situation)
    if row not in rehearsal.during:
        known = ", ".join(sorted((*rehearsal.during, *_ROUND)))
        raise UnreadableError(_text("no_such_situation", situation=situation, known=known))
    grammar = grammar_of(rehearsal.during[row])
    people = heard_names(tuple(Person(name) for name in names))
    return dataclasses.replace(grammar, names=people) if names and grammar.names else grammar


def graph_cache() -> Path:
    """The folder of the decoding graphs that were made for `tidtager hear`."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "tidtager" / "graphs"


def _int16(sound: NDArray[np.float32]) -> Samples:
    whole: Samples = np.clip(sound * 32768.0, -32768, 32767).astype(np.int16)
    return whole


def _hear_file(ear: Ear, file: Path, *, json_lines: bool) -> bool:
    """Print what is understood in `file`; False, after a line telling why, if it can't be read."""
    began = ear.time
    understood = 0
    try:
        blocks = sound_file(file)
        first = list(itertools.islice(blocks, _SHORT)) if ear.forced else []
        if 0 < len(first) < _SHORT:
            _print(ear.one(np.concatenate(first)), began, file, json_lines=json_lines)
            return True
        for sound in _and_silence(itertools.chain(first, blocks)):
            for utterance in ear.feed(sound):
                understood += 1
                _print(utterance, began, file, json_lines=json_lines)
    except UnreadableError as error:
        ear.finish()
        typer.echo(str(error), err=True)
        return False
    for utterance in ear.finish():
        understood += 1
        _print(utterance, began, file, json_lines=json_lines)
    if not understood:
        _print(None, began, file, json_lines=json_lines)
    return True


def _and_silence(blocks: Iterator[Samples]) -> Iterator[Samples]:
    yield from blocks
    yield np.zeros(_AFTER, dtype=np.int16)


def _hear_microphone(ear: Ear, device: str | None, *, json_lines: bool) -> int:
    microphone = PyAudioMicrophone(device)
    if not json_lines:
        typer.echo(_text("speak", name=microphone.name))
    try:
        while (block := microphone.read()) is not None:
            for utterance in ear.feed(block):
                _print(utterance, 0.0, None, json_lines=json_lines)
    except KeyboardInterrupt:
        return 0
    finally:
        microphone.close()
    _complain("lost")
    return 1


def _print(
    utterance: Utterance | None, began: float, file: Path | None, *, json_lines: bool
) -> None:
    if json_lines:
        where = {} if file is None else {"file": str(file)}
        typer.echo(json.dumps(where | _fields(utterance, began), ensure_ascii=False))
        return
    name = f"{file}  " if file else ""
    if utterance is None:
        typer.echo(name + _text("nothing"))
        return
    values = (utterance.intent, utterance.minutes, utterance.number, utterance.name)
    told = [f"{value:g}" if isinstance(value, float) else str(value) for value in values if value]
    doubted = utterance.kind == "doubted"
    if utterance.intent in {None, "phrase"}:
        told = [_text(utterance.intent or utterance.kind)]
    line = _text(
        "doubted" if doubted else "heard",
        text=utterance.text,
        meaning=" ".join(told),
        confidence=_decimal(utterance.confidence),
        latency=_decimal(utterance.latency),
    )
    times = f"{_decimal(utterance.start - began)}–{_decimal(utterance.end - began)} s"
    typer.echo(f"{name}{times}  {line}")


def _fields(utterance: Utterance | None, began: float) -> dict[str, object]:
    """An utterance as JSON has it; all times in seconds from the file's start."""
    if utterance is None:
        return {"kind": "nothing", "text": ""}
    fields = dataclasses.asdict(utterance)
    for time in ("start", "end", "at"):
        fields[time] = round(fields[time] - began, 3)
    fields["latency"] = round(utterance.latency, 3)
    fields["confidence"] = round(utterance.confidence, 3)
    return fields


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _complain(key: str, **values: object) -> None:
    typer.echo(_text(key, **values), err=True)


def _text(key: str, **values: object) -> str:
    return str(load("hear.yaml")[key]).format(**values)
