"""The hearing measured: ``python -m tests.bench.hearing`` prints one table (see ``--help``).

Everything said is made on the spot from a seed, in voices that no model was trained on
(`speakers`, `natural`), in rooms of the project's own (`places`): commands (`commands`), and
meeting talk that has none (`talk`). ``--dev DIR`` adds recordings of people (`recordings`). What is
wanted (`wanted`) is cut into shards (`measuring`) that can run in several processes and are kept
(`parts`); how long the rest will take is told (`pace`). It is counted (`counts`), and printed with
the same of other models beside it (`report`); ``--card`` writes it into the model's card, and the
short table (`short`) into README.md. ``--curve`` draws the threshold's curve (`curve`),
``--wake-words`` measures other wake words, ``--compare`` other recognisers (`comparison`).
"""
