"""What the pages cost, as multiples of a bare Django view of the same server, measured in one run."""
