"""Everything of the page that is HTML is made here, and nothing else of the project makes any.

`Markup.format` and `Markup.join` escape whatever is not Markup itself, so what articles, models and readers wrote can
only ever be text. What comes from an article stands in `<bdi>` where it shares a line with words of ours, so that no
mark in it turns their direction. An address becomes a link only where it is http or https.
"""
