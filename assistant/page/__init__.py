"""The chat page: a conversation in the browser, with every source opened at the words that are cited.

orders         what a browser asks, read and bounded
turns          what is known of a question: from searching to the checked answer, and what it was understood to ask
site           answers questions over the desk of `assistant.desk`; has who may ask, what is written, what is kept
live           tells browsers the text of an answer while it is written
conversations, feedback, export   what is kept, and how it is taken away
ledger, suggested, carried        what the page asks the index beside questions
adding, intake                    files that come in
texts, german, languages          all texts of the page
html           all HTML there is, everything foreign escaped
blocks, messages, said_view   the page itself (Gradio), and web/ what runs in the browser
routes, server      the page over HTTP
"""

import os

# Gradio reads both when it is imported, and would otherwise call home from the process.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
