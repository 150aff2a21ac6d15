"""What is kept between sessions: scenarios, checkpoints, progress."""
