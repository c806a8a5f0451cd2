"""What a production goes through, and which files may come with it. No Django here."""
