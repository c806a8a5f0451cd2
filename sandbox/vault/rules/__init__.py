"""What a vault decides without a database: what may be asked, how it is written down, whether a journal holds."""
