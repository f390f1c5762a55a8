"""``python -m device`` is the command `tidtager`."""

from device.commands.cli import main

if __name__ == "__main__":
    main()
