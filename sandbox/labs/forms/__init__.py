"""The forms of the labs, one module per lab."""
