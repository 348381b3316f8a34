"""What every messenger needs between its protocol and the door: each message once, an answer in time or later, and none lost."""
