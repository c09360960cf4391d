"""Going back to an earlier release: `current` is moved, and the journal says who did it and why. Nothing is removed."""

import datetime as dt

from orchestration.foundation.errors import Refused, UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication.journal import append_entry, entries
from orchestration.publication.release import Release, current_release, releases
from orchestration.publication.standing import alone, make_current

ROLLBACK = "rollback"


def rollback(
    workspace: Workspace,
    kind: str,
    period: Period,
    release_id: str,
    *,
    by: str,
    reason: str,
    now: dt.datetime,
) -> Release:
    """Make an earlier release current again.

    Args:
        workspace: Where releases lie.
        kind: annual or monitoring.
        period: The period.
        release_id: The release to go back to.
        by: Who decides.
        reason: Why.
        now: When.

    Returns:
        The release, which is current now.

    Raises:
        UserError: There is no such release, it is current, or name or reason are missing.
        Refused: It is damaged, or it is unsigned while a signed one is current.
    """
    if not by.strip() or not reason.strip():
        raise UserError(
            "Say who goes back and why: --as NAME --reason TEXT.",
            "请写明何人因何回退：--as 姓名 --reason 原因。",
        )
    folder = workspace.published(kind, period)
    if not folder.is_dir():
        raise _unknown(release_id, period, [])
    with alone(folder):
        chain = {release.release_id: release for release in releases(workspace, kind, period)}
        target, current = chain.get(release_id), current_release(workspace, kind, period)
        # `alone` has just finished what a killed call had announced: the same call again finds it done.
        last = entries(folder)[-1:]
        asked = (ROLLBACK, release_id, by, reason)
        if target and [(one["action"], one["release_id"], one["by"], one["reason"]) for one in last] == [
            asked
        ]:
            return target
        if target is None or current is None or target.release_id == current.release_id:
            raise _unknown(
                release_id, period, [name for name in chain if not current or name != current.release_id]
            )
        _refuse_unfit(target, current)
        append_entry(folder, ROLLBACK, target, target.release_id, by=by, reason=reason, now=now)
        make_current(folder, target.release_id)
    return target


def _unknown(release_id: str, period: Period, others: list[str]) -> UserError:
    known = ", ".join(others)
    return UserError(
        f"'{release_id}' is no earlier release of {period}. There are: {known or 'none'}.",
        f"“{release_id}”不是 {period} 可回退的发布版本，可用：{known or '无'}。",
    )


def _refuse_unfit(target: Release, current: Release) -> None:
    damaged = target.damaged_files()
    if damaged:
        raise Refused(
            f"{target.release_id} is damaged ({', '.join(damaged)}); what is published stands unchanged.",
            f"{target.release_id} 已损坏（{'、'.join(damaged)}），现行发布不变。",
        )
    if current.is_signed and not target.is_signed:
        raise Refused(
            f"{target.release_id} was never signed; a signed release can only give way to another signed one.",
            f"{target.release_id} 未经签发；已签发的结果只能回退到另一已签发的版本。",
        )
