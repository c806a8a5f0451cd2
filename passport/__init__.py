"""What was earned, and the proof of it."""
