"""Lab 5: whether a request to join two files is well formed. What it is worth is for people to say."""

SHORTEST = 80  # characters, spaces counted once
LONGEST_MONTHS = 12


def faults(purpose: str, proportionality: str, months: int) -> tuple[str, ...]:
    """What is wrong, among "finalite", "proportionnalite", "repetition" and "duree"; nothing when all is said."""
    texts = [" ".join(text.split()) for text in (purpose, proportionality)]
    found = [name for name, text in zip(("finalite", "proportionnalite"), texts, strict=True) if len(text) < SHORTEST]
    if not found and texts[0].casefold() == texts[1].casefold():
        found.append("repetition")
    if not 1 <= months <= LONGEST_MONTHS:
        found.append("duree")
    return tuple(found)
