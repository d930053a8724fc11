// The answer's formula in the browser: docs/choose.md, sections 3 to 5. tests/export holds it equal to
// the Python one, given the same draws.
"use strict";

const bakeoff = {
  DECISIVE: 0.9,

  // Utilities, ranks and pairwise wins. weights[draw][aspect]; values[framework][draw][aspect].
  outcome(weights, values) {
    const draws = weights.length;
    const count = values.length;
    const utility = new Array(count).fill(0);
    const acceptability = values.map(() => new Array(count).fill(0));
    const wins = values.map(() => new Array(count).fill(0));
    for (let d = 0; d < draws; d += 1) {
      const now = values.map((own) => {
        let sum = 0;
        for (let k = 0; k < weights[d].length; k += 1) sum += weights[d][k] * own[d][k];
        return sum;
      });
      for (let i = 0; i < count; i += 1) {
        utility[i] += now[i] / draws;
        let rank = 0;
        for (let j = 0; j < count; j += 1) {
          if (now[j] > now[i]) rank += 1;
          if (now[i] > now[j]) wins[i][j] += 1 / draws;
        }
        acceptability[i][rank] += 1 / draws;
      }
    }
    return { utility, acceptability, wins };
  },

  // Corners of the weights that agree with an order: groups of equals, the most important first.
  corners(groups) {
    const all = groups.flat().length;
    let first = 0;
    return groups.map((group) => {
      first += group.length;
      return Array.from({ length: all }, (_, i) => (i < first ? 1 / first : 0));
    });
  },

  // Even on the simplex of these corners; random() gives numbers from 0 to 1.
  drawWeights(corners, draws, random) {
    return Array.from({ length: draws }, () => {
      const parts = corners.map(() => -Math.log(1 - random()));
      const whole = parts.reduce((a, b) => a + b, 0);
      return corners[0].map((_, k) =>
        corners.reduce((sum, corner, i) => sum + (corner[k] * parts[i]) / whole, 0));
    });
  },

  // What is known of one framework, drawn: null is unknown (even from 0 to 1), else [centre, spread].
  drawValues(known, draws, random) {
    const cut = (x) => Math.min(1, Math.max(0, x));
    return Array.from({ length: draws }, () => known.map((one) => {
      if (one === null) return random();
      if (!one[1]) return cut(one[0]);
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      return cut(one[0] + one[1] * normal);
    }));
  },

  // Places of frameworks, best first, with tiers.
  order(found) {
    const places = found.utility.map((_, i) => i).sort((a, b) => found.utility[b] - found.utility[a]);
    let head = places[0];
    let tier = 1;
    return places.map((i, place) => {
      if (place > 0 && found.wins[head][i] >= bakeoff.DECISIVE) {
        head = i;
        tier += 1;
      }
      return { i, tier };
    });
  },

  // mulberry32: the same seed gives the same answer.
  random(seed) {
    let state = seed >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  },
};

if (typeof module !== "undefined") module.exports = bakeoff;
