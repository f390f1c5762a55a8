"""The hearing measured: ``python -m tests.bench.hearing`` prints one table (see ``--help``).

Everything said is made on the spot from a seed, in voices that no model was trained on
(`speakers`), in rooms of the project's own (`places`): commands (`commands`), and meeting talk
that has none (`talk`). ``--dev DIR`` adds recordings of people (`recordings`). What is measured is
cut into shards that can run in several processes (`measuring`), counted (`counts`), and printed
with the same of other models beside it (`report`). ``--curve`` draws the threshold's curve
(`curve`), ``--wake-words`` measures other wake words, ``--compare`` other recognisers
(`comparison`).
"""
