"""The virtual room: people, sound and buttons, for the demo, the tests and the bench."""
