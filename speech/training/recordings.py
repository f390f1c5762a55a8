"""Folders of recorded Danish in the layouts that people have them in.

- Common Voice: `*.tsv` with the columns `path` and `sentence`, sound in `clips/` beside it.
  `validated.tsv` counts if it is there, else `train.tsv`, `dev.tsv` and `test.tsv`.
- NST (Språkbanken): the first release, a `.spl` a session with the sentences and names of sound
  files that lie in a folder of the session's name; or the one put in order, a `.json` a session
  with `pid` and `val_recordings` (`file`, `text`), sound in `PID/PID_FILE-1.wav`.
- CoRal: `*.parquet` with sound and text in them (`speech.training.coral`).
- Plain: sound files, each with a text file of the same name beside it (`a.wav`, `a.txt`).
"""

import csv
import json
import logging
import math
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from speech.errors import TidtagerError
from speech.hearing.lexicon import Lexicon, UnspeakableError
from speech.training import coral
from speech.training.aligned import Recording, SoundFileError, seconds
from speech.training.alignment import Word, exact
from speech.training.utterance import INDEX

_log = logging.getLogger(__name__)

SUFFIXES = (".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3")
"""Kinds of sound files that are read."""

TOLERATED = 0.02
"""The share of recordings that may be faulty; more, and the folder is not what it seems."""


class RecordingsError(TidtagerError, ValueError):
    """A folder of recordings can't be used; says what is wrong, where, and what to do."""


@dataclass(frozen=True)
class Spoken:
    """A sound file and its text, as found."""

    file: Path
    text: str
    where: str
    """The file, and line, that says so."""


@dataclass(frozen=True)
class _Fault:
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def find(folder: Path) -> list[Spoken]:
    """Find all recordings with a text in `folder`, in every layout above, in order.

    Raises RecordingsError when there are none, or when more than TOLERATED of them are faulty;
    fewer faults are logged and left out.
    """
    if not folder.is_dir():
        raise RecordingsError(f"{folder} is no folder; name the one that holds the recordings")
    found: list[Spoken] = []
    faults: list[_Fault] = []
    for layout in (_common_voice, _nst_spl, _nst_json, _coral, _plain):
        for one in layout(folder):
            if isinstance(one, _Fault):
                faults.append(one)
            elif not one.file.is_file():
                faults.append(_Fault(one.where, f"there is no sound file {one.file}"))
            elif not one.file.stat().st_size:
                faults.append(_Fault(one.where, f"{one.file} is empty"))
            elif one.text:
                found.append(one)
            else:
                faults.append(_Fault(one.where, f"no text for {one.file.name}"))
    if not found and not faults:
        raise RecordingsError(
            f"{folder}: no recordings found. Expected is one of: Common Voice (validated.tsv and "
            "clips/), NST (.spl or .json files and their sound), CoRal (.parquet files), or sound "
            "files with texts of the same name (a.wav and a.txt)"
        )
    if len(faults) > TOLERATED * (len(found) + len(faults)):
        some = "\n".join(f"  {fault}" for fault in faults[:5])
        raise RecordingsError(
            f"{folder}: {len(faults)} of {len(found) + len(faults)} recordings can't be used, "
            f"the first:\n{some}\nIs the archive unpacked whole? Mend these or take them out."
        )
    for fault in faults:
        _log.warning("left out: %s", fault)
    return found


def _common_voice(folder: Path) -> Iterator[Spoken | _Fault]:
    for place in sorted({file.parent for file in folder.rglob("*.tsv")}):
        validated = place / "validated.tsv"
        parts = [place / f"{name}.tsv" for name in ("train", "dev", "test")]
        for table in [validated] if validated.exists() else [p for p in parts if p.exists()]:
            yield from _table(table)


def _table(table: Path) -> Iterator[Spoken | _Fault]:
    try:
        lines = table.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        yield _Fault(f"{table}", f"is not UTF-8 ({error}); take the file as it was released")
        return
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = {"path", "sentence"} - set(rows.fieldnames or ())
    if missing:
        yield _Fault(f"{table}, line 1", f"no column {' or '.join(sorted(missing))}")
        return
    for number, row in enumerate(rows, 2):
        path, text = row["path"] or "", (row["sentence"] or "").strip()
        where = f"{table}, line {number}"
        if not path:
            yield _Fault(where, "no path")
            continue
        clip = table.parent / "clips" / path
        yield Spoken(clip if clip.suffix else clip.with_suffix(".mp3"), text, where)


def _read(file: Path) -> str:
    """UTF-8, or Windows-1252 as the first release of NST has it."""
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _spoken_text(text: str) -> str:
    """NST writes spoken punctuation as `\\komma`, and silence and noise in brackets."""
    return re.sub(r"[\\\s]+", " ", re.sub(r"[(\[].*?[)\]]", " ", text)).strip()


class _Sounds:
    """NST's sound files, by the name of the session's folder and their own."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[tuple[str, str], Path] = {}
        for file in folder.rglob("*"):
            if file.suffix.lower() in SUFFIXES:
                self._files[file.parent.name.lower(), file.stem.lower()] = file

    def find(self, session: str, *names: str) -> Path:
        for name in names:
            found = self._files.get((session.lower(), Path(name).stem.lower()))
            if found:
                return found
        return Path(session) / names[0]


def _nst_spl(folder: Path) -> Iterator[Spoken | _Fault]:
    sessions = sorted(folder.rglob("*.spl"))
    sounds = _Sounds(folder) if sessions else None
    for session in sessions:
        section, delimiter = "", ">-<"
        for number, line in enumerate(_read(session).splitlines(), 1):
            if line.startswith("["):
                section = line.strip().lower()
            key, equals, value = line.partition("=")
            if not equals or not sounds:
                continue
            if section == "[system]" and key.strip().lower() == "delimiter":
                delimiter = value.strip()
            fields = value.split(delimiter)
            names = [f for f in fields if f.lower().endswith(".wav")]
            if section == "[record states]" and names and len(fields) > 2:
                text = _spoken_text(fields[2])
                if text:
                    found = sounds.find(session.stem, names[0])
                    yield Spoken(found, text, f"{session}, line {number}")


def _nst_json(folder: Path) -> Iterator[Spoken | _Fault]:
    sounds: _Sounds | None = None
    for session in sorted(folder.rglob("*.json")):
        try:
            document = json.loads(_read(session))
        except json.JSONDecodeError as error:
            yield _Fault(f"{session}, line {error.lineno}", f"is not JSON ({error.msg})")
            continue
        if not isinstance(document, dict) or "val_recordings" not in document:
            continue
        pid = document.get("pid")
        if not isinstance(pid, str):
            yield _Fault(f"{session}", "has no pid, which names the folder of its sound")
            continue
        sounds = sounds or _Sounds(folder)
        for number, recording in enumerate(document["val_recordings"], 1):
            where = f"{session}, recording {number}"
            if not isinstance(recording, dict) or not {"file", "text"} <= recording.keys():
                yield _Fault(where, "has no file or no text")
                continue
            stem = Path(str(recording["file"])).stem
            text = _spoken_text(str(recording["text"]))
            if text:
                found = sounds.find(pid, f"{pid}_{stem}-1.wav", f"{pid}_{stem}.wav", f"{stem}.wav")
                yield Spoken(found, text, where)


def _coral(folder: Path) -> Iterator[Spoken | _Fault]:
    for table in sorted(folder.rglob("*.parquet")):
        try:
            for row in coral.rows(table):
                yield Spoken(row.file, row.text, row.where)
        except coral.ParquetError as error:
            yield _Fault(str(table), str(error))


def _plain(folder: Path) -> Iterator[Spoken | _Fault]:
    for text in sorted(folder.rglob("*.txt")):
        for suffix in (*SUFFIXES, *(suffix.upper() for suffix in SUFFIXES)):
            sound = text.with_suffix(suffix)
            if sound.exists():
                said = re.sub(r"\s+", " ", _read(text)).strip()
                yield Spoken(sound, said, str(text))
                break


def pronounced(text: str) -> tuple[Word, ...]:
    """Give the ways to say each word of a Danish text.

    Raises UnspeakableError for a word without any, such as one in another script.
    """
    words = [word.strip(".,;:!?\"'«»“”„()[]…–-").casefold() for word in text.split()]
    words = [word for word in words if word]
    lexicon = Lexicon([" ".join(words)])
    return tuple([exact([INDEX[p] for p in way]) for way in lexicon.word(word)] for word in words)


def recordings(
    folders: Iterable[Path], *, hours: float = math.inf, seed: int = 1
) -> list[Recording]:
    """Find the recordings in `folders`, `hours` of them at most, and put their texts into phones.

    Which of them, chance says, the same for the same seed. Raises RecordingsError as `find` does,
    and when no text can be put into phones.
    """
    spoken = [(one, str(folder)) for folder in folders for one in find(folder)]
    random.Random(seed).shuffle(spoken)
    out: list[Recording] = []
    left = hours * 3600
    for one, folder in spoken:
        if left <= 0:
            break
        try:
            words = pronounced(one.text)
            left -= seconds(one.file)
        except (UnspeakableError, SoundFileError) as error:
            _log.warning("left out: %s: %s", one.where, error)
            continue
        if words:
            out.append(Recording(one.file, words, folder))
    if spoken and not out:
        raise RecordingsError(
            f"none of {len(spoken)} recordings can be used: their sound can't be read or their "
            "texts can't be said in Danish; the log tells which"
        )
    _log.info("%d recordings of Danish", len(out))
    return out
