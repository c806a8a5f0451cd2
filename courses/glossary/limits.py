"""How long the parts of a term may be: the same for the editor's screens and for the open format."""

SLUG = 80
NAME = 120
DEFINITION = 600
ALSO = 200
SOURCE = 255
