"""Learning by handling one's own data. Holds no app yet: see docs/architecture.md."""
