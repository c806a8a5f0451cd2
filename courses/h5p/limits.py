"""How large, how many, how often: the same for what checks, what stores and what answers.

`KEPT` bounds what an attempt may write in the tables: 2 000 statements of the largest size would weigh 500 MiB. A set
of 100 wordy questions, eight choices each, writes 4 KiB for a statement on one of them and 33 KiB for its end: the
first half of `KEPT` takes 2 000 such statements, twice what `STATEMENTS` lets in, and the second half 250 ends.
"""

KIB, MIB = 1024, 1024 * 1024

# --- Packages (see `packages`)
PACKAGE = 200 * MIB
ENTRIES = 5_000
UNPACKED = 500 * MIB
ONE_FILE = 200 * MIB
RATIO = 200  # of a file over 1 MiB
JSON = 10 * MIB
JSON_DEPTH = 60
JSON_VALUES = 500_000
INTEGER_DIGITS = 15
NAME = 200  # bytes of a path in a package
SEGMENT = 100
TITLE = 255
MACHINE_NAME = 127

# The newest API that the installed player offers to libraries.
CORE_API = (1, 28)

# --- What a browser sends (how often: `ACCOUNT_RATE_LIMITS`, in the settings)
EVENT = 256 * KIB
INCIDENT = 4 * KIB
STATE = 256 * KIB
STATES = 50  # rows of resume state for an attempt
STATEMENTS = 2_000  # kept for an attempt
KEPT = 16 * MIB  # of statements and results of an attempt; only what ends a play gets the second half
INCIDENTS = 100  # different ones kept for a version of an activity
