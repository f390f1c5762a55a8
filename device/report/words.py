"""The report's words."""

from typing import Any

from content import load


def words() -> Any:
    """content/report.yaml."""
    return load("report.yaml")
