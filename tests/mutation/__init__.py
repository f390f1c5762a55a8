"""How many small faults in the code the tests notice; see __main__."""
