"""The public answers: about a number, about a file."""
