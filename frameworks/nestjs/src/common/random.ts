/** A uniformly drawn integer from 1 to max. */
export function randomInteger(max: number): number {
  return Math.floor(Math.random() * max) + 1;
}

/** Distinct random integers from 1 to max. */
export function sampleIntegers(count: number, max: number): number[] {
  const sample = new Set<number>();
  while (sample.size < count) sample.add(randomInteger(max));
  return [...sample];
}
