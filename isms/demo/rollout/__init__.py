"""Three years of work on the fibre and the WLAN of Musterstadt, as the offices would have written them down."""
