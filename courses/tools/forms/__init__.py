"""What each tool asks, step by step, and what a learner says of a kept result."""
