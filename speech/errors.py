"""The root of every exception that the project itself raises."""


class TidtagerError(Exception):
    """Something went wrong that the box knows of; the message says what, where and what to do."""
