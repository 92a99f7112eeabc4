"""The page as an application: Gradio with the routes beside it, on this machine alone unless more is said."""

import webbrowser
from collections.abc import Callable

from fastapi import APIRouter, FastAPI

from assistant.page.site import Site
from assistant.serving.application import HOST, Hosts, bare, run


def application(site: Site, *others: APIRouter, hosts: Hosts | None = None) -> FastAPI:
    """The whole page as an ASGI application, with the routes of `others` before the page's own."""
    from assistant.page.loading import load_gradio

    load_gradio()
    from assistant.page.blocks import mount
    from assistant.page.intake import intake
    from assistant.page.routes import routes

    app = bare(*others, routes, intake, hosts=hosts)
    app.state.site = site
    return mount(app, site)


def serve(site: Site, *, port: int | None, browser: bool, say: Callable[[str], None]) -> None:
    """Runs the page until it is interrupted. `say` gets its address as soon as it can be opened.

    `port` None: the usual one, else any that is free. Raises InputError where the port is taken.
    """

    def tell(address: str) -> None:
        say(address)
        if browser:
            webbrowser.open(address)

    run(application(site), site.warm, host=HOST, port=port, say=tell)
