"""How long and how many: the same for the editor's screens and for the open module format."""

MODULE_CODE = 8
LESSON_CODE = 12
VERSION = 16
TITLE = 255
SUMMARY = 320
OBJECTIVE = 255
OBJECTIVES = 12
MINUTES = 600
PREREQUISITES = 4

HEADING = 160
IDEAS = 3
FIGURE = 24
COUNTED = 255
SOURCE = 255
QUOTATION = 700
ALTERNATIVE = 255
CREDIT = 255
FILE_NAME = 100
CELL = 300
UNIT = 40
READING = 320
DIAGRAM_PARTS = 8
COLUMNS = 6
ROWS = 40
STEPS = 12
ADVICE = 10
RUBRICS = 15
TERMS = 30
QUESTIONS = 12
ACTIVITY_CODE = 12
INSTRUCTION = 320
# As progress keeps it: the code of an activity, or of the place of an H5P activity.
DEED_CODE = 64

# The file of an H5P activity, in a module's folder.
PACKAGE_NAME = r"[a-z0-9]+(?:[-_][a-z0-9]+)*\.h5p"

# How an activity is called, in lessons and in pathways.
ACTIVITY_CODE_SHAPE = r"[A-Z][A-Z0-9]{1,7}-[1-9][0-9]{0,2}"

# What a lesson holds once at most, by the name of the block.
ONCE = frozenset({"brief", "takeaway", "terms", "questions", "sheet"})

# Addresses below a module that are not lessons.
RESERVED_SLUGS = frozenset({"evaluation"})
