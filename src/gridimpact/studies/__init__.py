"""Studies: many assessments of one question."""
