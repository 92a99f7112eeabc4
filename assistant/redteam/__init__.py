"""Red team: poisoned articles of our own writing, put to the assistant as it is set up, and what it must not do."""
