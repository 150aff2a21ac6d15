"""What is given: the day, the damage, and the checks of both."""
