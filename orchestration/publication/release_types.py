"""What a release may be: monitoring, provisional, final, revision or correction, and which of them need a signature.

Names and words only; who may sign is the scheme's to say, and when one may follow another is decided in `admission`.
"""

MONITORING, PROVISIONAL, FINAL, REVISION, CORRECTION = TYPES = (
    "monitoring",
    "provisional",
    "final",
    "revision",
    "correction",
)
SIGNED = (FINAL, REVISION, CORRECTION)
NAMES_ZH = {
    MONITORING: "监测",
    PROVISIONAL: "暂定",
    FINAL: "正式",
    REVISION: "修订",
    CORRECTION: "更正",
}


def unsigned_type(kind: str) -> str:
    """Return what a candidate of a kind (annual, monitoring) becomes when nobody has signed it."""
    return MONITORING if kind == MONITORING else PROVISIONAL


def release_id(build_id: str, release_type: str) -> str:
    """Return the id of a release: the candidate's, with the type where it is signed.

    The rows carry the candidate's id, so the signed release holds, byte for byte, what the units were shown.
    """
    return f"{build_id}-{release_type}" if release_type in SIGNED else build_id
