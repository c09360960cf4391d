"""Declaration of the landed tables and of the build's own tables as dbt sources."""

from typing import Any

from orchestration.contracts import CONTROL_FIELDS, Contract, Contracts, Table
from orchestration.transform.codegen.names import CONTROLS, source_name

BUILD_TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "build__parameters": (
        "What is built. One row.",
        {
            "release_kind": "annual or monitoring.",
            "period_code": "Period of the release.",
            "period_year": "Year that is evaluated or monitored.",
            "release_id": "Identity of the build and of the release it may become.",
            "previous_release_id": "Last year's release that consequences rest on; null when there is none.",
            "is_synthetic": "Whether any input carries synthetic rows.",
            "code_version": "Fingerprint of the code.",
            "state_date": "Day as of which rectification items are overdue; null where none was asked for.",
        },
    ),
    "build__submissions": (
        "The submissions that the build reads. One row per submission.",
        {
            "submission_id": "Submission.",
            "bureau_code": "Bureau that delivered.",
            "dataset_code": "Dataset.",
            "period_code": "Period of the figures.",
            "period_year": "Year of the period.",
            "period_quarter": "Quarter of the period; null for years.",
            "file_name": "Name of the dropped file.",
            "file_sha256": "Hash of its bytes.",
            "contract_version": "Version of the contract it was checked against.",
            "is_synthetic": "Whether it carries synthetic rows.",
            "row_count": "Rows over all tables.",
        },
    ),
    "build__columns": (
        "Where each column of a submission stands. One row per submission, table and column.",
        {
            "submission_id": "Submission.",
            "table_name": "Table of the contract.",
            "field_name": "Column of the contract.",
            "column_letter": "Letter of the column in the sheet or file.",
            "header_text": "Header as it stands there.",
        },
    ),
    "build__cells": (
        "Cells whose landed text differs from what stands in the file. One row per cell.",
        {
            "_submission_id": "Submission.",
            "table_name": "Table of the contract.",
            "_row": "Row in the sheet, or line in the file.",
            "field_name": "Column of the contract.",
            "raw_text": "What stands in the cell.",
            "missing_reason": "Why there is no value; nil stands beside a 0 for what did not occur; null for any other value.",
        },
    ),
    "build__previous_results": (
        "Results of last year's current release. One row per unit; none when there is no release.",
        {
            "unit_id": "Unit.",
            "grade_final": "Final grade in last year's release.",
            "composite_score": "Composite score in last year's release.",
            "rank_in_group": "Rank in last year's release.",
            "release_id": "Last year's release.",
        },
    ),
    "build__previous_bounds": (
        "Bounds of the grades in last year's current release. One row per pool and grade; none when there is none that states them.",
        {
            "pool_code": "Units that were graded together.",
            "grade_code": "Grade.",
            "lower_bound": "Bound that held.",
        },
    ),
    "build__previous_appraisal": (
        "Public appraisal of last year's current release. One row per unit, respondent group and topic; none where it does not state what was asked.",
        {
            "unit_id": "Unit.",
            "respondent_group": "Respondent group; ALL for all of them.",
            "topic_code": "Topic; ALL for all of them.",
            "asked_zh": "What was asked last year and how it counted; null where no respondent group with a weight had a topic that weighs.",
            "mean_score": "Mean in last year's release; null where it was suppressed.",
            "standard_error": "Its standard error.",
        },
    ),
    "build__comment_matches": (
        "Which comments of the year's survey meet which rules of sheet 意见分派. One row per comment and rule.",
        {
            "submission_id": "Submission of the survey.",
            "row_number": "Row of the comment.",
            "rule_no": "Number of the rule.",
            "met_words": "Words of the rule that stand in the comment, separated by 、.",
        },
    ),
    "build__previous_uncertainty": (
        "How sure last year's composites, ranks and grades were, in its current release. One row per unit for which that is known.",
        {
            "unit_id": "Unit.",
            "composite_error": "Standard deviation of last year's composite over its draws.",
            "best_rank": "Upper end of the 95 % interval of last year's rank.",
            "worst_rank": "Lower end of that interval.",
            "grade_a_probability": "Share of last year's draws that give A.",
            "grade_b_probability": "Share that gives B.",
            "grade_c_probability": "Share that gives C.",
            "grade_d_probability": "Share that gives D.",
            "no_grade_probability": "Share in which no bound is reached.",
        },
    ),
    "build__rank_uncertainty": (
        "How sure ranks and grades are, drawn after the intermediate models. One row per rated unit; none where nothing is known to vary.",
        {
            "unit_id": "Unit.",
            "uncertainty_status": "drawn, or unknown where the error of the unit's appraisal is not known.",
            "unknown_unit_count": "Rated units of the group whose error is not known.",
            "draw_count": "Number of draws.",
            "seed_number": "Seed of the draws.",
            "weight_variation_pct": "By how much the components' weights varied at most.",
            "appraisal_error": "Standard error of the appraisal score.",
            "composite_error": "Standard deviation of the composite over the draws.",
            "best_rank": "Upper end of the 95 % interval of the rank.",
            "median_rank": "Median rank.",
            "worst_rank": "Lower end of the 95 % interval of the rank.",
            "mean_rank_shift": "Mean number of places by which the rank of a draw differs from the published one.",
            "rank_probability": "Share of the draws that give the published rank.",
            "grade_probability": "Share that gives the computed grade.",
            "grade_a_probability": "Share that gives A.",
            "grade_b_probability": "Share that gives B.",
            "grade_c_probability": "Share that gives C.",
            "grade_d_probability": "Share that gives D.",
            "no_grade_probability": "Share in which no bound is reached.",
        },
    ),
    "build__uncertainty_source": (
        "What the uncertainty of ranks comes from, drawn after the intermediate models. One row per rated unit and source.",
        {
            "unit_id": "Unit.",
            "source_code": "survey, weights, rule, normalisation, leave_one_out, or interplay of several.",
            "composite_error": "Standard deviation of the composite over draws of this source alone.",
            "mean_rank_shift": "Mean number of places by which the rank then differs from the published one.",
            "variance_share": "Share of the variance of the composite over the draws of all sources.",
            "rank_variance_share": "Share of the variance of the rank over the draws of all sources.",
        },
    ),
}


def _described(columns: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "description": text} for name, text in columns.items()]


def _landed(contract: Contract, table: Table) -> dict[str, Any]:
    meanings = {control.landed: control.description for control in CONTROLS}
    columns = {column.name: f"{column.header}, as text." for column in table.columns}
    columns |= {name: meanings[name] for name, _ in CONTROL_FIELDS}
    return {
        "name": source_name(contract, table),
        "description": f"{contract.name_zh}（{contract.bureau_name_zh}）: {table.description}",
        "columns": _described(columns),
    }


def sources_yaml(contracts: Contracts) -> dict[str, Any]:
    """Return the declaration of all sources."""
    tables = [_landed(contract, table) for contract in contracts for table in contract.tables]
    tables += [
        {"name": name, "description": text, "columns": _described(columns)}
        for name, (text, columns) in BUILD_TABLES.items()
    ]
    source = {
        "name": "landing",
        "schema": "landing",
        "description": "Accepted submissions as text, and the build's own tables; registered from Parquet when a run starts.",
        "tables": tables,
    }
    return {"sources": [source]}
