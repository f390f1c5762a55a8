"""Makes the network that spots the wake words (`speech.hearing.spotter`).

`sayings` makes sound in files: wake words, and what isn't one; `mixing` puts them together, with
talk and noise around them; `network` is what learns it, `learning` how.
"""
