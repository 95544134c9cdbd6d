import { describe, expect, test } from 'vitest';
import { AgentConfig } from '../../config/schemas/agent-schema.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import { classify } from './classify.ts';

const classifyUnclear = (driver: 'flow' | 'model') =>
  classify(
    {
      zone: 'UTC',
      languages: new Map(),
      attested: () => new Map(),
      intents: new Map([
        ['exchange', { name: 'exchange', driver, flow: null, light: false, acts: true, changes: true }],
      ]),
      reach: new Map(),
      thresholds: new Map([['exchange', { threshold: 0.4, target: null, certified: false, missing: 0 }]]),
      choices: new Map(),
      signals: { person: [], frustration: [] },
      confirmation: { yes: [], no: [], courtesy: [] },
      tools: new Map(),
      questions: 2,
      lists: () => [],
      about: new Map(),
      says: {
        ...AgentConfig.shape.says.parse({}),
        unsure: 'What do you need?',
        declined: 'Nothing changed.',
        notCompared: '?',
        noneFits: 'None.',
        allFit: 'All {count}, but for {attributes}.',
        oneFits: 'That is {choice}.',
        between: '{first} {second}',
        whether: '{first}',
      },
    },
    {
      classifier: { classify: async () => [{ name: 'exchange', confidence: 0.3 }] },
      actions: () => ({ settle: async () => {} }),
    },
  )(
    {
      turn_id: 't1',
      text: 'this and that',
      messages: [],
      session: EMPTY_SESSION,
      goals: [],
      recent: [],
      unclaimed: '',
      pending: null,
      frustration: 0,
    },
    {
      tenant: 'shop',
      thread_id: 'thread',
      signal: new AbortController().signal,
      now: new Date(0),
      note: () => {},
    },
  );

describe('an unclear first message', () => {
  test('goes to the model where the model would handle the likely intent, with that one open as a guess', async () => {
    const update = await classifyUnclear('model');
    expect(update).toMatchObject({ reading: 'continue', intent: { name: 'unknown' } });
    expect(update.goals).toMatchObject([{ intent: 'exchange', likely: true }]);
  });

  test('is asked about where a flow would', async () => {
    expect(await classifyUnclear('flow')).toMatchObject({
      reading: 'unclear',
      draft: { text: 'What do you need?', outcome: 'asked' },
    });
  });
});
