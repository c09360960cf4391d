"""`template`: the command that writes what a bureau fills in. Which words and cells that holds is decided in `papers`."""

import difflib
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from orchestration.cli.console import terminal
from orchestration.cli.options import Raw, Warehouse, workspace
from orchestration.contracts import Contract, Contracts, fold, load_contracts
from orchestration.foundation.errors import UserError, writing_to
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY

MOST_NEAR = 3


def find_contract(contracts: Contracts, name: str) -> Contract:
    """Return the contract that a person means: `bureau.dataset`, `dataset` or its Chinese name.

    Raises:
        UserError: There is none, or several; says which are near.
    """
    wanted = fold(name).casefold()
    # Corrections are written on a form too; answers have theirs from the receipt.
    known: list[Contract] = [
        *contracts,
        *(contract for contract in contracts.service if contract.frequency != "any"),
    ]
    found = [contract for contract in known if wanted in map(fold, _names(contract))]
    if len(found) == 1:
        return found[0]
    if found:
        full = "、".join(_full(contract) for contract in found)
        raise UserError(
            f"'{name}' is the name of several datasets; write one of: {full}.",
            f"“{name}”对应多个数据集，请写全称：{full}。",
        )
    near = _nearest(contracts, name)
    shown = "、".join(f"{_full(contract)}（{contract.name_zh}）" for contract in near or contracts)
    raise UserError(
        f"There is no dataset '{name}'. {'Nearest' if near else 'There are'}: {shown}.",
        f"没有名为“{name}”的数据集。{'相近的有' if near else '可用的有'}：{shown}。",
    )


def _full(contract: Contract) -> str:
    return f"{contract.bureau}.{contract.dataset}"


def _names(contract: Contract) -> tuple[str, ...]:
    return _full(contract), contract.dataset, contract.name_zh.casefold()


def _nearest(contracts: Contracts, name: str) -> list[Contract]:
    """Return the datasets whose names are nearest, the nearest first."""
    by_name = {fold(each).casefold(): contract for contract in contracts for each in _names(contract)}
    near = difflib.get_close_matches(fold(name).casefold(), by_name, n=MOST_NEAR * 2, cutoff=0.4)
    found = dict.fromkeys(by_name[each].key for each in near)
    return [contracts.get(*key) for key in found][:MOST_NEAR]


def in_force(contracts: Contracts, contract: Contract, period: Period) -> Contract:
    """Return the version of a contract that holds for a period.

    Raises:
        UserError: The dataset is yearly and the period a quarter, or the other way round; or no version holds for it.
    """
    if contract.frequency == period.kind:
        version = contracts.for_period(contract.key, period)
        if version is None:
            raise UserError(
                f"No layout of {_full(contract)} is agreed for {period}.",
                f"{contract.name_zh}没有约定 {period} 期的表式。",
            )
        return version
    example = str(period.year) if contract.frequency == "year" else f"{period.year}Q1"
    kind_zh = "年度" if contract.frequency == "year" else "季度"
    raise UserError(
        f"{_full(contract)} is reported by {contract.frequency}: write the period as {example}, not {period}.",
        f"{contract.name_zh}是{kind_zh}数据，期别请写 {example}，而不是 {period}。",
    )


def target(output: Path | None, name: str) -> Path:
    """Return the file to write: in a folder under the agreed name, or exactly the file that is given.

    Raises:
        UserError: A file is given whose format is another.
    """
    place = output or Path()
    if place.is_dir() or not place.suffix:
        return (place / name).resolve()
    if place.suffix.lower() != Path(name).suffix:
        raise UserError(
            f"This form is a {Path(name).suffix} file, not {place.suffix}: name a folder or a {Path(name).suffix} file.",
            f"该表单为 {Path(name).suffix} 文件，不是 {place.suffix}：请给出文件夹或 {Path(name).suffix} 文件名。",
        )
    return place.resolve()


def _refuse_in_raw(raw: Path, path: Path) -> None:
    if path.is_relative_to(raw):
        raise UserError(
            f"{path} lies where bureaus drop files: an empty form there would be received. Write it elsewhere with -o.",
            f"{path} 在报送文件夹内，空表会被当作报送文件接收。请用 -o 指定其他位置。",
        )


def write_form(
    dataset: Annotated[
        str, typer.Argument(help="Dataset: bureau.dataset, dataset or its Chinese name. 数据集代码或名称。")
    ],
    period: Annotated[str, typer.Argument(help="Year or quarter, such as 2020 or 2020Q2. 期别。")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder or file to write to. 输出文件夹或文件名。"),
    ] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file. 覆盖已有文件。")] = False,
    raw: Raw = None,
    warehouse: Warehouse = None,
) -> None:
    """Write the form of a dataset for a period, ready to be filled in. 生成填报模板。"""
    from orchestration.papers.template import template_files, write_template
    from orchestration.papers.template_basis import read_basis
    from orchestration.papers.template_guide import register_words
    from orchestration.papers.template_words import file_name

    contracts, folders = load_contracts(REPOSITORY / "raw"), workspace(raw, warehouse)
    when = Period.parse(period)
    contract = in_force(contracts, find_contract(contracts, dataset), when)
    name = file_name(contract, when)
    path = target(output, name)
    _refuse_in_raw(folders.raw, path)
    standing = [file for file in template_files(contract, path) if file.exists()]
    if standing and not force:
        raise UserError(
            f"{standing[0]} exists and may be filled in already; --force replaces it.",
            f"{standing[0]} 已存在，可能已填有数据；确需覆盖请加 --force。",
        )
    basis = read_basis(folders.landing, contract, when)
    console = terminal()
    with writing_to(path):
        written = write_template(contract, contracts, when, path, basis)
    for file in written:
        console.print(f"已生成 written: {escape(str(file))}", highlight=False, soft_wrap=True)
    drop = f"raw/{contract.bureau}/{when}/{name}"
    for words in register_words(when, basis):
        console.print(escape(words), highlight=False, soft_wrap=True)
    console.print(
        f"下一步：填写后运行 jixiao check 自查，再存为 {escape(drop)} 报送。\n"
        f"Next: fill it in, run `jixiao check` on it, then drop it as {escape(drop)}.",
        highlight=False,
        soft_wrap=True,
    )


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command("template")(write_form)
