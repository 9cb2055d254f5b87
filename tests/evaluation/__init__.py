"""How well the engine finds who said what, measured on the annotated articles."""
