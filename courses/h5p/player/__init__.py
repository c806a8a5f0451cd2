"""The sealed player: what a frame without a session asks for, and nothing that says who plays."""
