"""The linear programme of an hour: model, bounds, objectives, solver, and the check of every answer."""
