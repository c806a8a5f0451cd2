"""A Redis cache that several runs of the tests may share."""

from django.core.cache.backends.redis import RedisCache


class OwnKeysCache(RedisCache):
    """Clears the keys under its own prefix, where Django empties the whole database."""

    def clear(self) -> bool:
        client = self._cache.get_client(write=True)
        keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=1000))
        return bool(keys and client.delete(*keys))
