"""The learned part of the engine: a small encoder that marks source, cue and content, links them, and tells whom a word means."""
