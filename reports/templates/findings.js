
"use strict";
(() => {
  const table = document.querySelector("table.findings");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => ({
    row,
    text: row.textContent.toLocaleLowerCase(document.documentElement.lang),
  }));
  const search = document.getElementById("search");
  const severity = document.getElementById("severity");
  const states = Array.from(document.querySelectorAll("input[name=state]"));
  const count = document.getElementById("count");
  const none = document.getElementById("none");
  const digits = new Intl.NumberFormat(document.documentElement.lang);
  let waiting = 0;

  const show = () => {
    const words = search.value.toLocaleLowerCase(document.documentElement.lang).split(/\s+/).filter(Boolean);
    const wanted = new Set(states.filter((box) => box.checked).map((box) => box.value));
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = wanted.has(row.dataset.state)
        && (!severity.value || row.dataset.severity === severity.value)
        && words.every((word) => text.includes(word));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    none.hidden = shown > 0;
    count.textContent = count.dataset.words
      .replace("{n}", digits.format(shown)).replace("{all}", digits.format(rows.length));
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 60);
  };

  const order = (key) => {
    if (key === "state") return states.map((box) => box.value);
    return Array.from(severity.options, (option) => option.value);
  };
  const sort = (head) => {
    const falling = head.getAttribute("aria-sort") === "ascending";
    const key = head.dataset.key;
    const column = head.cellIndex;
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const ranks = key === "state" || key === "severity" ? order(key) : null;
    const value = ranks
      ? (one) => ranks.indexOf(one.row.dataset[key])
      : (one) => one.row.cells[column].firstElementChild.textContent;
    const compare = ranks ? (a, b) => value(a) - value(b) : (a, b) => collator.compare(value(a), value(b));
    rows.sort((a, b) => (falling ? compare(b, a) : compare(a, b)));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    body.append(...rows.map((one) => one.row));
  };

  for (const head of table.tHead.rows[0].cells) {
    if (!head.dataset.key) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.title = `${head.textContent}: ${table.dataset.sortWord}`;
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", () => sort(head));
    head.append(button);
  }
  search.addEventListener("input", later);
  severity.addEventListener("change", later);
  for (const box of states) box.addEventListener("change", later);
  document.getElementById("reset").addEventListener("click", () => {
    search.value = "";
    severity.value = "";
    for (const box of states) box.checked = true;
    show();
    search.focus();
  });
  if (rows.length > 0) {
    document.querySelector(".filter").hidden = false;
    show();
  }
})();
