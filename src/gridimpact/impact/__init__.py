"""The impact stage: a dispatch becomes unserved energy and people."""
