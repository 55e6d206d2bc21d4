"""What an index is written by: one of another number counts as missing, and is made anew."""

# To be raised when the analysis, the weights or what a backend stores of a document change.
NUMBER = 11
