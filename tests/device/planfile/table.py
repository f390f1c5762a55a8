"""The table of broken plan files: tests/device/planfile/broken_plans/*.yaml."""

from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent


def plans_of_the_table() -> list[str]:
    faulty = YAML(typ="safe", pure=True).load(
        (FOLDER / "faulty_plans.yaml").read_text(encoding="utf-8")
    )
    return [str(case["plan"]) for case in faulty.values()]
