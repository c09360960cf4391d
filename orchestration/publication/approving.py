"""Signing a candidate: everything that publishing would check is checked first, then the statement is signed and laid beside it.

Nothing is published here.
"""

import datetime as dt
from pathlib import Path

from orchestration.foundation.atomic import write_json
from orchestration.foundation.errors import UserError
from orchestration.foundation.workspace import Workspace
from orchestration.publication.admission import check_admissible, checked_type, refuse
from orchestration.publication.approval import APPROVAL, signature_problems, statement
from orchestration.publication.audit import audit
from orchestration.publication.release_types import SIGNED
from orchestration.publication.signing import read_key, sign


def approve(
    workspace: Workspace,
    build: Path,
    *,
    release_type: str,
    by: str,
    key: Path,
    reason: str | None,
    now: dt.datetime,
) -> None:
    """Sign the candidate of a build folder as a type of release, after everything that publishing would check.

    Args:
        workspace: Where releases lie.
        build: A build folder with a judged candidate; `approval.json` is written there.
        release_type: final, revision or correction.
        by: Who signs, as the scheme's sheet 审批人 names them.
        key: File with their private key.
        reason: Why; a revision and a correction need it.
        now: When.

    Raises:
        UserError: No such type is signed, or the file holds no key.
        Refused: The candidate does not stand, can't become such a release, or the scheme does not admit the signer.
    """
    audited = audit(build)
    if release_type not in SIGNED:
        raise UserError(
            f"'{release_type}' is no type that is signed; allowed: {', '.join(SIGNED)}.",
            f"“{release_type}”不是须签发的类型，可用：{'、'.join(SIGNED)}。",
        )
    checked_type(audited.candidate["kind"], release_type)
    check_admissible(workspace, audited, release_type, reason)
    said = statement(audited, release_type, by, reason, now)
    approval = {"statement": said, "signature": sign(said, read_key(key))}
    refuse(audited, signature_problems(approval, build / "parquet", release_type))
    write_json(build / APPROVAL, approval)
