"""Questions of many readers at once, over HTTP: what the page and the routes for programs share."""
