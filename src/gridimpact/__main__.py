"""Run the command line as `python -m gridimpact`."""

from gridimpact.cli.main import main

if __name__ == "__main__":
    main()
