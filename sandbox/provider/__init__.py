"""Provider B: the same vault code, served from another host name with another database and other keys."""
