"""How the Danish model is made: `python -m speech.training --out DIR`.

Never imported at run time.
"""
