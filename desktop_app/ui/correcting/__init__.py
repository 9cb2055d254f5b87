"""The reader’s word on findings: one controller for each kind of correction."""
