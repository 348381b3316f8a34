"""What Rasa loads: graph components, the district's importer, our channel, the bounded tracker store, and start-up patches."""
