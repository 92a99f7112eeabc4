"""Pages and feeds from the web, fetched so that no address, server or answer can do harm.

Only http and https; every host's addresses are checked, on every redirect, and what was checked is what is connected
to; sizes and times are bounded; robots.txt is obeyed and no host is hurried. Nothing here reads what was fetched.
"""

from index.fetching.addresses import Resolve, resolve
from index.fetching.fetcher import Fetched, Fetcher, FetchRules, Validators

__all__ = ["FetchRules", "Fetched", "Fetcher", "Resolve", "Validators", "resolve"]
