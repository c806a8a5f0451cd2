"""Learning by handling one's own data: a town, a vault, its consents, and labs to try them in."""
