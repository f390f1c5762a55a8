"""The box's nine buttons and two lights on the pins of a Raspberry Pi."""

from device.panel.gpio import GpioPanel, NoPanelError, open_panel
from device.panel.pins import Pins, PinsError, load_pins

__all__ = ["GpioPanel", "NoPanelError", "Pins", "PinsError", "load_pins", "open_panel"]
