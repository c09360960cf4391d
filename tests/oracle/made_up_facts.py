"""Fills a made-up year with figures, targets, answers and records from a seed; a value may be absent for every reason.

Some units repeat the one before them figure by figure, so that scores tie.
"""

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from tests.oracle.landing_site import (
    NOT_APPLICABLE,
    NOT_PRODUCED,
    NOT_PUBLISHED,
    REFUSED,
    SUPPRESSED,
    TOO_NEW,
    TOO_SMALL,
    Empty,
    LandingSite,
)
from tests.oracle.made_up_scheme import RESPONDENTS, TOPICS, Plan

CITY = "350100"
ROUND = ("0", "50", "80", "90", "100", "110")
VINTAGE_WORDS = {"flash": "快报", "preliminary": "初步核算", "final": "年报", "revised": "修订"}
GRADE_CODES = "ABCD"
SHARES = (*(f"grade_{code.lower()}_probability" for code in GRADE_CODES), "no_grade_probability")
Fields = dict[str, str | Empty | None]


class Facts:
    """Everything that is delivered for a plan, from one source of randomness."""

    def __init__(self, site: LandingSite, plan: Plan, seed: int) -> None:
        self.site, self.plan, self.random = site, plan, random.Random(seed)  # noqa: S311 - made-up figures
        units = plan.units()
        self.unit_ids = {unit: f"U{unit}" for unit in (CITY, *units)}
        self.renamed = {unit for unit in units if self.random.random() < 0.2}
        self.twins = {
            unit: before
            for group in plan.groups.values()
            for before, unit in itertools.pairwise(group)
            if self.random.random() < 0.25
        }

    def code(self, unit: str, year: int) -> str:
        """Return a unit's code in a year: some had another one the year before."""
        return f"{unit}OLD" if unit in self.renamed and year < self.site.year else unit

    def name(self, unit: str, year: int) -> str:
        """Return a unit's name in a year."""
        return f"单位{self.code(unit, year)}"

    def identity(self, unit: str, year: int) -> Fields:
        """Return the columns that say which unit a row is about."""
        return {"unit_code": self.code(unit, year), "unit_name_zh": self.name(unit, year)}

    def number(self) -> str:
        """Return a figure: often a round one."""
        if self.random.random() < 0.4:
            return self.random.choice(ROUND)
        return str(Decimal(self.random.randint(-20_000, 160_000)).scaleb(-self.random.randint(2, 3)))

    def cell(self, *reasons: Empty, absent: float = 0.12) -> str | Empty:
        """Return a figure, or now and then a cell that says why there is none."""
        return self.random.choice(reasons) if self.random.random() < absent else self.number()

    def land_register(self, year: int) -> None:
        """Land the register: the city, the participating units and one that does not take part."""
        outsider = "359901"
        rows: list[Fields] = [
            {
                "unit_id": self.unit_ids.get(unit, f"U{unit}"),
                **self.identity(unit, year),
                "unit_name_en": unit,
                "unit_level": "市" if unit == CITY else "县区",
                "parent_code": None if unit == CITY else CITY,
                "valid_from_date": "2000-01-01",
            }
            for unit in (CITY, *self.plan.units(), outsider)
        ]
        self.site.land("efficiency_office__unit_register__units", str(year), rows)

    def _with_twins(self, rows: dict[str, Fields], year: int) -> list[Fields]:
        """Let twins deliver what their elder delivers."""
        for unit, elder in self.twins.items():
            if elder in rows and unit in rows:
                rows[unit] = {**rows[elder], **self.identity(unit, year)}
        return list(rows.values())

    def land_tasks(self, year: int) -> None:
        """Land what the efficiency office verifies itself; a figure may also not be there at all."""
        for indicator in self.plan.tasks():
            rows = {
                unit: {
                    **self.identity(unit, year),
                    "indicator_code": indicator,
                    "indicator_name_zh": f"名称{indicator}",
                    "result_value": self.cell(
                        NOT_APPLICABLE, NOT_PRODUCED, SUPPRESSED, TOO_SMALL, TOO_NEW, REFUSED
                    ),
                }
                for unit in (CITY, *self.plan.units())
                if self.random.random() < 0.95
            }
            self.site.land("efficiency_office__task_results__rows", str(year), self._with_twins(rows, year))

    def land_accounts(self, year: int) -> None:
        """Land growth as an index or as a rate, at one of three vintages, by name; and quarterly flashes by code."""
        rows: dict[str, Fields] = {}
        for unit in (CITY, *self.plan.units()):
            column = self.random.choice(["gdp_index", "gdp_growth_pct"])
            rows[unit] = {
                "unit_name_zh": f" {self.name(unit, year)[:2]} {self.name(unit, year)[2:]}".strip(),
                column: self.cell(NOT_APPLICABLE, NOT_PUBLISHED, absent=0.3),
                "_vintage": self.random.choice(["preliminary", "final", "revised"]),
            }
        self.site.land("statistics__county_accounts__rows", str(year), rows.values())
        for quarter in (1, 2, 3, 4):
            flash = {
                unit: {
                    **self.identity(unit, year),
                    "gdp_growth_pct": self.cell(NOT_APPLICABLE, NOT_PUBLISHED),
                }
                for unit in (CITY, *self.plan.units())
            }
            period = f"{year}Q{quarter}"
            self.site.land(
                "statistics__quarterly_economy__rows", period, self._with_twins(flash, year), vintage="flash"
            )

    def land_money(self, year: int) -> None:
        """Land project investment in 亿元, quarter by quarter, and revenue in 万元 with its vintage row by row."""
        for quarter in (1, 2, 3, 4):
            progress = {
                unit: {
                    **self.identity(unit, year),
                    "planned_investment_cny_100m": "100",
                    "completed_investment_cny_100m": self.number(),
                }
                for unit in (CITY, *self.plan.units())
            }
            period = f"{year}Q{quarter}"
            self.site.land(
                "development_reform__project_progress__rows", period, self._with_twins(progress, year)
            )
        for unit in (CITY, *self.plan.units()):
            vintage = self.random.choice(list(VINTAGE_WORDS))
            row: Fields = {
                **self.identity(unit, year),
                "item_name_zh": "地方一般公共预算收入",
                "amount_cny_10k": self.number(),
                "vintage": VINTAGE_WORDS[vintage],
                "data_nature": "合成演示",
                "_vintage": vintage,
            }
            self.site.land("finance__budget_execution__rows", str(year), [row])

    def land_people(self, year: int) -> None:
        """Land unemployment and staff."""
        jobs: dict[str, Fields] = {
            unit: {
                **self.identity(unit, year),
                "new_jobs_persons": "10",
                "unemployment_rate_pct": self.cell(NOT_APPLICABLE, NOT_PUBLISHED),
                "data_nature": "合成演示",
            }
            for unit in (CITY, *self.plan.units())
        }
        self.site.land("human_resources__employment__rows", str(year), self._with_twins(jobs, year))
        staff: list[Fields] = [
            {
                **self.identity(unit, year),
                "established_posts_persons": "90",
                "staff_persons": str(self.random.randint(1, 900)),
                "data_nature": "合成演示",
            }
            for unit in self.plan.units()
            if self.random.random() < 0.9
        ]
        self.site.land("human_resources__headcount__rows", str(year), staff)

    def land_targets(self) -> None:
        """Land targets: some are missing, zero or below."""
        for indicator in self.plan.directions:
            rows = {
                unit: {
                    **self.identity(unit, self.site.year),
                    "indicator_code": indicator,
                    "target_value": self.number(),
                    "challenge_value": self.number() if self.random.random() < 0.8 else None,
                }
                for unit in self.plan.units()
                if self.random.random() < 0.9
            }
            year = self.site.year
            self.site.land("efficiency_office__scheme__targets", str(year), self._with_twins(rows, year))

    def _drawn(self, design: str) -> Fields:
        """Draw how one response was sampled, whom it stands for and, now and then, that the respondent is known."""
        row = {
            "attribute_1": self.random.choice(["甲", "乙"]),
            "attribute_3": self.random.choice(["城", "乡"]) if self.random.random() < 0.97 else None,
            "respondent_key": self.random.choice([None, "k1", "k2"]),
        }
        if "weights" in design:
            row["response_weight"] = str(Decimal(self.random.randint(1, 90_000)).scaleb(-4))
        if "strata" in design:
            row["stratum_code"] = self.random.choice(["层一", "层二"])
        if "clusters" in design:
            row["cluster_code"] = f"村{self.random.randint(1, 30)}"
        return row

    def _responses(self, year: int, design: str) -> Iterator[Fields]:
        for unit in self.plan.units():
            for group, name in RESPONDENTS.items():
                words = self.plan.answers_of(group)
                mood = self.random.choice([(6, 4, 2, 1, 1), (1, 2, 4, 4, 1), (0, 0, 1, 0, 6)])
                for _ in range(self.random.choice([0, 2, 3, 5, 8, 14])):
                    said = self.random.choices(words, weights=mood[: len(words)], k=len(TOPICS))
                    answers = [None if self.random.random() < 0.04 else answer for answer in said]
                    yield {
                        "interview_date": f"{year}-12-01",
                        "unit_code": self.code(unit, year),
                        "respondent_group_zh": name,
                        **{f"q{number}_answer": answer for number, answer in enumerate(answers, 1)},
                        **self._drawn(design),
                        "data_nature": "合成演示",
                    }

    def land_survey(self, year: int) -> None:
        """Land the answers; some respondent groups are too small, some say nothing that counts."""
        design = self.random.choice(
            ["plain", "weights", "weights strata", "weights strata clusters", "clusters"]
        )
        rows = [
            {**row, "response_no": f"R{number}"} for number, row in enumerate(self._responses(year, design))
        ]
        self.site.land("survey__responses__rows", str(year), rows)
        if year == self.site.year and design == "weights strata clusters":
            self._land_clusters(rows)

    def _land_clusters(self, rows: list[Fields]) -> None:
        """Say how many respondents the clusters of a stratum have: of some as many as answered."""
        answered: dict[str, set[object]] = defaultdict(set)
        for row in rows:
            if row["stratum_code"] == "层一":
                who = row["respondent_key"] and (row["respondent_group_zh"], row["respondent_key"])
                answered[str(row["cluster_code"])].add(who or row["response_no"])
        self.site.land(
            "efficiency_office__scheme__clusters",
            str(self.site.year),
            [
                {
                    "stratum_code": "层一",
                    "cluster_code": cluster,
                    "population_count": str(self.random.choice([len(found), 60, 900])),
                }
                for cluster, found in sorted(answered.items())
            ],
        )

    def land_records(self, year: int) -> None:
        """Land inspections, honours and vetoes."""
        for source, kinds in (
            ("efficiency_office__inspections__rows", ("扣分",)),
            ("organisation__honours_vetoes__rows", ("加分", "一票否决")),
        ):
            items = [code for code, kind in self.plan.items.items() if kind in kinds]
            rows: list[Fields] = [
                {
                    **self.identity(unit, year),
                    "case_no": f"C{unit}{number}",
                    "record_no": f"H{unit}{number}",
                    "item_code": self.random.choice(items),
                    "case_count": str(self.random.randint(1, 4)),
                    "inspection_date": f"{year}-05-01",
                    "decision_date": f"{year}-05-01",
                    "document_no": "演示",
                    "finding_text": "演示",
                }
                for unit in self.plan.units()
                for number in range(self.random.choice([0, 0, 1, 2]))
            ]
            self.site.land(source, str(year), rows)

    def remember_last_year(self) -> None:
        """Give most units a grade in last year's release."""
        self.site.previous = [
            {
                "unit_id": self.unit_ids[unit],
                "grade_final": self.random.choice(GRADE_CODES),
                "composite_score": Decimal(self.random.randint(600, 1000)).scaleb(-1),
                "rank_in_group": self.random.randint(1, 6),
                "release_id": f"annual-{self.site.year - 1}-oracle",
            }
            for unit in self.plan.units()
            if self.random.random() < 0.8
        ]

    def remember_last_draws(self) -> None:
        """Say of most units how sure last year's composite, rank and grade were."""
        for row in self.site.previous:
            if self.random.random() < 0.8:
                rank, cuts = (
                    row["rank_in_group"],
                    sorted(self.random.choice((0, 0, 500, 990, 1000)) for _ in range(4)),
                )
                shares = [
                    Decimal(high - low) / 1000 for low, high in zip([0, *cuts], [*cuts, 1000], strict=True)
                ]
                self.site.previous_uncertainty.append(
                    {
                        "unit_id": row["unit_id"],
                        "composite_error": Decimal(self.random.randint(0, 60)).scaleb(-1),
                        "best_rank": max(1, rank - self.random.randint(0, 3)),
                        "worst_rank": rank + self.random.randint(0, 3),
                        **dict(zip(SHARES, shares, strict=True)),
                    }
                )

    def remember_last_bounds(self) -> None:
        """Give some pools the bounds that held in last year's release."""
        self.site.previous_bounds = [
            {
                "pool_code": pool,
                "grade_code": grade,
                "lower_bound": Decimal(bound) + Decimal(self.random.randint(-40, 40)).scaleb(-1),
            }
            for group in self.plan.groups
            for pool in (group, f"{group}/1")
            if self.random.random() < 0.6
            for grade, bound in zip(GRADE_CODES, (86, 76, 62, 4), strict=True)
        ]

    def _asked(self, group: str, topic: str) -> str:
        """Write what a respondent group is asked this year, as a release would."""

        def held(name: str) -> list[dict[str, str | None]]:
            rows = self.site.tables[f"efficiency_office__scheme__{name}", str(self.site.year)]
            own = [row for row in rows if row["respondent_group"] == group]
            return own or [row for row in rows if row["respondent_group"] is None]

        names = [
            f"{row['name_zh']}" for row in held("topics")
            if (Decimal(f"{row['weight']}") > 0 if topic == "ALL" else row["topic_code"] == topic)
        ]  # fmt: skip
        scores = {f"{row['answer_zh']}": row["answer_score"] for row in held("answer_scale")}
        counted = {word: Decimal(score) for word, score in scores.items() if score is not None}
        said = [
            f"「{word}」{counted[word].normalize():f}"
            for word in sorted(counted, key=lambda word: (-counted[word], word))
        ]
        said += [f"「{word}」不计" for word in sorted(scores.keys() - counted.keys())]
        return f"{''.join(f'「{name}」' for name in sorted(names))}：{'、'.join(said)}"

    def remember_last_appraisal(self) -> None:
        """Give most units' appraisal a mean in last year's release, some without a standard error, some of another question or scale."""
        self.site.previous_appraisal = [
            {
                "unit_id": self.unit_ids[unit],
                "respondent_group": group,
                "topic_code": topic,
                "asked_zh": self.random.choice(
                    [None, "「另一问法」：「是」100、「否」0"]
                    + 8 * [self._asked(next(iter(RESPONDENTS)) if group == "ALL" else group, topic)]
                ),
                "mean_score": None
                if self.random.random() < 0.1
                else Decimal(self.random.randint(500, 1000)).scaleb(-1),
                "standard_error": None
                if self.random.random() < 0.1
                else Decimal(self.random.randint(0, 90)).scaleb(-1),
            }
            for unit in self.plan.units()
            if self.random.random() < 0.8
            for group in (*RESPONDENTS, "ALL")
            for topic in ("Q1", "Q2", "ALL")
        ]


def land_facts(site: LandingSite, plan: Plan, seed: int) -> None:
    """Land everything that bureaus deliver for both years of a plan."""
    facts = Facts(site, plan, seed)
    facts.land_targets()
    facts.remember_last_year()
    facts.remember_last_draws()
    facts.remember_last_bounds()
    facts.remember_last_appraisal()
    for year in range(site.year - plan.history, site.year + 1):
        facts.land_register(year)
        facts.land_tasks(year)
        facts.land_accounts(year)
        facts.land_money(year)
        facts.land_people(year)
        facts.land_survey(year)
        facts.land_records(year)
