
"use strict";
(() => {
  const language = document.documentElement.lang;
  const folded = (text) => text.toLocaleLowerCase(language);
  const digits = new Intl.NumberFormat(language);
  const collator = new Intl.Collator(language, { numeric: true });

  const begin = (bar) => {
    const table = document.getElementById(bar.dataset.table);
    const none = document.getElementById(`${bar.dataset.table}-none`);
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => ({ row, text: folded(row.textContent) }));
    const search = bar.querySelector("input");
    const selects = Array.from(bar.querySelectorAll("select"));
    const count = bar.querySelector("[role=status]");
    let waiting = 0;

    const show = () => {
      const words = folded(search.value).split(/\s+/).filter(Boolean);
      const wanted = selects.filter((one) => one.value).map((one) => [Number(one.dataset.column), one.value]);
      let shown = 0;
      for (const { row, text } of rows) {
        const fits = wanted.every(([column, value]) => row.cells[column].textContent === value)
          && words.every((word) => text.includes(word));
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      none.hidden = shown > 0;
      count.textContent = count.dataset.words
        .replace("{n}", digits.format(shown)).replace("{all}", digits.format(rows.length));
    };
    const sort = (head) => {
      const falling = head.getAttribute("aria-sort") === "ascending";
      const key = ({ row }) => row.cells[head.cellIndex].dataset.v ?? row.cells[head.cellIndex].textContent;
      rows.sort((a, b) => (falling ? collator.compare(key(b), key(a)) : collator.compare(key(a), key(b))));
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      body.append(...rows.map((one) => one.row));
    };

    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.title = `${head.textContent}: ${table.dataset.sortWord}`;
      button.setAttribute("aria-label", button.title);
      button.addEventListener("click", () => sort(head));
      head.append(button);
    }
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 60);
    });
    for (const one of selects) one.addEventListener("change", show);
    bar.querySelector("button").addEventListener("click", () => {
      search.value = "";
      for (const one of selects) one.value = "";
      show();
      search.focus();
    });
    bar.hidden = false;
    show();
  };

  for (const bar of document.querySelectorAll(".filter")) begin(bar);
})();
