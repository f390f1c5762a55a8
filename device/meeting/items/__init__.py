"""The kinds of agenda item: each a package or module with a `KIND`; see `kind` and `registry`."""
