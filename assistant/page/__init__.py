"""The chat page: a conversation in the browser, with every source opened at the words that are cited.

turns   what is known of a question: from searching to the checked answer
desk    answers questions, one at a time, and can be stopped
render  all HTML there is, everything foreign escaped
blocks  the page itself (Gradio)
server  the page over HTTP, on this machine, with the headers that keep it in
"""

import os

# Gradio reads both when it is imported, and would otherwise call home from the process.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
