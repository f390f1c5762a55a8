"""What several tests need: a sound server of their own, without a sound card."""

from tests.pulse import pulse

__all__ = ["pulse"]
