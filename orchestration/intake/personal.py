"""Personal data where a contract has none: told by cell, header or line, and never shown.

Looks through whole columns with one regular expression and hands what is left to the exact checks in `identifiers`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from orchestration.contracts import Column, fold
from orchestration.intake.arrays import kernels, matching
from orchestration.intake.findings import MOST_LISTED, Finding, finding
from orchestration.intake.identifiers import BANK_CARD, ID_CARD, MOBILE, NAME, folded_width, traces
from orchestration.intake.sheets import column_letter
from orchestration.intake.statements import PERSONAL
from orchestration.intake.tables import Group, Located, ReadRows

RULE = "D01_PERSONAL_DATA"
# The shape of whatever `identifiers` may find. It is looked for in every text of a file, so numbers that merely have as many
# digits (serial numbers, amounts) must not get through.
DIGIT, GAP = "[0-9０-９]", "[ \\-－　]"
MAYBE = "|".join(
    (
        f"[1１][3-9３-９]{DIGIT}{{9}}",
        f"{DIGIT}{{6}}(?:[1１][9９]|[2２][0０]){DIGIT}{{9}}[0-9０-９XxＸｘ]",
        f"[6６][2２]{DIGIT}{{14}}",
        f"{DIGIT}{{6}}{GAP}{DIGIT}{{8}}{GAP}{DIGIT}{{3}}[0-9０-９XxＸｘ]",
        f"[1１]{DIGIT}{{2}}{GAP}{DIGIT}{{4}}{GAP}{DIGIT}{{4}}",
        f"{DIGIT}{{4}}(?:{GAP}{DIGIT}{{4}}){{3}}",
        "身份证|证件号|[@＠]",
        r"(?:姓名|投诉人|举报人|反映人|来电人|受访人|受访者)\s*[:：]",
    )
)
# Shortest run of digits among them, and what each byte can be to it: part of a run, a sign of something else, or its end.
SHORTEST_RUN = 11
OTHER, RUN, TELLING = 0, 1, 2
BYTES = np.full(256, OTHER, np.uint8)
BYTES[list(b"0123456789 -xX")] = RUN
BYTES[[ord("@"), *range(0x80, 0x100)]] = TELLING
BARE = r"^[0-9]{11}$"
BARE_MOBILE = r"^1[3-9][0-9]{9}$"
# Text that is shorter can hold none of it (bytes in UTF-8): an address of six letters, two characters of a name and its label.
SHORTEST = 6
HEADERS = {
    r".*(身份证|身份证号|身份证号码|公民身份号码|证件号|证件号码|护照号|护照号码)": ID_CARD,
    r".*(手机|手机号|手机号码|移动电话|联系电话|联系方式|家庭电话|个人电话)": MOBILE,
    r".*(银行卡号|银行账号|银行帐号)": BANK_CARD,
    r"(.*(人|者|人员|员工|干部|职工|学生|村民|居民|户主|法定代表人))?姓名|联系人|经办人|填表人|户主": NAME,
    r".*(电子邮箱|电子邮件|邮箱地址|家庭住址|家庭地址|住址|微信号|QQ号码?)": "联系方式 a way to reach a person",
}
REMARK = re.compile(r"\((必填|选填|可不填|11位|18位|本人)\)$")


def personal_kinds(texts: pa.StringArray) -> dict[int, str]:
    """Return what identifies a person in each of these texts, by its place; texts that hold nothing are left out.

    What a code may look like too counts only when at least half of its like among these texts hold.
    """
    if not _may_hold_any(texts):
        return {}
    long_enough = np.asarray(kernels.binary_length(texts).fill_null(0)) >= SHORTEST
    if not long_enough.any():
        return {}
    maybe = long_enough & matching(texts, MAYBE)
    if not maybe.any():
        return {}
    # Bare numbers of eleven digits are the only ones that whole columns are made of: they don't go through Python.
    bare, mobile = matching(texts, BARE), matching(texts, BARE_MOBILE)
    found = {
        int(place): tuple(traces(folded_width(texts[int(place)].as_py())))
        for place in np.flatnonzero(maybe & ~bare)
    }
    counted: Counter[tuple[str, bool]] = Counter(
        (trace.kind, trace.holds) for held in found.values() for trace in held if not trace.is_sure
    )
    counted[MOBILE, True] += int(mobile.sum())
    counted[MOBILE, False] += int((bare & ~mobile).sum())
    usual = {kind for kind, _ in counted if counted[kind, True] >= counted[kind, False]}
    kinds = dict.fromkeys(np.flatnonzero(mobile).tolist(), MOBILE) if MOBILE in usual else {}
    for place, held in found.items():
        counted_ones = [one.kind for one in held if one.holds and (one.is_sure or one.kind in usual)]
        if counted_ones:
            kinds[place] = counted_ones[0]
    return kinds


def _may_hold_any(texts: pa.StringArray) -> bool:
    """Whether the bytes of a column could hold anything of the kind: cheap, and never wrong when it says no.

    Without a letter beyond ASCII and without an @, there has to be a run of digits and what may divide them. Texts lie side by
    side without anything between them, so runs look longer than they are and not shorter.
    """
    data = texts.buffers()[2]
    if data is None:
        return False
    kinds = BYTES[np.frombuffer(memoryview(data), np.uint8)]
    if (kinds == TELLING).any():
        return True
    breaks = np.flatnonzero(kinds == OTHER)
    return int(np.diff(breaks, prepend=-1, append=len(kinds)).max()) > SHORTEST_RUN


def personal_header(header: str) -> str | None:
    """Return what a column with this header would hold of persons, or None: for columns that no contract has."""
    folded = REMARK.sub("", fold(header.rpartition(" / ")[2]))
    return next((kind for pattern, kind in HEADERS.items() if re.fullmatch(pattern, folded)), None)


def personal_groups(read: ReadRows) -> Iterator[Group]:
    """Yield the findings about cells of a block that hold personal data; the data itself is in none of them.

    Looked at is every column of text, the restricted ones too: that people may not see them is no leave to fill in persons.
    Columns that are for persons (`classification: personal`), and those that hold only agreed values, are left out.
    """
    for column in read.table.columns:
        if not _is_free(column):
            continue
        texts = read.texts(column.name)
        kinds = personal_kinds(texts.values)
        rows = texts.rows(kinds) if kinds else ()
        if len(rows):
            yield [_told(read, column, int(row), kinds) for row in rows[:MOST_LISTED]], len(rows)


def _told(read: ReadRows, column: Column, row: int, kinds: dict[int, str]) -> Finding:
    # What is in the key must not come back as the key.
    key = None if column.key_position else read.key(row)
    return read.cell_finding(RULE, column, row, key=key, value=kinds[read.texts(column.name).code(row)])


def _is_free(column: Column) -> bool:
    return column.logical_type == "string" and not (column.enum or column.reference or column.is_personal)


def personal_columns(located: Located) -> Iterator[Group]:
    """Yield a finding for each column that no contract has and whose header speaks of persons."""
    agreed = {place for places in located.header.places.values() for place in places}
    for place, path in enumerate(located.header.paths):
        kind = personal_header(path[-1]) if path and place not in agreed else None
        if kind is not None:
            row = located.sheet.number_of(located.header.end - 1)
            letter, shown = column_letter(place), located.header.shown(place)
            yield (
                [
                    finding(
                        RULE,
                        located.file,
                        sheet=located.sheet.name,
                        row=row,
                        column=letter,
                        header=shown,
                        value=kind,
                    )
                ],
                1,
            )


def personal_words(words: Iterable[str], file: str, sheet: str | None) -> list[Finding]:
    """Return findings about the words around a table.

    Who filled a form in, and their telephone, may stand there: those lines never leave the file. An identity or bank card
    number may not, and nothing of the kind in any other line.
    """
    kinds: dict[str, None] = {}
    for text in words:
        held = dict.fromkeys(trace.kind for trace in traces(folded_width(text)) if trace.holds)
        is_signature = any(label in text for label in PERSONAL)
        kinds |= {kind: None for kind in held if not is_signature or kind in (ID_CARD, BANK_CARD)}
    return [finding(RULE, file, sheet=sheet, value=kind) for kind in kinds]
