"""Who said what in English news: quotation marks, cues, sources, names. `index.quotes` is the way in."""
