"""Owns the judgement of a file that somebody presents: what holds, what does not, and why.

Knows neither Django nor a database, reads no clock and fetches nothing: an `Issuer` is handed to it. From a shell:
`python -m passport.verify FICHIER --offline DOSSIER`.
"""
