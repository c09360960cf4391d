"""Expectations of the list of inputs: several files, none of them empty, each with a hash."""

from expectations.remedies import DELIVER, REBUILD
from expectations.rule import Frame, TableChecks, between, matches, row_count

INPUTS = "select submission_id, file_sha256, row_count as data_rows from meta_input"
RULES = (
    row_count("inputs_present", 2).error(
        "输入文件不足两个。", "The release rests on fewer than two files.", DELIVER
    ),
    between("inputs_have_rows", "data_rows", 1, None).error(
        "有输入文件没有数据行。", "An input file has no rows.", DELIVER
    ),
    matches("hashes_are_hashes", "file_sha256", r"^[0-9a-f]{64}$").error(
        "输入文件的哈希值格式不对。", "The hash of an input is not a SHA-256.", REBUILD
    ),
)

CHECKS = TableChecks("meta_input", (Frame("inputs", INPUTS, ("submission_id",), RULES),))
