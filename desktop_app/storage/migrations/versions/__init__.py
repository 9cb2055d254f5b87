"""The revisions. Each is frozen when it has been released, and sets no `user_version`: `storage.schema` does."""
