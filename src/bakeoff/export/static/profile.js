// A profile in the browser: read from the form or an address, written to one, and its requirements.
// docs/choose.md, section 1. tests/export holds it equal to the Python one on 1,000 random profiles.
"use strict";

const profiles = {
  LISTS: ["languages", "typing", "databases", "licences", "needs", "needs_any", "only", "exclude"],
  WORDS: { team_knows: ["language", "framework"], unknown: ["screen", "keep"] },
  // metric, factor to the requirement's unit, is the number a maximum?
  LIMITS: {
    max_cpu_ratio: ["cpu_ratio", 1, true],
    max_memory_mb: ["memory_loaded", 1e-6, true],
    max_start_seconds: ["start_seconds", 1, true],
    min_professional_share: ["survey_share_professional", 1, false],
    min_waits: ["waits_per_worker", 1, false],
    max_p99_ms: ["latency_p99", 1, true],
  },
  // weeks a person, by level: choose/team.py
  LANGUAGE_WEEKS: [6, 3, 1, 0],
  FRAMEWORK_WEEKS: [4, 2, 0.5, 0],
  USUAL_NAMES: 240,

  escape: (name) => name.replace(/[%,:]/g, (mark) => ({ "%": "%25", ",": "%2C", ":": "%3A" })[mark]),
  plain: (text) => text.replace(/%(25|2C|3A)/g, (found) => decodeURIComponent(found)).trim(),
  parts: (text) => text.split(",").filter((part) => part.trim()).map(profiles.plain),

  number(key, text) {
    const found = Number(text);
    if (!Number.isFinite(found)) throw new Error(`${key}: found ${text}, wanted a number.`);
    return found;
  },

  // The profile of pairs of key and value, as pages/form.py and choose/address.py read it.
  read(pairs, data) {
    const used = pairs.map(([key, value]) => [key, value.trim()]).filter(([, value]) => value);
    const by = (used.find(([key]) => key === "by") || [])[1];
    const found = { order: [], swings: null, constraints: {}, knows: [], languages: [], frameworks: [], people: 0 };
    const ranked = new Map();
    const rows = new Map();
    let asked = false;
    for (const [key, value] of used) {
      if (key === "by") continue;
      if (key.startsWith("rank.")) {
        asked = true;
        const rank = profiles.number(key, value);
        if (by !== "swings" && rank > 0) ranked.set(rank, [...(ranked.get(rank) || []), key.slice(5)]);
      } else if (key.startsWith("swing.")) {
        const swing = profiles.number(key, value);
        if (by !== "order") found.swings = { ...found.swings, ...(swing > 0 ? { [key.slice(6)]: swing } : {}) };
      } else if (key === "order") {
        if (by !== "swings") found.order = value.split(",").map((group) => group.split("~"));
      } else if (key.startsWith("team.")) {
        const [, row, part] = key.split(".");
        rows.set(row, { level: "2", people: "1", ...rows.get(row), [part]: value });
      } else if (key === "knows") {
        const [what, level, people] = value.split(":");
        found.knows.push({ what: profiles.plain(what), level: Number(level || 2), people: Number(people || 1) });
      } else if (key === "people") found.people = profiles.number(key, value);
      else if (key === "languages_known") found.languages = profiles.parts(value);
      else if (key === "frameworks_known") found.frameworks = profiles.parts(value);
      else if (profiles.LISTS.includes(key)) {
        found.constraints[key] = [...(found.constraints[key] || []), ...profiles.parts(value)];
      } else if (key in profiles.WORDS || key === "supported_until") found.constraints[key] = value;
      else if (key in profiles.LIMITS || key === "min_years_since_1_0") {
        const limit = profiles.number(key, value);
        if (limit <= 0) throw new Error(`${key}: found ${value}, wanted a number above 0.`);
        found.constraints[key] = limit;
      } else throw new Error(`${key} is not known.`);
    }
    for (const row of rows.values()) {
      if (row.what) found.knows.push({ what: row.what, level: Number(row.level), people: Number(row.people) });
    }
    if (ranked.size) found.order = [...ranked.keys()].sort((a, b) => a - b).map((rank) => ranked.get(rank));
    else if (!asked && by !== "swings" && !found.order.length && !found.swings) found.order = data.order;
    if (!found.order.length && !Object.keys(found.swings || {}).length) {
      throw new Error("Nothing matters yet: give at least one aspect a number, or rate one jump above 0.");
    }
    const known = data.aspects.map((aspect) => aspect.id);
    for (const aspect of [...found.order.flat(), ...Object.keys(found.swings || {})]) {
      if (!known.includes(aspect)) throw new Error(`${aspect} is not known; known are ${known.join(", ")}.`);
    }
    found.people = Math.max(found.people, ...found.knows.map((one) => one.people));
    return found;
  },

  // The profile as pairs of an address: choose/address.py.
  write(profile, data) {
    const text = (value) => (Array.isArray(value) ? value.map(profiles.escape).join(",") : String(value));
    const pairs = profile.swings
      ? Object.entries(profile.swings).map(([aspect, swing]) => [`swing.${aspect}`, String(swing)])
      : [["order", profile.order.map((group) => group.join("~")).join(",")]];
    for (const key of data.constraints) {
      if (key in profile.constraints) pairs.push([key, text(profile.constraints[key])]);
    }
    for (const one of profile.knows) pairs.push(["knows", `${profiles.escape(one.what)}:${one.level}:${one.people}`]);
    if (profile.languages.length) pairs.push(["languages_known", text(profile.languages)]);
    if (profile.frameworks.length) pairs.push(["frameworks_known", text(profile.frameworks)]);
    if (profile.people) pairs.push(["people", String(profile.people)]);
    return pairs;
  },

  // The corners of the weights that a profile allows, and the aspects that are their columns.
  weights(profile) {
    if (profile.swings) {
      const ordered = Object.entries(profile.swings).sort((a, b) => b[1] - a[1]);
      const whole = ordered.reduce((sum, [, swing]) => sum + swing, 0);
      return { aspects: ordered.map(([aspect]) => aspect), corners: [ordered.map(([, swing]) => swing / whole)] };
    }
    return { aspects: profile.order.flat(), corners: bakeoff.corners(profile.order) };
  },

  // What of a framework the team knows: framework, language or nothing.
  known(profile, one) {
    const has = (names, ...wanted) =>
      [...names, ...profile.knows.map((k) => k.what)].some((name) => wanted.includes(name.toLowerCase()));
    if (has(profile.frameworks, one.id.toLowerCase(), one.name.toLowerCase())) return "framework";
    return has(profile.languages, one.language.toLowerCase()) ? "language" : "nothing";
  },

  // Does a framework meet one requirement? "met", "not met", or "unknown".
  check(key, wanted, one, profile, data) {
    const said = (met) => (met ? "met" : "not met");
    const among = (names, text) => names.some((name) => name.toLowerCase() === text.toLowerCase());
    if (key in profiles.LIMITS) {
      const [metric, factor, most] = profiles.LIMITS[key];
      const found = one.numbers[metric];
      if (found === null) return "unknown";
      return said(most ? found * factor <= wanted : found * factor >= wanted);
    }
    switch (key) {
      case "languages": return said(among(wanted, one.language));
      case "typing": return one.typing === null ? "unknown" : said(among(wanted, one.typing));
      case "licences": return one.licence === null ? "unknown" : said(among(wanted, one.licence));
      case "databases":
        return one.databases === null ? "unknown" : said(wanted.every((name) => among(one.databases, name)));
      case "supported_until": return one.until === null ? "unknown" : said(one.until >= wanted);
      case "min_years_since_1_0": {
        if (one.first !== null) {
          return said((Date.parse(data.today) - Date.parse(one.first)) / 86400000 / 365.25 >= wanted);
        }
        return one.latest !== null && one.latest.startsWith("0.") ? "not met" : "unknown";
      }
      case "needs":
      case "needs_any": {
        const kinds = ["built in", "official", ...(key === "needs_any" ? ["package"] : [])];
        if (wanted.some((need) => !(need in one.needs))) return "unknown";
        return said(wanted.every((need) => kinds.includes(one.needs[need])));
      }
      case "team_knows": {
        const known = profiles.known(profile, one);
        return said(known === "framework" || (known === "language" && wanted === "language"));
      }
      case "only": return said(wanted.includes(one.id));
      case "exclude": return said(!wanted.includes(one.id));
      default: return "met";
    }
  },

  // Who is out, by which requirement, and whether for want of facts.
  screen(profile, data) {
    const keep = profile.constraints.unknown === "keep";
    return Object.entries(profile.constraints).flatMap(([key, wanted]) =>
      data.frameworks.flatMap((one) => {
        const found = profiles.check(key, wanted, one, profile, data);
        if (found === "met" || (found === "unknown" && keep)) return [];
        return [{ framework: one.id, constraint: key, unknown: found === "unknown" }];
      }));
  },

  // What the team would have to learn, in weeks; null where no team is given.
  weeks(profile, one) {
    if (!profile.people) return null;
    const levels = (...names) => {
      const found = profile.knows.filter((k) => names.includes(k.what.toLowerCase()))
        .flatMap((k) => new Array(k.people).fill(k.level)).sort((a, b) => b - a);
      return [...found, ...new Array(profile.people).fill(0)].slice(0, profile.people);
    };
    const framework = levels(one.id.toLowerCase(), one.name.toLowerCase());
    const language = levels(one.language.toLowerCase()).map((level, i) => Math.max(level, framework[i]));
    const factor = one.names === null ? 1 : one.names / profiles.USUAL_NAMES;
    return language.reduce((sum, level, i) =>
      sum + profiles.LANGUAGE_WEEKS[level] + profiles.FRAMEWORK_WEEKS[framework[i]] * factor, 0);
  },
};

if (typeof module !== "undefined") {
  globalThis.bakeoff = require("./answer.js");
  module.exports = profiles;
}
