"""Django's PostgreSQL, with a quicker way to empty the tables after a test that commits."""
