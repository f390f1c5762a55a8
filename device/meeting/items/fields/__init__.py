"""What a plan may say of each kind of agenda item, and how that becomes the item.

A module for each kind: a pydantic model whose JSON Schema is true of the values (how Danish
texts are read into them is the plan file's business), the time it takes, and the item it makes.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from device.meeting.items.fields.face import Fields


@cache
def fields_by_kind() -> dict[str, type[Fields]]:
    """The model of each kind, by the kind's first Danish spelling."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    models = (module.FIELDS for module in modules if hasattr(module, "FIELDS"))
    return {model.kind: model for model in models}
