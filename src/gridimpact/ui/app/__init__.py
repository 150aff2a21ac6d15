"""How the app is started and its pages found."""
