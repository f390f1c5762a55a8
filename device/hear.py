"""``tidtager hear``: prints what is understood, from the microphone or from sound files."""

import dataclasses
import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
import soxr
import typer
from numpy.typing import NDArray

from speech.hearing import ClosedSet, Ear, Grammar, HearingError, Utterance
from speech.hearing.grammar import commands
from speech.hearing.microphone import PyAudioMicrophone
from speech.hearing.store import MODEL
from speech.sound import RATE, Samples

_END = RATE * 4 // 5
"""Samples of silence after a file, so that its last word is decided as in a quiet room."""


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
) -> int:
    """Print what is understood in `wav` files, or at the microphone until Ctrl-C.

    `phrases` is a file with one phrase a line, which are then all that is understood, without
    wake word; `garbage` False takes the nearest of them whatever is said. `wake` False asks for no
    wake word before commands either. Gives the exit status: 1 after an error, which is printed.
    """
    try:
        grammar = _grammar(phrases, garbage=garbage, wake=wake, names=names or [])
        ear = _ear(model or MODEL, grammar)
        if wav:
            read = [_hear_file(ear, file, json_lines=json_lines) for file in wav]
            return 0 if all(read) else 1
        _hear_microphone(ear, device, json_lines=json_lines)
    except (HearingError, ValueError, OSError) as error:
        typer.echo(f"tidtager hear: {error}", err=True)
        return 1
    return 0


def _grammar(
    phrases: Path | None, *, garbage: bool, wake: bool, names: list[str]
) -> Grammar | ClosedSet:
    if phrases is not None:
        lines = phrases.read_text(encoding="utf-8-sig").splitlines()
        given = tuple(line.strip() for line in lines if line.strip())
        if not given:
            raise ValueError(f"{phrases} has no phrases: write one a line")
        return ClosedSet(given, garbage)
    every = frozenset(commands().templates)
    answers = frozenset(intent for intent in every if not wake or intent in ("yes", "no"))
    people = tuple((name, None) for name in names)
    return Grammar(every - answers, answers, people)


def _ear(model: Path, grammar: Grammar | ClosedSet) -> Ear:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tidtager" / "graphs"
    ear = Ear(cache=cache, model=model)
    ear.listen_for(grammar)
    return ear


def sound_file(file: Path) -> Iterator[Samples]:
    """Yield the sound of `file` as mono at RATE in blocks, whatever its format, rate and length.

    Raises ValueError when it is no sound, OSError when it can't be opened.
    """
    with file.open("rb"):
        pass  # libsndfile says "System error" for whatever is wrong with a path
    try:
        with soundfile.SoundFile(file) as sound:
            if not sound.frames:
                raise ValueError(f"{file} holds no sound")
            resample = soxr.ResampleStream(sound.samplerate, RATE, 1, dtype="float32")
            for block in sound.blocks(sound.samplerate // 2, dtype="float32", always_2d=True):
                last = sound.tell() >= sound.frames
                yield _int16(resample.resample_chunk(block.mean(axis=1), last=last))
    except soundfile.SoundFileError as error:
        raise ValueError(f"{file} is no sound file that can be read (wav, flac or ogg)") from error


def _int16(sound: NDArray[np.float32]) -> Samples:
    whole: Samples = np.clip(sound * 32768.0, -32768, 32767).astype(np.int16)
    return whole


def _hear_file(ear: Ear, file: Path, *, json_lines: bool) -> bool:
    """Print what is understood in `file`; False, after a line telling why, if it can't be read."""
    began = ear.time
    understood = 0
    try:
        for sound in sound_file(file):
            for utterance in ear.feed(sound):
                understood += 1
                _print(utterance, began, file, json_lines=json_lines)
    except (OSError, ValueError) as error:
        reason = error if isinstance(error, ValueError) else f"{file}: {error.strerror or error}"
        typer.echo(f"tidtager hear: {reason}", err=True)
        ear.finish()
        return False
    after = ear.feed(np.zeros(_END, dtype=np.int16)) + ear.finish()
    for utterance in after:
        understood += 1
        _print(utterance, began, file, json_lines=json_lines)
    if not understood:
        _print(None, began, file, json_lines=json_lines)
    return True


def _hear_microphone(ear: Ear, device: str | None, *, json_lines: bool) -> None:
    microphone = PyAudioMicrophone(device)
    if not json_lines:
        typer.echo(f"{microphone.name}: speak; Ctrl-C ends.")
    try:
        while (block := microphone.read()) is not None:
            for utterance in ear.feed(block):
                _print(utterance, 0.0, None, json_lines=json_lines)
    except KeyboardInterrupt:
        return
    finally:
        microphone.close()
    raise OSError("the microphone is lost")


def _print(
    utterance: Utterance | None, began: float, file: Path | None, *, json_lines: bool
) -> None:
    where = {} if file is None else {"file": str(file)}
    if json_lines:
        what: dict[str, object] = {"kind": "nothing", "text": ""}
        if utterance is not None:
            what = dataclasses.asdict(utterance) | {"latency": round(utterance.latency, 3)}
            for time in ("start", "end", "at"):
                what[time] = round(getattr(utterance, time) - began, 3)
            what["confidence"] = round(utterance.confidence, 3)
        typer.echo(json.dumps(where | what, ensure_ascii=False))
        return
    name = f"{file}: " if file else ""
    if utterance is None:
        typer.echo(f"{name}nothing understood")
        return
    values = [utterance.intent, utterance.minutes, utterance.number, utterance.name]
    meaning = " ".join(str(value) for value in values if value is not None) or utterance.kind
    typer.echo(
        f"{name}{utterance.start - began:8.2f}-{utterance.end - began:.2f} s  "
        f'"{utterance.text}"  {meaning}  confidence {utterance.confidence:.2f}  '
        f"latency {utterance.latency:.2f} s"
    )
