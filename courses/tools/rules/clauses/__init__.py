"""Tool 5: a clause of security or of reversibility, built from choices (report, propositions 6, 11 and 17; annex 3)."""
