"""What the tiles decide, from plain figures: no Django, no network, no clock."""
