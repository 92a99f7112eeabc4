"""The same answers for programs: over HTTP as plain JSON, as OpenAI's chat API speaks it, and over MCP.

orders      what a program asks for, read and bounded
answering   answers on their way: each in a thread, a bounded number of them waiting, ended when nobody listens
problems    what goes wrong, told without paths and tracebacks
routes      ask, search, said, articles, status
chat        OpenAI's chat completions, for programs that speak nothing else
tools       MCP: ask, search and said as tools
schema, described   the OpenAPI description, and the page that shows it
passwords, access, limits   who may ask, and how much
server      all of it as one application
"""
