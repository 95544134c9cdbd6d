import { describe, expect, test } from 'vitest';
import { AgentConfig } from '../../config/schemas/agent-schema.ts';
import type { HeldOut } from '../../intents/intent-model.ts';
import { intentThresholds } from './intent-thresholds.ts';

const FIVE_PERCENT = { error: 0.05, assurance: 0.95 };

type Promises = { readonly agent?: object; readonly refund?: object };

const configWith = ({ agent, refund }: Promises): AgentConfig =>
  AgentConfig.parse({
    name: 'desk',
    description: 'Answers at a desk.',
    ...(agent ? { confidence: agent } : {}),
    intents: {
      threshold: 0.4,
      options: [
        { name: 'refund', description: 'Money back.', ...(refund ? { confidence: refund } : {}) },
        { name: 'hours', description: 'When it is open.' },
        { name: 'not-ours', description: 'Anything else.' },
      ],
    },
    escalation: { queue: 'desk' },
  });

/** So many messages read as an intent, from sure to unsure; the last so many of them wrongly. */
const read = (guess: string, count: number, wrong = 0): readonly HeldOut[] =>
  Array.from({ length: count }, (_, index) => ({
    text: `${guess} ${index}`,
    label: index < count - wrong ? guess : 'something-else',
    guesses: [{ name: guess, confidence: 0.99 - (0.8 * index) / count - guess.length / 1e6 }],
  }));

describe('intentThresholds', () => {
  test('keeps the declared threshold where nobody promises anything', () => {
    const declared = { threshold: 0.4, target: null, certified: false, missing: 0 };
    expect([...intentThresholds(configWith({}), read('refund', 500))]).toEqual([
      ['refund', declared],
      ['hours', declared],
      ['not-ours', declared],
    ]);
  });

  test('proves what the agent promises over all intents together', () => {
    const heldOut = [...read('refund', 60), ...read('hours', 60, 10), ...read('not-ours', 60)];
    const thresholds = intentThresholds(configWith({ agent: { error: 0.05 } }), heldOut);
    const [first] = thresholds.values();
    expect(first).toMatchObject({ target: FIVE_PERCENT, certified: true, missing: 0 });
    expect(first?.threshold).toBeGreaterThan(0.19);
    expect(first?.threshold).toBeLessThan(0.5);
    expect(new Set([...thresholds.values()].map((one) => JSON.stringify(one))).size).toBe(1);
  });

  test('falls back to the declared threshold, with what is missing, where it cannot be proven', () => {
    const thresholds = intentThresholds(configWith({ agent: FIVE_PERCENT }), read('refund', 30));
    expect(thresholds.get('hours')).toEqual({
      threshold: 0.4,
      target: FIVE_PERCENT,
      certified: false,
      missing: 50,
    });
  });

  test('proves what an intent promises over the messages that were read as it', () => {
    const heldOut = [...read('refund', 100), ...read('hours', 100, 60)];
    const thresholds = intentThresholds(configWith({ refund: { error: 0.05 } }), heldOut);
    expect(thresholds.get('refund')).toEqual({
      threshold: 0,
      target: FIVE_PERCENT,
      certified: true,
      missing: 0,
    });
    expect(thresholds.get('hours')).toMatchObject({ threshold: 0.4, target: null });
  });

  test("keeps an intent's own promise apart from the agent's", () => {
    const promises = { agent: { error: 0.2 }, refund: { error: 0.01 } };
    const thresholds = intentThresholds(configWith(promises), [...read('refund', 90), ...read('hours', 90)]);
    expect(thresholds.get('refund')).toMatchObject({
      certified: false,
      missing: 310,
      target: { error: 0.01 },
    });
    expect(thresholds.get('hours')).toMatchObject({ certified: true, target: { error: 0.2 } });
  });

  test('counts who is wrongly told that it is not ours as misread', () => {
    const heldOut = [...read('refund', 100), ...read('not-ours', 100, 100)];
    expect(intentThresholds(configWith({ agent: FIVE_PERCENT }), heldOut).get('refund')?.certified).toBe(
      false,
    );
  });

  test('is not misled by a message of which nothing was said', () => {
    const nothing = { text: 'x', label: 'refund', guesses: [] };
    expect(intentThresholds(configWith({ agent: FIVE_PERCENT }), [nothing]).get('refund')?.missing).toBe(80);
  });
});
