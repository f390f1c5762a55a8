"""`python -m speech.training.people --out FILE`: people recorded in Debian's free packages.

Real mouths before real microphones, in a dozen languages. Their texts become sounds by espeak-ng in
that language, and sounds become our phones where Danish has them (`speech.training.ipa`); a network
of ours finds their places. No Danish recording is taken: those are for measuring.
"""

import gzip
import hashlib
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated
from xml.etree import ElementTree

import numpy as np
import typer

from speech.espeak import Espeak, EspeakError
from speech.hearing.store import MODEL
from speech.training.aligned import Recording, make_aligned
from speech.training.alignment import Sound
from speech.training.ipa import sounds

_log = logging.getLogger("speech.training.people")

ASTERISK: tuple[tuple[str, str, str], ...] = (
    ("en", "en_US_f_Allison/*.g722", "en-us"),
    ("es", "es_MX_f_Allison/*.g722", "es-419"),
    ("fr", "fr_CA_f_June/*.g722", "fr"),
    ("it", "it_IT_m_Carlo/*.g722", "it"),
    ("it", "it_IT_f_Menardi/*.wav", "it"),
    ("ru", "ru_RU_f_IvrvoiceRU/*.g722", "ru"),
)
"""Telephone prompts, one speaker each: language of the text, folder, espeak-ng's voice. Packages
asterisk-core-sounds-XX (texts) and -XX-g722, CC-BY-SA-3.0, Russian CC-BY-3.0; and
asterisk-prompt-it-menardi-wav, CC-BY-SA-3.0, at half the rate and by nearly the same text."""

TUXPAINT: dict[str, str] = {
    code: code for code in ("fr", "es", "ca", "ro", "ru", "bg", "el", "lt")
} | {"en": "en-us"}
"""Names of pictures for children to paint with. Package tuxpaint-stamps-default; GPL-2."""

DIGITS: dict[str, str] = {
    code: code
    for code in ("bg", "ca", "de", "el", "es", "fr", "it", "lt", "nb", "nl", "pt", "ro", "ru")
} | {"en_GB": "en", "nn": "nb", "sl": "sl", "sv": "sv"}
"""The digits in the same package; one more speaker a language."""

KLETTRES: dict[str, str] = {
    code: code for code in ("cs", "de", "es", "fr", "hu", "it", "lt", "nb", "nl", "ru", "uk")
} | {"en": "en-us", "en_GB": "en", "pt_BR": "pt-br"}
"""Letters and syllables. Package klettres-data; GPL-2+."""


TIMES: dict[str, int] = {"fr": 2, "hu": 2, "nl": 2, "de": 4, "nb": 4, "sv": 4}
"""Languages with sounds that few have, as Danish: y, ø, uvular R, aspirated stops; how many times
as often as others they come."""


def _said(text: str) -> str:
    """The words of a transcript; nothing where it describes a noise."""
    if re.search(r"[\[(<]", text):
        return ""
    return re.sub(r"\s+", " ", text).strip()


def _asterisk(root: Path) -> Iterator[tuple[str, str, str, Path]]:
    share = root / "usr/share"
    for language, files, voice in ASTERISK:
        folder, _, pattern = files.partition("/*")
        texts = share / f"doc/asterisk-core-sounds-{language}/core-sounds-{language}.txt.gz"
        if not (share / "asterisk/sounds" / folder).exists():
            continue
        if not texts.exists():
            _log.warning("%s is missing: what %s says isn't known", texts, folder)
            continue
        with gzip.open(texts, "rt", encoding="utf8", errors="replace") as lines:
            for line in lines:
                name, colon, text = line.partition(":")
                file = share / "asterisk/sounds" / folder / f"{name.strip()}{pattern}"
                if colon and not name.startswith(";") and file.exists():
                    yield f"asterisk {folder}", voice, text, file


def _tuxpaint(root: Path) -> Iterator[tuple[str, str, str, Path]]:
    stamps = root / "usr/share/tuxpaint/stamps"
    for description in sorted(stamps.rglob("*.txt")):
        lines = description.read_text(encoding="utf8", errors="replace").splitlines()
        texts = {"en": lines[0]} if lines else {}
        texts |= {
            code: text for code, mark, text in (line.partition(".utf8=") for line in lines) if mark
        }
        for language, voice in TUXPAINT.items():
            suffix = "" if language == "en" else f"_{language}"
            file = description.with_name(f"{description.stem}_desc{suffix}.ogg")
            if language in texts and file.exists():
                yield f"tuxpaint {language}", voice, texts[language], file


def _digits(root: Path) -> Iterator[tuple[str, str, str, Path]]:
    folder = root / "usr/share/tuxpaint/stamps/symbols/math"
    for language, voice in DIGITS.items():
        for digit in range(10):
            file = folder / f"{digit}_{language}.ogg"
            if file.exists():
                yield f"digits {language}", voice, str(digit), file


def _klettres(root: Path) -> Iterator[tuple[str, str, str, Path]]:
    folder = root / "usr/share/klettres"
    for language, voice in KLETTRES.items():
        index = folder / language / "sounds.xml"
        if not index.exists():
            continue
        for sound in ElementTree.parse(index).iter("sound"):  # noqa: S314 - Debian's own file
            file = folder / sound.get("file", "")
            if file.is_file():
                yield f"klettres {language}", voice, sound.get("name", "").lower(), file


def recordings(root: Path = Path("/")) -> Iterator[Recording]:
    """Find what is installed under `root`, each sound once, with the ways to say it."""
    espeak = Espeak()
    seen: set[bytes] = set()
    for source in (_asterisk, _tuxpaint, _digits, _klettres):
        for name, voice, written, file in source(root):
            digest = hashlib.blake2b(file.read_bytes()).digest()
            text = _said(written)
            if not text or digest in seen:
                continue
            seen.add(digest)
            try:
                words = espeak.ipa(text, voice)
            except EspeakError as error:
                _log.warning("%s: %s", name, error)
                continue
            if any("(" in symbol for word in words for symbol in word):
                continue  # a word of another language: who knows how it was said
            ways: list[list[tuple[Sound, ...]]] = [[sounds(word, voice[:2])] for word in words]
            said = tuple(way for way in ways if way[0])
            yield Recording(file, said, name, TIMES.get(voice[:2], 1))


def make(
    out: Annotated[Path, typer.Option(help="The .npz file to write.")],
    model: Annotated[Path, typer.Option(help="The model that aligns.")] = MODEL,
    root: Annotated[Path, typer.Option(help="Where the packages are unpacked.")] = Path("/"),
    copies: Annotated[int, typer.Option(help="How often each comes, changed.")] = 4,
    seed: Annotated[int, typer.Option(help="The same seed, the same corpus.")] = 1,
    workers: Annotated[int, typer.Option(help="Processes.")] = 1,
) -> None:
    """Make a training corpus of the people in Debian's packages."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("speech.training.aligned").setLevel(logging.WARNING)
    found = list(recordings(root))
    if not found:
        raise typer.BadParameter(
            f"none of the packages is installed under {root}; see the model card for their names"
        )
    _log.info("%d recordings", len(found))
    corpus, accounts = make_aligned(found, model, copies=copies, seed=seed, workers=workers)
    for source, account in accounts.items():
        _log.info("%s: %s", source, account)
    if corpus is None:
        raise typer.BadParameter("no recording could be aligned with its text")
    corpus.save(out)
    kept = np.bincount(corpus.labels, minlength=256)[:255].sum() / len(corpus.labels)
    _log.info("%.2f hours in %s, %.0f %% learned", corpus.hours, out, 100 * kept)


if __name__ == "__main__":
    typer.run(make)
