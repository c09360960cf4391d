// What the pages do by themselves: language, sorting, search, charts. No page needs it to be read; nothing is fetched.
"use strict";
(() => {
  const root = document.documentElement;
  const LANGUAGES = { "zh-CN": 0, en: 1 };
  const KEY = "jixiao-language";
  const COLOURS = { A: "#1b7f4d", B: "#2a6fb0", C: "#a8650f", D: "#b3362b", on_track: "#1b7f4d", at_risk: "#d59a2c", behind: "#b3362b", no_target: "#b8c0ca" };
  const INK = "#1c2430", SOFT = "#56606e", LINE = "#d9dee5", ACCENT = "#1f5f8b", RANGE = "#cfd8e2";
  const WORDS = { composite: ["综合得分", "composite"], rank: ["位次", "rank"], change: ["变化", "change"], found: ["行", "rows"] };

  const say = (pair) => pair[LANGUAGES[root.lang]];

  // Language: the address says it, else what was chosen before, else Chinese.
  const remembered = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const remember = (language) => {
    try { localStorage.setItem(KEY, language); } catch { /* A browser may forbid it for files; the address carries it then. */ }
  };
  const asked = () => (/(?:^|[#&])lang=(zh-CN|en)(?:&|$)/.exec(location.hash) || [])[1];

  const speak = (language) => {
    root.lang = language;
    const title = document.querySelector(`meta[name="title-${language === "en" ? "en" : "zh"}"]`);
    document.title = title.content;
    const button = document.getElementById("language");
    button.hidden = false;
    button.lang = language === "en" ? "zh-CN" : "en";
    button.textContent = language === "en" ? "中文" : "English";
    for (const link of document.querySelectorAll('a[href$=".html"], a[href*=".html#lang="]')) {
      link.href = link.getAttribute("href").replace(/#.*/, "") + `#lang=${language}`;
    }
    for (const drawing of document.querySelectorAll(".drawing")) {
      drawing.setAttribute("aria-label", language === "en" ? drawing.dataset.en : drawing.dataset.zh);
    }
    drawAll();
    for (const input of document.querySelectorAll("input[data-search]")) search(input);
  };

  // Sorting: by what a cell is worth, numbers as numbers; rows that have nothing to compare stay at the end.
  const worth = (row, column) => {
    const cell = row.cells[column];
    if (!cell || cell.colSpan > 1) return null;
    const text = cell.dataset.v ?? cell.querySelector("b")?.textContent ?? visible(cell);
    const plain = text.trim().replace(/,/g, "").replace("−", "-").split(/[\s–]/)[0];
    if (plain === "" || text.trim() === "–") return null;
    return cell.classList.contains("n") && !Number.isNaN(Number(plain)) ? Number(plain) : text.trim();
  };
  const visible = (cell) => {
    const clone = cell.cloneNode(true);
    clone.querySelectorAll("small").forEach((one) => one.remove());
    clone.querySelectorAll(`span[lang="${root.lang === "en" ? "zh-CN" : "en"}"]`).forEach((one) => one.remove());
    return clone.textContent;
  };
  const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), root.lang);
  const sort = (table, header) => {
    const descending = header.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, place) => ({ row, place, value: worth(row, header.cellIndex) }));
    rows.sort((a, b) => {
      if (a.value === null || b.value === null) return (a.value === null) - (b.value === null) || a.place - b.place;
      return (descending ? -compare(a.value, b.value) : compare(a.value, b.value)) || a.place - b.place;
    });
    body.append(...rows.map((one) => one.row));
  };
  // Tables that are wider than the screen scroll in a box of their own, which the keyboard reaches as long as it has something to scroll.
  const fit = (box) => {
    const scrolls = box.scrollWidth > box.clientWidth;
    const told = { tabindex: "0", role: "group", "aria-labelledby": box.querySelector("caption")?.id };
    for (const [name, value] of Object.entries(told)) {
      if (scrolls && value) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
  };
  const sizes = new ResizeObserver((seen) => seen.forEach((one) => fit(one.target.closest(".wide"))));
  document.querySelectorAll("main table").forEach((table, number) => {
    const box = document.createElement("div");
    box.className = "wide";
    if (table.caption) table.caption.id = `table-${number}`;
    table.replaceWith(box);
    box.append(table);
    sizes.observe(box);
    sizes.observe(table);
  });
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    for (const header of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => sort(table, header));
    }
  }

  // Search: rows that hold every word, in either language; groups without such a row leave.
  const search = (input) => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const table of document.querySelectorAll(input.dataset.search)) {
      let here = 0;
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        here += !row.hidden;
      }
      const place = table.closest("section.group, details");
      if (place?.matches("section.group")) place.hidden = here === 0;
      else if (place && words.length) place.open = here > 0;
      shown += here;
    }
    input.parentElement.querySelector("output").textContent = words.length ? `${shown} ${say(WORDS.found)}` : "";
  };
  for (const input of document.querySelectorAll("input[data-search]")) {
    input.closest(".search").hidden = false;
    input.addEventListener("input", () => search(input));
  }

  // Charts: one function per kind that `charts.py` writes.
  const text = { color: SOFT, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  const level = (names, more) => ({ type: "category", data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: LINE } }, axisLabel: { ...text }, ...more });
  const scale = (more) => ({ type: "value", splitLine: { lineStyle: { color: LINE } }, axisLabel: { ...text }, ...more });
  const aside = (names) => level(names, { inverse: true, axisLabel: { ...text, color: INK, width: 170, overflow: "truncate" } });
  const frame = (more) => ({ left: 8, right: 24, top: 12, bottom: 8, containLabel: true, ...more });
  const KINDS = {
    ranking: (spec) => ({
      grid: frame(),
      tooltip: { trigger: "axis" },
      xAxis: level(spec.names.map(say), { axisLabel: { ...text, show: spec.names.length <= 12, rotate: spec.names.length > 5 ? 25 : 0, interval: 0, width: 130, overflow: "truncate" } }),
      yAxis: scale({ scale: true }),
      series: [{ type: "scatter", name: say(WORDS.composite), symbolSize: spec.names.length > 60 ? 6 : 11, data: spec.values.map((value, i) => ({ value, itemStyle: { color: COLOURS[spec.grades[i]] || SOFT } })) }],
    }),
    ranges: (spec) => ({
      grid: frame({ top: 34 }),
      legend: { top: 0, left: 0, itemHeight: 8, textStyle: text, data: spec.labels.slice(0, spec.past ? 3 : 2).map(say) },
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, formatter: (points) => describe(spec, points[0].dataIndex) },
      xAxis: scale({ scale: true }),
      yAxis: aside(spec.names.map(say)),
      series: [
        { type: "bar", stack: "range", silent: true, barWidth: 8, itemStyle: { color: "transparent" }, data: spec.low },
        { type: "bar", stack: "range", name: say(spec.labels[1]), itemStyle: { color: RANGE }, data: spec.high.map((high, i) => (high === null || spec.low[i] === null ? null : high - spec.low[i])) },
        { type: "scatter", name: say(spec.labels[0]), symbolSize: 10, itemStyle: { color: ACCENT }, data: spec.own },
        ...(spec.past ? [{ type: "scatter", name: say(spec.labels[2]), symbol: "diamond", symbolSize: 9, itemStyle: { color: "#fff", borderColor: COLOURS.C, borderWidth: 1.5 }, data: spec.past }] : []),
      ],
    }),
    trend: (spec) => ({
      grid: frame({ top: 34 }),
      legend: { top: 0, left: 0, textStyle: text },
      tooltip: { trigger: "axis" },
      xAxis: level(spec.years),
      yAxis: [scale({ scale: true }), scale({ inverse: true, min: 1, minInterval: 1, splitLine: { show: false } })],
      series: [
        { type: "line", name: say(WORDS.composite), symbolSize: 8, itemStyle: { color: ACCENT }, data: spec.values, label: { show: true } },
        { type: "line", name: say(WORDS.rank), yAxisIndex: 1, symbolSize: 7, lineStyle: { type: "dashed" }, itemStyle: { color: COLOURS.C }, data: spec.ranks },
      ],
    }),
    changes: (spec) => ({
      grid: frame(),
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
      xAxis: scale({}),
      yAxis: aside(spec.names.map(say)),
      series: [{ type: "bar", name: say(WORDS.change), barMaxWidth: 14, data: spec.values.map((value) => ({ value, itemStyle: { color: value < 0 ? COLOURS.D : COLOURS.A } })) }],
    }),
    statuses: (spec) => ({
      grid: frame({ top: 34 }),
      legend: { top: 0, left: 0, textStyle: text },
      tooltip: { trigger: "axis" },
      xAxis: level(spec.names.map(say)),
      yAxis: scale({ minInterval: 1 }),
      series: spec.series.map((one) => ({ type: "bar", stack: "all", name: say(one.name), barMaxWidth: 60, itemStyle: { color: COLOURS[one.code] }, data: one.values })),
    }),
  };
  const plain = (value) => (value === null ? "–" : String(value));
  const describe = (spec, i) => {
    const lines = [say(spec.names[i]), `${say(spec.labels[0])} ${plain(spec.own[i])}`, `${say(spec.labels[1])} ${plain(spec.low[i])} – ${plain(spec.high[i])}`];
    if (spec.past) lines.push(`${say(spec.labels[2])} ${plain(spec.past[i])}`);
    return lines.map((line) => echarts.format.encodeHTML(line)).join("<br>");
  };
  const drawn = [...document.querySelectorAll(".chart")].map((figure) => ({
    place: figure.querySelector(".drawing"),
    spec: JSON.parse(figure.querySelector('script[type="application/json"]').textContent),
  }));
  const drawAll = () => {
    root.classList.add("drawn");
    for (const one of drawn) {
      one.chart ??= echarts.init(one.place, null, { renderer: "svg" });
      one.chart.setOption({ animation: false, textStyle: { fontFamily: text.fontFamily }, ...KINDS[one.spec.kind](one.spec) }, true);
    }
  };
  const PAPER = 690;
  window.addEventListener("resize", () => drawn.forEach((one) => one.chart?.resize()));
  window.addEventListener("beforeprint", () => drawn.forEach((one) => {
    one.chart?.resize({ width: PAPER });
    one.chart?.getZr().flush();
  }));
  window.addEventListener("afterprint", () => drawn.forEach((one) => one.chart?.resize({ width: "auto" })));

  document.getElementById("language").addEventListener("click", () => {
    const language = root.lang === "en" ? "zh-CN" : "en";
    remember(language);
    history.replaceState(null, "", `#lang=${language}`);
    speak(language);
  });
  window.addEventListener("hashchange", () => asked() && asked() !== root.lang && speak(asked()));
  const first = asked() || remembered();
  speak(first in LANGUAGES ? first : "zh-CN");
})();
