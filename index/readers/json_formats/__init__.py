"""JSON of speech recognisers, note takers and podcast feeds."""
