"""The pages of productions: where learners write, what they handed in, and what trainers answer."""
