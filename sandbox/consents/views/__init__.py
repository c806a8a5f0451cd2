"""What is answered: to holders, to services, to programs."""
