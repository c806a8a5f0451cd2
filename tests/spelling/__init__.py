"""The spelling of what people read: `python -m tests.spelling` (in `make lint`).

The dictionary is Hunspell's French one, which npm installs; the words of this project are in `words.txt`.
"""
