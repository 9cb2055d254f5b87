"""How older library files become today's: one revision per released schema. Run by Alembic, from files, never imported."""
