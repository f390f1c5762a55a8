"""`tidtager say`: a text as the box says it, to the loudspeaker or into a WAV file."""

import tempfile
import threading
from pathlib import Path

import soundfile
import typer

from speech.saying.engine import piper
from speech.saying.renderer import Renderer, SpeechError
from speech.saying.speaker import PyAudioSpeaker


def say(text: str, wav: Path | None, speaker: str | None, voice: Path | None = None) -> int:
    """Say `text`; the exit status: 1 after an error, which is printed."""
    try:
        with (
            tempfile.TemporaryDirectory() as cache,
            Renderer(Path(cache), engine=piper(voice) if voice else None) as renderer,
        ):
            sound, rate = renderer.render(text)
        if wav is not None:
            with wav.open("wb") as file:  # libsndfile would not say why it can't
                soundfile.write(file, sound, rate, format="WAV", subtype="PCM_16")
            return 0
        over = threading.Event()
        loud = PyAudioSpeaker(speaker)
        try:
            loud.play(sound, rate, over.set)
            # Longer than the text takes means that the device is gone.
            over.wait(len(sound) / rate + 5.0)
        finally:
            loud.close()
    except (SpeechError, OSError) as fault:
        typer.echo(f"tidtager say: {fault}", err=True)
        return 1
    return 0
