"""What the labs compute: pure functions on arrays and frozen facts, told by the report's section."""
