"""What lamp, ear and clock were told last."""

from dataclasses import dataclass

from device.meeting.actions import Light, ListenFor, ListeningLight, WakeAt


@dataclass(frozen=True)
class Shown:
    """What lamp, ear and clock were last told, so that only changes are told."""

    light: Light
    listening: ListeningLight
    listen_for: ListenFor
    wake_at: WakeAt


DARK = Shown(Light("off"), ListeningLight(on=False), ListenFor(), WakeAt(None))
"""A box that has just been switched on."""
