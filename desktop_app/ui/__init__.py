"""Everything that is seen: Qt and nothing but Qt. Decides nothing about articles; asks the workspace."""
