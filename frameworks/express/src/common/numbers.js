const INTEGER = /^-?\d+$/;

/** A query parameter from 1 to max; whatever is not an integer counts as 1. */
export function parseCount(value, max) {
  if (!INTEGER.test(value)) return 1;
  return Math.min(Math.max(Number(value), 1), max);
}

/** A uniformly drawn integer from 1 to max. */
export function randomInteger(max) {
  return Math.floor(Math.random() * max) + 1;
}

/** Distinct random integers from 1 to max. */
export function sampleIntegers(count, max) {
  const sample = new Set();
  while (sample.size < count) sample.add(randomInteger(max));
  return [...sample];
}
