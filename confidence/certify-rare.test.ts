import { expect, test } from 'vitest';
import { certifyRare } from './certify-rare.ts';

const TARGET = { error: 0.05, assurance: 0.95 };
const even = (count: number) => Array.from({ length: count }, (_, at) => at / count);
const reaching = (scores: readonly number[], threshold: number) =>
  scores.filter((score) => score >= threshold).length;

test('finds a score that fewer than the promised share reach', () => {
  const scores = even(1000);
  const certificate = certifyRare(scores, TARGET);
  const wrong = certificate.certified ? reaching(scores, certificate.threshold) : -1;
  expect(wrong).toBeGreaterThan(25);
  expect(wrong).toBeLessThan(40);
});

test('the more cases, the closer to the promise', () => {
  const share = (count: number) => {
    const certificate = certifyRare(even(count), TARGET);
    return certificate.certified ? reaching(even(count), certificate.threshold) / count : 0;
  };
  expect(share(200)).toBeLessThan(share(1000));
  expect(share(1000)).toBeLessThan(share(10_000));
});

test('equal scores stay below together', () => {
  const scores = [...new Array<number>(100).fill(0.7), ...even(400).map((score) => score / 2)];
  expect(certifyRare(scores, TARGET)).toMatchObject({ certified: true });
  const certificate = certifyRare(scores, TARGET);
  expect(certificate.certified && reaching(scores, certificate.threshold)).toBe(0);
});

test('says how many cases are missing', () => {
  expect(certifyRare(even(50), TARGET)).toEqual({ certified: false, missing: 30 });
  expect(certifyRare([], TARGET)).toEqual({ certified: false, missing: 80 });
});

/** A generator, so that the test is the same each time. */
const random = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

test('of fresh cases too, too many reach it in at most one of twenty trials or so', () => {
  const next = random(7);
  const draw = () => Array.from({ length: 300 }, next);
  const trials = 400;
  let broken = 0;
  for (let trial = 0; trial < trials; trial++) {
    const certificate = certifyRare(draw(), TARGET);
    if (certificate.certified && reaching(draw(), certificate.threshold) > 0.05 * 300) broken += 1;
  }
  expect(broken / trials).toBeLessThan(0.08);
});
