"""The command line: thin; every command reads, calls the package, and prints."""
