"""The dbt project as three assets groups, one per layer, over the run's private build.

Split by layer so that the graph shows where a failure sits; partitioned by year because each build is one year's whole
rebuild in a file of its own.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, build_dbt_asset_specs

from orchestration import pipeline
from orchestration.contracts import Contracts
from orchestration.defs.failures import told_to_the_user
from orchestration.defs.intake import landing_key
from orchestration.defs.partitions import period_of, years
from orchestration.defs.resources import ClockResource, WorkspaceResource
from orchestration.evaluation.candidates import Build, find_build
from orchestration.foundation.calendar import local_date
from orchestration.foundation.errors import UserError
from orchestration.reporting import Reporter
from orchestration.transform.lineage import column_lineage
from orchestration.transform.runner import PROJECT, NodeResult

INPUTS_KEY = dg.AssetKey("annual_inputs")


class InputsConfig(dg.Config):
    """How the annual evaluation looks at the ledger.

    Attributes:
        as_of: Only submissions accepted up to this moment (ISO 8601 with zone) are seen, and rectification items are overdue as of
            its day; empty means now, and the day of the last report on them.
    """

    as_of: str = ""


class Translator(DagsterDbtTranslator):
    """Names dbt's nodes the way the rest of the graph does."""

    def __init__(self) -> None:
        super().__init__(
            DagsterDbtTranslatorSettings(enable_asset_checks=False, enable_duplicate_source_asset_keys=True)
        )

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """A landed source is its dataset's intake asset; the build's own sources come from `annual_inputs`."""
        if dbt_resource_props["resource_type"] != "source":
            return dg.AssetKey([dbt_resource_props["fqn"][1], dbt_resource_props["name"]])
        bureau, dataset, *_ = dbt_resource_props["name"].split("__")
        return INPUTS_KEY if bureau == "build" else landing_key(bureau, dataset)

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The layer."""
        return str(dbt_resource_props["fqn"][1])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """Staging belongs to the bureau that delivers, the rest to the efficiency office."""
        layer, name = dbt_resource_props["fqn"][1], dbt_resource_props["name"]
        bureau = name.removeprefix("stg_").split("__")[0] if layer == "staging" else "build"
        if bureau == "build":
            bureau = "efficiency_office"
        return [f"team:{bureau}"]

    def get_partitions_def(self, dbt_resource_props: Mapping[str, Any]) -> dg.PartitionsDefinition | None:
        """Years."""
        return years


def read_manifest(path: Path = PROJECT / "target" / "manifest.json") -> dict[str, Any]:
    """Return dbt's manifest as `make install` has parsed it.

    Raises:
        UserError: It is not there.
    """
    if not path.exists():
        raise UserError(
            f"{path} is missing: run `make install` (or `jixiao prepare`), which parses the dbt project.",
            f"缺少 {path}：请先运行 make install（或 jixiao prepare）以解析 dbt 项目。",
        )
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def run_build(
    context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext, workspace: WorkspaceResource
) -> Build:
    """Return the build that this run opened.

    Raises:
        UserError: This run opened none: a layer can't be run on its own, since its build belongs to one run.
    """
    build = find_build(workspace.get(), "annual", period_of(context.partition_key), context.run.run_id[:8])
    if build is None:
        raise UserError(
            "This run has opened no build. Launch the job annual_evaluation, or select annual_inputs and all that follows.",
            "本次运行没有计算批次。请启动作业 annual_evaluation，或从 annual_inputs 起选择全部下游资产。",
        )
    return build


def annual_inputs_asset(contracts: Contracts) -> dg.AssetsDefinition:
    """Return the asset that selects a year's submissions and lays them out for dbt."""

    @dg.asset(
        key=INPUTS_KEY,
        deps=[landing_key(contract.bureau, contract.dataset) for contract in contracts],
        partitions_def=years,
        group_name="annual",
        owners=["team:efficiency_office"],
        kinds={"parquet"},
        description="Which submissions the year's build reads, as of a moment, laid out for dbt. Refuses when a required one is missing.",
    )
    def annual_inputs(
        context: dg.AssetExecutionContext,
        config: InputsConfig,
        workspace: WorkspaceResource,
        clock: ClockResource,
        reporter: dg.ResourceParam[Reporter],
    ) -> dg.MaterializeResult:
        period, now = period_of(context.partition_key), clock.now()
        reporter.step(period.code, "inputs")
        with told_to_the_user():
            build = pipeline.open_candidate(
                workspace.get(),
                contracts,
                "annual",
                period,
                token=context.run.run_id[:8],
                as_of=pipeline.moment(config.as_of, now),
                now=now,
                # Asked for, or that of the last report: with today's date, every day would be another build.
                state_date=local_date(pipeline.moment(config.as_of, now)) if config.as_of else None,
            )
        inputs = build.facts["inputs"]
        reporter.done(f"{len(inputs)} submissions, {sum(i['rows'] for i in inputs):,} rows")
        lines = "\n".join(f"- {i['submission_id']} {i['file_name']}" for i in inputs)
        return dg.MaterializeResult(
            metadata={
                "build": build.build_id,
                "submissions": len(inputs),
                "folder": dg.MetadataValue.path(build.folder),
                "inputs": dg.MetadataValue.md(lines),
            }
        )

    return annual_inputs


def _results(
    keys: Mapping[str, dg.AssetKey], nodes: Sequence[NodeResult], lineage: Mapping[str, Any]
) -> Iterator[dg.MaterializeResult]:
    """Yield one result per model in the order in which they finished, which is one that Dagster accepts."""
    for node in nodes:
        metadata: dict[str, Any] = {
            "seconds": round(node.seconds, 3),
            "sql": dg.MetadataValue.md(f"```sql\n{node.compiled_code}\n```"),
        }
        if node.name in lineage:
            metadata["dagster/column_lineage"] = dg.TableColumnLineage(
                {
                    column: [dg.TableColumnDep(asset_key=key, column_name=source) for key, source in sources]
                    for column, sources in lineage[node.name].items()
                }
            )
        yield dg.MaterializeResult(asset_key=keys[node.name], metadata=metadata)


def layer_asset(layer: str, manifest: Mapping[str, Any]) -> dg.AssetsDefinition:
    """Return one layer of the dbt project as a multi-asset."""
    translator = Translator()
    specs = build_dbt_asset_specs(
        manifest=manifest, dagster_dbt_translator=translator, select=f"fqn:jixiao.{layer}"
    )
    if layer == "staging":
        specs = [spec.merge_attributes(deps=[INPUTS_KEY]) for spec in specs]
    keys = {spec.key.path[-1]: spec.key for spec in specs}

    def asset_key_of(unique_id: str) -> dg.AssetKey:
        kind = "sources" if unique_id.startswith("source.") else "nodes"
        return translator.get_asset_key(manifest[kind][unique_id])

    @dg.multi_asset(specs=list(specs), name=f"dbt_{layer}")
    def run(
        context: dg.AssetExecutionContext, workspace: WorkspaceResource, reporter: dg.ResourceParam[Reporter]
    ) -> Iterator[dg.MaterializeResult]:
        with told_to_the_user():
            outcome = pipeline.run_layer(run_build(context, workspace), layer, reporter)
        models = [node for node in outcome.results if node.resource_type == "model"]
        found, unread = column_lineage(manifest, models)
        for name, reason in unread.items():
            context.log.warning("No column lineage for %s: %s", name, reason)
        lineage = {
            name: {
                column: [(asset_key_of(unique_id), source) for unique_id, source in sources]
                for column, sources in columns.items()
            }
            for name, columns in found.items()
        }
        yield from _results(keys, models, lineage)

    return run
