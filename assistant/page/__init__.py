"""The chat page: a conversation in the browser, with every source opened at the words that are cited.

orders         what a browser asks, read and bounded
turns          what is known of a question: from searching to the checked answer
site           what the page keeps beside `assistant.serving.desk`, which answers; each turn in a thread, to be stopped
admission, live   who may ask now; what is being written, told to the browsers that show it
conversations, feedback, export   what is kept, and how it is taken away
ledger, timeline, suggested, carried, noted   what the page asks the index beside questions
adding, intake                    files that come in
texts, german, worded, languages  all texts of the page
html           all HTML there is, everything foreign escaped
blocks, messages, said_view       the page itself (Gradio, by loading), and web/ what runs in the browser
routes, server                    the page over HTTP
"""

import os

# Gradio reads both when it is imported, and would otherwise call home from the process.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
