"""What a release is served through besides its folder: a PostgreSQL database, one set of views over the years, extracts for people.

Everything here reads a published release and nothing else; it computes no figure and changes no release.
"""

from orchestration.publication.serving.extracts import write_extracts
from orchestration.publication.serving.history_file import write_history
from orchestration.publication.serving.postgres import Exported, export_release
from orchestration.publication.serving.target import Target, target_of

__all__ = ["Exported", "Target", "export_release", "target_of", "write_extracts", "write_history"]
