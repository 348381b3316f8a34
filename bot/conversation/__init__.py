"""The one door every channel uses: privacy, order per person, the call to Rasa, what happens without it, and the record."""
