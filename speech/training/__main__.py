"""`python -m speech.training --out DIR` makes the Danish model; see `speech.training.command`.

Nothing is imported in the processes that it starts but what they need: PyTorch takes seconds.
"""

if __name__ == "__main__":
    import typer

    from speech.training.command import train

    typer.run(train)
