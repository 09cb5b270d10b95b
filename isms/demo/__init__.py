"""An invented municipality to try everything on."""
