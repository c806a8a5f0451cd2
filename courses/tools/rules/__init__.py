"""What each tool decides, and what it takes for an answer: pure functions, without Django nor the database."""
