"""The results page of a release: a static site that is opened from disk, made from the release's own tables.

One module per page says what stands on it; templates say how. No figure is worked out here: what is shown stands in the mart, in the
verdict or in a published release, and a figure that the scheme has rounded is never rounded again.
"""

from orchestration.publication.site.surroundings import Surroundings, surroundings
from orchestration.publication.site.writing import write_site

__all__ = ["Surroundings", "surroundings", "write_site"]
