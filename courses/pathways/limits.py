"""How long the parts of a pathway may be: the same for the editor's screens and for its YAML file."""

CODE = 40
TITLE = 120
SUMMARY = 320
PROMISE = 255
VERSION = 16
INSTRUCTIONS = 3000
ADVICE = 1200
PARTS = 8
FEWEST_WORDS = 50
MOST_WORDS = 10000
