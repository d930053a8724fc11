// The front's questions without a server: screens, draws, ranks, and fills the table anew.
"use strict";

(() => {
  const DRAWS = 3000;
  const data = window.bakeoffData;
  const form = document.getElementById("questions");
  const table = document.querySelector("#answer .ranking tbody");
  const verdict = document.querySelector("#answer .verdict");

  const asked = () => {
    const fields = new FormData(form);
    const ranks = new Map();
    for (const aspect of data.aspects) {
      const rank = Number(fields.get(`rank.${aspect.id}`));
      if (rank > 0) ranks.set(rank, [...(ranks.get(rank) || []), aspect.id]);
    }
    const groups = [...ranks.keys()].sort((a, b) => a - b).map((rank) => ranks.get(rank));
    return {
      groups,
      languages: fields.getAll("languages"),
      needs: fields.getAll("needs"),
      memory: Number(fields.get("max_memory_mb")) || Infinity,
      until: fields.get("supported_until") || "",
    };
  };

  const meets = (one, wanted) =>
    (!wanted.languages.length || wanted.languages.includes(one.language)) &&
    wanted.needs.every((need) => ["built in", "official"].includes(one.needs[need])) &&
    (wanted.memory === Infinity || (one.memory !== null && one.memory <= wanted.memory)) &&
    (!wanted.until || (one.until !== null && one.until >= wanted.until));

  const cell = (tag, text) => {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  };

  const percent = (share) => `${Math.round(100 * share)} %`;

  const show = () => {
    const wanted = asked();
    const left = data.frameworks.filter((one) => meets(one, wanted));
    if (!wanted.groups.length || !left.length) {
      verdict.textContent = left.length
        ? "Say what matters: give at least one aspect a number."
        : "No framework meets all requirements: relax one of them.";
      table.replaceChildren();
      return;
    }
    const places = wanted.groups.flat().map((id) => data.aspects.findIndex((a) => a.id === id));
    const weights = bakeoff.drawWeights(bakeoff.corners(wanted.groups), DRAWS, bakeoff.random(1));
    const values = left.map((one) =>
      bakeoff.drawValues(places.map((k) => one.known[k]), DRAWS, bakeoff.random(one.seed)));
    const found = bakeoff.outcome(weights, values);
    const order = bakeoff.order(found);
    const tied = order.filter((place) => place.tier === 1).map((place) => left[place.i].name);
    const best = left[order[0].i].name;
    const first = percent(found.acceptability[order[0].i][0]);
    verdict.textContent = tied.length > 1
      ? `Too close to call: ${tied.join(", ")} cannot be told apart. ${best} is first in ${first} of the draws.`
      : `${best}: first in ${first} of the draws.`;
    table.replaceChildren(...order.map(({ i, tier }) => {
      const row = document.createElement("tr");
      const name = cell("th", "");
      name.scope = "row";
      const link = cell("a", left[i].name);
      link.href = left[i].page;
      name.append(link);
      const top3 = found.acceptability[i].slice(0, 3).reduce((a, b) => a + b, 0);
      row.append(cell("td", tier), name, cell("td", percent(found.acceptability[i][0])),
        cell("td", percent(top3)), cell("td", found.utility[i].toFixed(2)));
      return row;
    }));
    for (const part of document.querySelectorAll("#answer .columns, #answer details, #answer .muted")) part.hidden = true;
  };

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
})();
