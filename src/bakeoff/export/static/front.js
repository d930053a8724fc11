// The front's questions without a server: reads the form, screens, draws, ranks, and writes the answer
// anew. The profile lives in the address after #, so that it can be sent and gone back to.
"use strict";

(() => {
  const DRAWS = 3000;
  const SVG = "http://www.w3.org/2000/svg";
  const data = window.bakeoffData;
  const form = document.getElementById("questions");
  const answer = document.getElementById("answer");

  const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text || "" }, more);
  const drawn = (tag, more) => {
    const made = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(more)) made.setAttribute(key, value);
    return made;
  };
  const percent = (share) => {
    if (share > 0 && share < 0.005) return "<1\u00a0%";
    return share >= 0.995 && share < 1 ? ">99\u00a0%" : `${Math.round(100 * share)}\u00a0%`;
  };
  const title = (id) => data.aspects.find((aspect) => aspect.id === id).title;

  const verdict = (ranking) => {
    if (!ranking.length) return "No framework meets all requirements: relax one of them.";
    const best = ranking[0];
    if (ranking.length === 1) return `${best.one.name} is the only one that meets all requirements.`;
    const tied = ranking.filter((place) => place.tier === 1).map((place) => place.one.name);
    if (tied.length > 1) {
      return `Too close to call: ${tied.slice(0, -1).join(", ")} and ${tied.at(-1)} cannot be told apart by this `
        + `evidence and these preferences. ${best.one.name} is first in ${percent(best.first)} of the draws.`;
    }
    return `${best.one.name}: first in ${percent(best.first)} of the draws, before ${ranking[1].one.name} in `
      + `${percent(best.wins)}.`;
  };

  const bar = (place, weights, aspects) => {
    const picture = drawn("svg", {
      class: "stacked", viewBox: "0 0 1000 16", width: "100%", height: 16, preserveAspectRatio: "none", role: "img",
      "aria-label": aspects.map((id, k) => `${title(id)} ${(weights[k] * place.expected[k]).toFixed(2)}`).join(", "),
    });
    let at = 0;
    aspects.forEach((id, k) => {
      const width = 1000 * weights[k] * place.expected[k];
      picture.append(drawn("rect", { class: `part part-${k % 4}`, x: at, y: 0, width, height: 16 }));
      at += width;
    });
    return picture;
  };

  const row = (place, before, weights, aspects) => {
    const made = make("tr", "", { className: before && before.tier !== place.tier ? "new-tier" : "" });
    const name = make("th", "", { scope: "row" });
    name.append(make("a", place.one.name, { href: place.one.page }));
    const picture = make("td", "", { className: "bar" });
    picture.append(bar(place, weights, aspects));
    made.append(make("td", place.tier, { className: before && before.tier === place.tier ? "same" : "" }), name);
    made.append(make("td", percent(place.first), { className: "number" }),
      make("td", percent(place.top3), { className: "number top3" }), picture, make("td", place.utility.toFixed(2), { className: "number" }));
    if (place.weeks !== null) made.append(make("td", `${Math.round(place.weeks)}\u00a0weeks`, { className: "number" }));
    return made;
  };

  const table = (ranking, weights, aspects) => {
    const made = make("table", "", { className: "ranking" });
    const head = make("tr");
    for (const text of ["tier", "framework"]) head.append(make("th", text, { scope: "col" }));
    for (const text of ["first", "top 3"]) {
      head.append(make("th", text, { scope: "col", className: text === "first" ? "number" : "number top3" }));
    }
    head.append(make("th", "value, by aspect", { scope: "colgroup", colSpan: 2 }));
    if (ranking[0].weeks !== null) head.append(make("th", "to learn", { scope: "col", className: "number" }));
    made.createTHead().append(head);
    made.createTBody().append(...ranking.map((place, i) => row(place, ranking[i - 1], weights, aspects)));
    return made;
  };

  const legend = (weights, aspects) => {
    const made = make("p", "", { className: "legend" });
    aspects.forEach((id, k) => {
      const key = make("span", "", { className: "key" });
      const swatch = drawn("svg", { width: 12, height: 12, "aria-hidden": "true" });
      swatch.append(drawn("rect", { class: `part part-${k % 4}`, width: 12, height: 12 }));
      key.append(swatch, ` ${title(id)} ${percent(weights[k])}`);
      made.append(key, " ");
    });
    return made;
  };

  // the strongest parts for and against the first, against the mean of the others
  const reasons = (ranking, weights, aspects) => {
    const [best, ...others] = ranking;
    const points = aspects.map((id, k) => ({
      points: weights[k] * (best.expected[k] - others.reduce((sum, o) => sum + o.expected[k] / others.length, 0)),
      text: `${title(id)}: ${best.one.cells[id]}`,
    })).sort((a, b) => b.points - a.points);
    const list = (chosen) => {
      const made = make("ul", "", { className: "reasons" });
      for (const one of chosen) {
        const item = make("li");
        item.append(make("strong", `${one.points > 0 ? "+" : ""}${one.points.toFixed(3)}`), ` ${one.text}`);
        made.append(item);
      }
      return made;
    };
    const against = points.slice(-3).reverse().filter((one) => one.points <= -0.005);
    return [
      make("h2", `Why ${best.one.name}`), list(points.slice(0, 3).filter((one) => one.points >= 0.005)),
      ...(against.length ? [make("h3", "Against it"), list(against)] : []),
    ];
  };

  const screenedOut = (screened) => {
    const list = make("ul", "", { className: "screened" });
    const left = new Map();
    for (const { framework, constraint, unknown } of screened) {
      const one = data.frameworks.find((f) => f.id === framework);
      const item = make("li");
      item.append(make("a", one.name, { href: one.page }), ", by ", make("code", constraint),
        unknown ? " (not known, so not met)" : "");
      list.append(item);
      left.set(framework, [...(left.get(framework) || []), constraint]);
    }
    const made = [make("h2", "Screened out by your requirements"), list];
    for (const constraint of new Set(screened.map((entry) => entry.constraint))) {
      const alone = data.frameworks.filter((f) => String(left.get(f.id)) === constraint).map((f) => f.name);
      if (alone.length) made.push(make("p", `Without ${constraint}, ${alone.join(", ")} would be in.`));
    }
    return made;
  };

  const rank = (profile, left) => {
    const { aspects, corners } = profiles.weights(profile);
    const places = aspects.map((id) => data.aspects.findIndex((aspect) => aspect.id === id));
    const weights = bakeoff.drawWeights(corners, DRAWS, bakeoff.random(1));
    const known = left.map((one) => places.map((k) => one.known[k]));
    const values = left.map((one, i) => bakeoff.drawValues(known[i], DRAWS, bakeoff.random(one.seed)));
    const found = bakeoff.outcome(weights, values);
    const order = bakeoff.order(found);
    const ranking = order.map(({ i, tier }, place) => ({
      one: left[i],
      tier,
      utility: found.utility[i],
      first: found.acceptability[i][0],
      top3: found.acceptability[i].slice(0, 3).reduce((a, b) => a + b, 0),
      wins: place + 1 < order.length ? found.wins[i][order[place + 1].i] : 1,
      expected: known[i].map((one) => (one === null ? 0.5 : Math.min(1, Math.max(0, one[0])))),
      weeks: profiles.weeks(profile, left[i]),
    }));
    const mean = aspects.map((_, k) => corners.reduce((sum, corner) => sum + corner[k] / corners.length, 0));
    return { ranking, mean, aspects };
  };

  const show = (profile) => {
    const screened = profiles.screen(profile, data);
    const out = new Set(screened.map((entry) => entry.framework));
    const left = data.frameworks.filter((one) => !out.has(one.id));
    const { ranking, mean, aspects } = left.length ? rank(profile, left) : { ranking: [] };
    const parts = [make("p", verdict(ranking), { className: "verdict" })];
    if (ranking.length) parts.push(table(ranking, mean, aspects), legend(mean, aspects));
    if (ranking.length > 1) parts.push(...reasons(ranking, mean, aspects));
    if (screened.length) parts.push(...screenedOut(screened));
    parts.push(make("p", `One tier: too close to call. ${DRAWS.toLocaleString("en")} draws in your browser; bakeoff `
      + "serve also computes what would turn the answer.", { className: "muted" }));
    answer.replaceChildren(...parts);
  };

  const fill = (profile) => {
    const set = (name, value) => {
      for (const field of form.querySelectorAll(`[name="${name}"]`)) field.value = value;
    };
    for (const radio of form.querySelectorAll('[name="by"]')) {
      radio.checked = radio.value === (profile.swings ? "swings" : "order");
    }
    for (const { id } of data.aspects) {
      if (profile.swings) set(`swing.${id}`, String(profile.swings[id] || 0));
      else set(`rank.${id}`, String(1 + profile.order.findIndex((group) => group.includes(id))));
    }
    for (const key of data.constraints) {
      const wanted = profile.constraints[key];
      const boxes = form.querySelectorAll(`[type="checkbox"][name="${key}"]`);
      for (const box of boxes) box.checked = (wanted || []).some((name) => profiles.escape(name) === box.value);
      if (!boxes.length) set(key, wanted === undefined ? "" : String(wanted));
    }
    const team = form.querySelector(".team");
    while (team.children.length <= profile.knows.length) {
      const next = team.lastElementChild.cloneNode(true);
      for (const field of next.children) field.name = field.name.replace(/\d+/, team.children.length + 1);
      team.append(next);
    }
    profile.knows.forEach((one, i) => {
      set(`team.${i + 1}.what`, one.what);
      set(`team.${i + 1}.level`, String(one.level));
      set(`team.${i + 1}.people`, String(one.people));
    });
    set("people", profile.people ? String(profile.people) : "");
    set("languages_known", profile.languages.map(profiles.escape).join(","));
    set("frameworks_known", profile.frameworks.map(profiles.escape).join(","));
    for (const box of form.querySelectorAll("details")) {
      if (box.querySelector(":checked:not(option)")) box.open = true;
    }
  };

  const attempt = (pairs, then) => {
    try {
      const profile = profiles.read(pairs, data);
      then(profile);
      show(profile);
    } catch (error) {
      answer.replaceChildren(make("p", error.message, { className: "verdict" }));
    }
  };

  let written = "";
  const asked = () => attempt([...new FormData(form)], (profile) => {
    written = new URLSearchParams(profiles.write(profile, data)).toString();
    window.location.hash = written;
  });
  const addressed = () => {
    const text = (window.location.hash || window.location.search).slice(1);
    if (text && text !== written) attempt([...new URLSearchParams(text)], fill);
  };

  form.addEventListener("change", asked);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked();
  });
  window.addEventListener("hashchange", addressed);
  addressed();
})();
