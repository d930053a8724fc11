// Tables of frameworks without a server: shows the columns that are ticked and the rows that are asked for.
"use strict";

(() => {
  const form = document.querySelector("form.filter");
  const boxes = [...form.querySelectorAll('[name="f"]')];
  const kind = form.querySelector('[name="kind"]');

  const show = () => {
    const on = boxes.map((box) => box.checked);
    for (const row of document.querySelectorAll("table.matrix tr")) {
      [...row.children].slice(1).forEach((cell, i) => {
        cell.hidden = on.some(Boolean) && !on[i];
      });
      const kinds = [...row.querySelectorAll("td:not([hidden]) .kind")].map((one) => one.textContent);
      if (kind && row.closest("tbody")) row.hidden = kind.value !== "" && !kinds.includes(kind.value);
    }
  };

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  show();
})();
