"""The rules at the door, as data: id, severity, and what they say in Chinese and English.

Texts are templates over the finding's own fields; the code that finds a breach names a rule and its fields, never a sentence.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["REJECT", "ERROR", "QUERY"]
Stage = Literal["file", "structure", "cells", "keys", "references", "plausibility"]


@dataclass(frozen=True)
class Rule:
    """One rule: what it is called, how grave a breach is, and how it is told."""

    rule: str
    severity: Severity
    stage: Stage
    message_zh: str
    message_en: str
    fix_zh: str
    fix_en: str


def _rules(*rules: Rule) -> dict[str, Rule]:
    return {rule.rule: rule for rule in rules}


RULES = _rules(
    Rule("F01_UNKNOWN_DATASET", "REJECT", "file",
         "无法识别该文件属于哪个数据集。", "The file's name matches no dataset of this bureau.",
         "请按规定文件名报送：{allowed}。", "Name the file as agreed: {allowed}."),
    Rule("F02_WRONG_BUREAU", "REJECT", "file",
         "该文件名对应其他部门的数据集（{value}）。", "This file name belongs to another bureau's dataset ({value}).",
         "请确认报送文件夹：{allowed}。", "Drop it into the right folder: {allowed}."),
    Rule("F03_UNREADABLE", "REJECT", "file",
         "文件无法打开：{value}。", "The file can't be opened: {value}.",
         "请用 Excel 或 WPS 打开后另存为 .xlsx（或 CSV）再报送。", "Open it in Excel or WPS, save it as .xlsx (or CSV) and drop it again."),
    Rule("F04_EMPTY", "REJECT", "file",
         "文件为空。", "The file is empty.", "请检查后重新报送。", "Check the file and drop it again."),
    Rule("F05_ENCODING", "REJECT", "file",
         "文件编码既不是 UTF-8 也不是 GB18030（第 {value} 字节起无法解码）。", "The bytes are neither UTF-8 nor GB18030 (from byte {value} on).",
         "请用 Excel 或 WPS 另存为 CSV UTF-8 后报送。", "Save it as CSV UTF-8 from Excel or WPS and drop it again."),
    Rule("F06_PERIOD_FOLDER", "REJECT", "file",
         "报送文件夹的期别（{value}）与数据集频率不符。", "The folder's period ({value}) does not fit the dataset's frequency.",
         "应放入：{allowed}。", "Put it into: {allowed}."),
    Rule("F07_OTHER_PERIOD", "REJECT", "file",
         "标题所称期别（{value}）与报送文件夹不一致。", "The title names another period ({value}) than the folder.",
         "请改正标题或放入正确的文件夹：{allowed}。", "Correct the title or move the file to its folder: {allowed}."),
    Rule("F08_PERIOD_NOT_NAMED", "REJECT", "file",
         "标题和文件名都没有写明期别。", "Neither title nor file name says which period the figures are for.",
         "请在标题中写明，如：{allowed}。", "Say so in the title, for example: {allowed}."),
    Rule("F09_NO_REGISTER", "REJECT", "file",
         "该年度的考评单位名录尚未接收，无法核对单位。", "The unit register of the year has not been accepted, so units can't be checked.",
         "请市效能办先报送 {allowed} 的考评单位名录，随后重新运行收文。", "The efficiency office delivers the unit register of {allowed} first; then run intake again."),
    Rule("S01_SHEET_MISSING", "REJECT", "structure",
         "缺少工作表“{allowed}”。现有工作表：{value}。", "Sheet '{allowed}' is missing. Sheets found: {value}.",
         "请使用模板，不要改动工作表名称。", "Use the template and leave the sheets' names as they are."),
    Rule("S02_HEADER_MISSING", "REJECT", "structure",
         "找不到表头。", "The header row can't be found.",
         "表头须包含：{allowed}。", "The header must hold: {allowed}."),
    Rule("S03_COLUMN_MISSING", "REJECT", "structure",
         "缺少列“{header}”。", "Column '{header}' is missing.",
         "请补上该列。文件中的列：{value}。", "Add the column. Columns in the file: {value}."),
    Rule("S04_COLUMN_UNKNOWN", "REJECT", "structure",
         "多出未约定的列“{value}”。", "Column '{value}' is not part of the contract.",
         "请删除或改名。最相近的列：{allowed}。", "Delete or rename it. Nearest columns: {allowed}."),
    Rule("S05_COLUMN_TWICE", "REJECT", "structure",
         "列“{header}”出现了两次。", "Column '{header}' stands there twice.",
         "请只保留一列。", "Keep one of them."),
    Rule("S06_ROW_WITHOUT_KEY", "ERROR", "structure",
         "该行有数值但没有填写“{header}”。", "The row has values but no '{header}'.",
         "请补填，或删除该行。", "Fill it in, or delete the row."),
    Rule("S07_TOO_FEW_ROWS", "ERROR", "structure",
         "只有 {value} 行数据。", "Only {value} rows.",
         "至少应有 {allowed} 行，请核对是否漏报。", "At least {allowed} rows are expected: check what is missing."),
    Rule("S08_FORMULA_WITHOUT_VALUE", "REJECT", "structure",
         "公式没有计算结果。", "The formula has no computed value.",
         "请在 Excel 或 WPS 中打开并保存后再报送。", "Open the file in Excel or WPS, save it and drop it again."),
    Rule("C01_REQUIRED", "ERROR", "cells",
         "“{header}”不能为空。", "'{header}' must not be blank.",
         "请填写：{allowed}。", "Fill in: {allowed}."),
    Rule("C02_NOT_A_NUMBER", "ERROR", "cells",
         "“{value}”不是数字。", "'{value}' is not a number.",
         "请填写数字（{allowed}），不要带文字说明。", "Write a number ({allowed}) without words."),
    Rule("C03_NOT_AN_INTEGER", "ERROR", "cells",
         "“{value}”不是整数。", "'{value}' is not a whole number.",
         "请填写整数。", "Write a whole number."),
    Rule("C04_NOT_A_DATE", "ERROR", "cells",
         "“{value}”不是日期。", "'{value}' is not a date.",
         "请按 2020-03-05 的格式填写。", "Write it as 2020-03-05."),
    Rule("C05_OUT_OF_BOUNDS", "ERROR", "cells",
         "“{header}”的值 {value} 超出允许范围。", "The value {value} of '{header}' is outside the allowed range.",
         "允许范围：{allowed}。请检查单位或小数点。", "Allowed: {allowed}. Check the unit of measure and the decimal point."),
    Rule("C06_NOT_IN_LIST", "ERROR", "cells",
         "“{value}”不在允许的取值中。", "'{value}' is not one of the allowed values.",
         "允许取值：{allowed}。", "Allowed: {allowed}."),
    Rule("C07_PATTERN", "ERROR", "cells",
         "“{value}”格式不符。", "'{value}' does not have the agreed form.",
         "格式要求：{allowed}。", "Form: {allowed}."),
    Rule("C08_REASON_NOT_ALLOWED", "ERROR", "cells",
         "“{header}”此处不能填“{value}”。", "'{value}' is not an allowed reason for an empty '{header}'.",
         "允许：{allowed}。", "Allowed: {allowed}."),
    Rule("K01_DUPLICATE_KEY", "ERROR", "keys",
         "“{value}”重复，首次出现在第 {allowed} 行。", "'{value}' stands there twice, first in row {allowed}.",
         "请合并或删除重复行。", "Merge the rows or delete one."),
    Rule("R01_UNKNOWN_UNIT", "ERROR", "references",
         "“{value}”不在当年考评单位名录中。", "'{value}' is not in the unit register of the year.",
         "最相近的单位：{allowed}。", "Nearest units: {allowed}."),
    Rule("R02_NAME_AND_CODE", "ERROR", "references",
         "单位名称“{value}”与代码不符。", "The unit's name '{value}' does not belong to the code.",
         "名录中该代码为：{allowed}。", "The register gives for this code: {allowed}."),
    Rule("R03_UNKNOWN_REFERENCE", "ERROR", "references",
         "“{value}”在被引用的表中不存在。", "'{value}' does not exist in the table that it refers to.",
         "最相近的取值：{allowed}。", "Nearest values: {allowed}."),
    Rule("R04_COVERAGE", "ERROR", "references",
         "缺少单位：{value}。", "Units without a row: {value}.",
         "{allowed}层级的每个单位都应有数据。", "Every unit of level {allowed} must have a row."),
    Rule("P01_IMPLAUSIBLE", "QUERY", "plausibility",
         "“{header}”的值 {value} 不合常理。", "The value {value} of '{header}' is unusual.",
         "通常在 {allowed}。请更正，或书面说明原因。", "Usual range: {allowed}. Correct it, or explain it in writing."),
)  # fmt: skip
