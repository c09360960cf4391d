"""Composes the whole graph afresh at each call, so that a test or a command can bring its own folders, clock and reporter."""

import warnings
from collections import Counter
from collections.abc import Mapping
from typing import Any

import dagster as dg

from orchestration.contracts import load_contracts
from orchestration.defs.arrival import arrival_sensor, readiness_sensor
from orchestration.defs.automation import jobs, schedules
from orchestration.defs.deliveries import delivery_asset, delivery_job, delivery_schedule
from orchestration.defs.gate import annual_candidate_asset, annual_gate
from orchestration.defs.intake import intake_assets
from orchestration.defs.monitoring import monitoring_candidate_asset, monitoring_gate, monitoring_release
from orchestration.defs.publication import annual_release, stale_check
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.defs.transform import Translator, annual_inputs_asset, layer_asset, read_manifest
from orchestration.foundation.workspace import REPOSITORY
from orchestration.gate import suite_tables
from orchestration.pipeline import LAYERS
from orchestration.reporting import Quiet


def _tested_models(manifest: Mapping[str, Any]) -> dict[dg.AssetKey, int]:
    """Return how many dbt tests each model carries."""
    translator = Translator()
    counts = Counter(
        node["attached_node"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and str(node.get("attached_node")).startswith("model.")
    )
    return {translator.get_asset_key(manifest["nodes"][name]): counts[name] for name in sorted(counts)}


def build_defs(resource_overrides: Mapping[str, Any] | None = None) -> dg.Definitions:
    """Return the definitions, with some resources replaced.

    Args:
        resource_overrides: Replacements for `workspace`, `clock` or `reporter`.
    """
    with warnings.catch_warnings():
        # Partitioned checks are a preview in the pinned version; that we rely on them is written down here.
        warnings.simplefilter("ignore", dg.PreviewWarning)
        warnings.simplefilter("ignore", dg.BetaWarning)
        return _definitions(resource_overrides or {})


def _definitions(overrides: Mapping[str, Any]) -> dg.Definitions:
    contracts = load_contracts(REPOSITORY / "raw")
    manifest = read_manifest()
    layers = [layer_asset(layer, manifest) for layer in LAYERS]
    marts = sorted(layers[-1].keys)
    defined, deliveries = jobs(contracts), delivery_job()
    suites = [key for key in marts if key.path[-1] in suite_tables()]
    return dg.Definitions(
        assets=[
            *intake_assets(contracts),
            delivery_asset(contracts),
            annual_inputs_asset(contracts),
            *layers,
            annual_candidate_asset(marts, contracts),
            annual_release,
            monitoring_candidate_asset(contracts),
            monitoring_release,
        ],
        asset_checks=[annual_gate(_tested_models(manifest), suites), monitoring_gate(), stale_check],
        jobs=[*defined, deliveries],
        schedules=[*schedules(defined), delivery_schedule(deliveries)],
        sensors=[arrival_sensor(contracts, defined), readiness_sensor(contracts, defined)],
        # Importing the stack costs seconds per process, and DuckDB wants one process per file.
        executor=dg.in_process_executor,
        resources={
            "workspace": WorkspaceResource(),
            "clock": ClockResource(),
            "reporter": dg.ResourceDefinition.hardcoded_resource(Quiet()),
            **overrides,
        },
    )
