"""The pictures of docs/pictures/, made anew by a command: ``python -m tests.pictures [NAME…]``.

Each module of this package has a ``make(folder)``, which draws its own into the folder.
"""
