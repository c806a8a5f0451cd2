"""The pages of provider B."""
