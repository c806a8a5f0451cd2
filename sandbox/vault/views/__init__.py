"""What a holder sees and does of their own vault. Somebody else’s is never found: nothing here takes its number."""
