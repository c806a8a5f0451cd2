"""How provider B keeps access codes."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class RandomCodeHasher(PBKDF2PasswordHasher):
    """Slow hashing protects words that people choose; 98 random bits cannot be guessed however fast one tries."""

    algorithm = "pbkdf2_random_code"
    iterations = 1_000
