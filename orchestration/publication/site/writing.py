"""Writes the site into a release: pages, the one script, the one style sheet, the one library. What stands on a page is its module's."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orchestration.publication.approval import read_approval
from orchestration.publication.audit import Audited
from orchestration.publication.release_manifest import NOTICE_EN, NOTICE_ZH
from orchestration.publication.site.annual import read_annual
from orchestration.publication.site.league import league_page, outcomes_page
from orchestration.publication.site.method_page import method_page
from orchestration.publication.site.monitoring import progress, year_of_monitoring
from orchestration.publication.site.notes import compared, notes_page
from orchestration.publication.site.quality import quality_page
from orchestration.publication.site.rendering import environment
from orchestration.publication.site.surroundings import ANNUAL, Surroundings
from orchestration.publication.site.unit_pages import unit_pages

ASSETS = Path(__file__).parent / "assets"
SITE = "report"
Page = tuple[str, str, dict[str, Any]]
# File, Chinese name, English name: what stands at the top of every page.
ANNUAL_PAGES = (
    ("index.html", "考评结果", "Results"),
    ("outcomes.html", "结果运用", "Consequences"),
    ("monitoring.html", "进度监测", "Monitoring"),
    ("quality.html", "数据质量", "Quality"),
    ("method.html", "考评方法", "Method"),
    ("notes.html", "发布说明", "Release notes"),
)
MONITORING_PAGES = (("index.html", "指标进度", "Progress"), ("quality.html", "数据质量", "Quality"))


def _annual_pages(folder: Path, audited: Audited, around: Surroundings) -> Iterator[Page]:
    annual = read_annual(folder, int(audited.candidate["period"]), around.earlier)
    since = compared(around.before, folder)
    year = compared(around.earlier[0] if around.earlier else None, folder)
    yield "index.html", "league.html.j2", league_page(annual)
    yield "outcomes.html", "outcomes.html.j2", outcomes_page(annual)
    yield "monitoring.html", "year_of_monitoring.html.j2", year_of_monitoring(around.quarters)
    yield "quality.html", "quality.html.j2", quality_page(audited)
    yield "method.html", "method.html.j2", method_page(folder)
    yield "notes.html", "notes.html.j2", notes_page(around, since, year)
    for code, shown in unit_pages(annual, year):
        yield f"units/{code}.html", "unit.html.j2", shown


def _monitoring_pages(folder: Path, audited: Audited) -> Iterator[Page]:
    yield "index.html", "monitoring.html.j2", progress(folder)
    yield "quality.html", "quality.html.j2", quality_page(audited)


def _common(folder: Path, audited: Audited, release_type: str, now: dt.datetime) -> dict[str, Any]:
    candidate = audited.candidate
    return {
        "candidate": candidate,
        "release_type": release_type,
        "signed_by": (read_approval(folder) or {}).get("statement"),
        "published_at": now.isoformat(),
        "decided_at": audited.verdicts["decided_at"],
        "check_count": len(audited.verdicts["checks"]),
        "notice": (NOTICE_ZH, NOTICE_EN) if candidate["is_synthetic"] else None,
        "pages": ANNUAL_PAGES if candidate["kind"] == ANNUAL else MONITORING_PAGES,
    }


def write_site(
    folder: Path, audited: Audited, release_type: str, around: Surroundings, *, now: dt.datetime
) -> None:
    """Write `report/` into a release folder that is being built and already holds its Parquet files.

    The same candidate, type, surroundings and time give the same bytes. Files become durable with the folder.

    Args:
        folder: The release folder being built.
        audited: The candidate and its verdict.
        release_type: What it is published as.
        around: The other releases that its pages show.
        now: Time of publication.
    """
    site = folder / SITE
    shutil.copytree(ASSETS, site / "assets", copy_function=shutil.copyfile)
    templates, common = environment(), _common(folder, audited, release_type, now)
    is_annual = audited.candidate["kind"] == ANNUAL
    pages = _annual_pages(folder, audited, around) if is_annual else _monitoring_pages(folder, audited)
    for name, template, shown in pages:
        here = {"page": name, "root": "../" * name.count("/")}
        text = templates.get_template(template).render({**common, **here, **shown})
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
