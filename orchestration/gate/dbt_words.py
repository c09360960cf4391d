"""What a failed dbt test tells a person, where the test itself has no words: by its generic kind, in Chinese and English.

A test's own words stand in its YAML: `config.meta` message_zh, message_en, fix_zh, fix_en, severity.
"""

from collections.abc import Mapping
from typing import Any

Words = dict[str, str]

FIX_ZH = "查看 dbt/logs/dbt.log 中该测试的语句，找出不合格的行；数据有误的由报送部门更正，模型有误的联系数据工程师。"
FIX_EN = (
    "Find the failing rows with the test's SQL in dbt/logs/dbt.log; the bureau corrects wrong data, the data "
    "engineers a wrong model."
)
GENERIC = {
    "not_null": ("表 {table} 的 {column} 列有空值。", "Column {column} of {table} has empty values."),
    "unique": ("表 {table} 的 {column} 列有重复值。", "Column {column} of {table} has repeated values."),
    "accepted_values": (
        "表 {table} 的 {column} 列有不允许的取值。",
        "Column {column} of {table} holds a value that is not allowed.",
    ),
    "relationships": (
        "表 {table} 的 {column} 列引用了不存在的代码。",
        "Column {column} of {table} refers to a code that does not exist.",
    ),
    "relationships_in_year": (
        "表 {table} 的 {column} 列引用了当年不存在的代码，请核对写法。",
        "Column {column} of {table} refers to a code that does not exist in the year: is it misspelt?",
    ),
}
OTHER = ("测试“{name}”未通过。{description}", "The test '{name}' does not hold. {description}")

NOT_RUN = {
    "message_zh": "测试“{name}”没有运行完，无法判断表 {table} 是否合格。",
    "message_en": "The test '{name}' did not run to its end, so nothing can be said of {table}.",
    "fix_zh": "查看 dbt/logs/dbt.log 中的错误，联系数据工程师改正该测试或模型。",
    "fix_en": "See the error in dbt/logs/dbt.log; the data engineers mend the test or the model.",
}


def words_of_unfinished(node: Mapping[str, Any], table: str | None) -> Words:
    """Return what to say of a dbt test that had to run and brought no answer."""
    facts = {"name": node["name"], "table": table or "–"}
    return {key: text.format(**facts) for key, text in NOT_RUN.items()}


def words_of(node: Mapping[str, Any], table: str | None) -> Words:
    """Return message and remedy of a dbt test in both languages.

    Args:
        node: The test's node in dbt's manifest.
        table: The model that it tests.
    """
    meta = node["config"].get("meta") or {}
    generic = (node.get("test_metadata") or {}).get("name", "")
    zh, en = GENERIC.get(generic, OTHER)
    facts = {
        "table": table or "",
        "column": node.get("column_name") or "",
        "name": node["name"],
        "description": (node.get("description") or "").strip(),
    }
    defaults = {
        "message_zh": zh.format(**facts).strip(),
        "message_en": en.format(**facts).strip(),
        "fix_zh": FIX_ZH,
        "fix_en": FIX_EN,
    }
    return {key: str(meta.get(key) or default) for key, default in defaults.items()}
