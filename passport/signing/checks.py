"""Where the private keys may live: checked each time the platform starts."""
