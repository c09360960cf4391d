"""Reads ODCS files with the standard's own package and turns them into our dataclasses, or says which field is at fault."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from open_data_contract_standard.model import OpenDataContractStandard
from pydantic import ValidationError

from orchestration.contracts.consistency import check_contracts
from orchestration.contracts.fields import Fault, custom, flag, one_of, period, required, unread, whole
from orchestration.contracts.model import Contract, Contracts
from orchestration.contracts.service import SERVES, SHARED_DOMAIN, SHARED_FOLDER, split
from orchestration.contracts.tables import read_table
from orchestration.contracts.versions import EARLIER, with_earlier
from orchestration.foundation.errors import UserError

CONTRACT_PROPERTIES = (
    "dataset",
    "frequency",
    "format",
    "filePatterns",
    "requiredForAnnual",
    "defaultVintage",
    "titleNamesPeriod",
)
OPTIONAL_PROPERTIES = ("purposeZh", "dashMeans", "validFrom", "validTo", "serves", "filesPerPeriod")
# The same safe loader, in C where the package was built with it: contracts are read at every start.
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
VINTAGES = ("flash", "preliminary", "final", "revised")


def load_contracts(raw: Path) -> Contracts:
    """Read every `<bureau>/<dataset>.odcs.yaml` below a folder, and `<dataset>.v1.odcs.yaml` … beside it.

    Raises:
        UserError: A contract can't be used, or there is none; names the file and the field.
    """
    paths = sorted(raw.glob("*/*.odcs.yaml"))
    newest, service = split([_read(path) for path in paths if not EARLIER.search(path.name)])
    earlier = tuple(_read(path) for path in paths if EARLIER.search(path.name))
    if not newest:
        raise UserError(f"No contract (*.odcs.yaml) in {raw}.", f"{raw} 中没有数据合同（*.odcs.yaml）。")
    try:
        contracts = replace(with_earlier(newest, earlier), service=service)
        check_contracts(contracts)
    except Fault as fault:
        raise _refusal(raw, fault) from fault
    return contracts


def _refusal(path: Path, fault: Fault) -> UserError:
    return UserError(
        f"The contract {path} can't be used: {fault.where} {fault.reason_en}. docs/contracts.md says what each field means.",
        f"数据合同 {path} 无法使用：{fault.where} {fault.reason_zh}。各字段含义见 docs/contracts.md。",
    )


def _read(path: Path) -> Contract:
    try:
        folder = path.parent.name
        return _contract(SHARED_DOMAIN if folder == SHARED_FOLDER else folder, _document(path))
    except Fault as fault:
        raise _refusal(path, fault) from fault


def _document(path: Path) -> OpenDataContractStandard:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE_LOADER)  # noqa: S506
        document = OpenDataContractStandard.model_validate(content)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Fault("YAML", f"can't be read: {error}", f"无法读取：{error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "document"
        raise Fault(
            where, f"is not as the standard has it: {first['msg']}", f"不符合标准：{first['msg']}"
        ) from error
    for field in unread(content, document.model_dump(by_alias=True)):
        raise Fault(field, "is not a field of the standard", "不是标准中的字段")
    return document


def _contract(bureau: str, document: OpenDataContractStandard) -> Contract:
    own = custom(document.customProperties, (*CONTRACT_PROPERTIES, *OPTIONAL_PROPERTIES), "contract")
    absent = [name for name in CONTRACT_PROPERTIES if name not in own]
    if absent:
        raise Fault(f"customProperties.{absent[0]}", "is missing", "缺少该字段")
    one_of(document.domain, (bureau,), "domain")
    deadlines = [sla.value for sla in document.slaProperties or () if sla.property == "deadline"]
    team, description = document.team, document.description
    serves = _serves(own)
    frequencies = ("year", "quarter", "any") if serves else ("year", "quarter")
    frequency = one_of(own["frequency"], frequencies, "customProperties.frequency")
    return Contract(
        bureau=bureau,
        dataset=required(own["dataset"], "customProperties.dataset"),
        name_zh=required(document.name, "name"),
        bureau_name_zh=required(getattr(team, "name", None), "team.name"),
        bureau_name_en=required(getattr(team, "description", None), "team.description"),
        purpose=required(getattr(description, "purpose", None), "description.purpose"),
        purpose_zh=own.get("purposeZh"),
        version=required(document.version, "version"),
        frequency=frequency,
        format=one_of(own["format"], ("xlsx", "csv"), "customProperties.format"),
        file_patterns=tuple(own["filePatterns"]),
        required_for_annual=flag(own["requiredForAnnual"], "customProperties.requiredForAnnual"),
        default_vintage=one_of(own["defaultVintage"], VINTAGES, "customProperties.defaultVintage"),
        title_names_period=flag(own["titleNamesPeriod"], "customProperties.titleNamesPeriod"),
        deadline_days=whole(deadlines[0] if deadlines else None, "slaProperties.deadline"),
        valid_from=period(own.get("validFrom"), frequency, "customProperties.validFrom"),
        valid_to=period(own.get("validTo"), frequency, "customProperties.validTo"),
        serves=serves,
        takes_many_files=own.get("filesPerPeriod") is not None,
        tables=tuple(read_table(item, own.get("dashMeans")) for item in document.schema_ or ()),
    )


def _serves(own: dict[str, Any]) -> str | None:
    """Return what a contract without figures serves, or None; only such a one may take many files for a period."""
    if own.get("filesPerPeriod") is not None:
        one_of(own["filesPerPeriod"], ("many",), "customProperties.filesPerPeriod")
        required(own.get("serves"), "customProperties.serves")
    return (
        None if own.get("serves") is None else str(one_of(own["serves"], SERVES, "customProperties.serves"))
    )
