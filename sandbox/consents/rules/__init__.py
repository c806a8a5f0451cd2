"""What may be asked, what may be read, what is written on a receipt: no clock, no database."""
