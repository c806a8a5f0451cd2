"""What is taught, and what each learner did."""
