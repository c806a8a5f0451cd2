"""What happens in the labs, one module per lab and one for what they share."""
