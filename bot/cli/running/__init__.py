"""Everything around starting: what must be true first, the model, the three processes under one supervisor."""
