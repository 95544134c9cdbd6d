import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Asks, TurnGoal } from '../../../core/turn.ts';
import type { JsonObject } from '../../../core/values/json.ts';
import { AT, resultOf } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

const text = fc.string({ maxLength: 12 });
const option = fc.record({ label: text, value: fc.jsonValue({ maxDepth: 1 }) });
const action = fc.record({
  name: text,
  arguments: fc.dictionary(text, fc.jsonValue({ maxDepth: 1 })),
  preview: fc.array(text),
});
const asks = fc.option(
  fc.record({
    kind: fc.constantFrom('question', 'confirm'),
    slot: fc.option(text),
    slots: fc.array(text),
    type: fc.option(text),
    options: fc.array(option),
    many: fc.boolean(),
    action: fc.option(action),
  }),
) as fc.Arbitrary<Asks | null>;
const goals: fc.Arbitrary<readonly TurnGoal[]> = fc.array(
  fc.record({ intent: text, state: fc.constantFrom('active', 'done', 'person') }),
);

/** An end of a turn. It may wait for a person and end again, and be repeated after its last end. */
interface End {
  readonly reply: string;
  readonly asks: Asks | null;
  readonly goals: readonly TurnGoal[];
  readonly repeats: boolean;
  readonly status: 'waiting' | 'done';
}

const ends: fc.Arbitrary<End> = fc.record({
  reply: text,
  asks,
  goals,
  repeats: fc.boolean(),
  status: fc.constantFrom('waiting', 'done'),
});

/** The part of the ledger's contract about events and closing. */
export function eventsContract({ ledger, openThread, accept }: LedgerWorld): void {
  describe('events', () => {
    test('numbers count from 1 without gaps in each thread, also when many are appended at once', async () => {
      await openThread('t2');
      await Promise.all(
        Array.from({ length: 25 }, (_, index) => ledger.events.append('t1', 'step-end', { index }, AT)),
      );
      expect(await ledger.events.append('t2', 'turn-start', {}, AT)).toEqual({
        thread_id: 't2',
        seq: 1,
        type: 'turn-start',
        data: {},
        at: AT,
      });
      await expect(ledger.events.append('nobody', 'turn-start', {}, AT)).rejects.toMatchObject({
        code: 'THREAD_UNKNOWN',
      });
      const events = await ledger.events.since('t1', 0, 100);
      expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
      expect(new Set(events.map(({ data }) => data['index'])).size).toBe(25);
      expect((await ledger.events.since('t1', 20, 2)).map(({ seq }) => seq)).toEqual([21, 22]);
    });
    test('an event is read as it was added, also if it repeats what the turn answers, or answered before', async () => {
      let number = 0;
      const end = async (turn_id: string, thread_id: string, { reply, repeats, status, ...told }: End) => {
        const result = { ...resultOf(turn_id, reply), thread_id, ...told };
        const data = { turn_id, text: reply, ...(repeats ? told : { asks: null, goals: [] }) };
        const events = [{ type: 'turn-end', data }];
        await ledger.turns.finish(turn_id, result, status, 'agent', AT, { events });
        return data;
      };
      const check = fc.asyncProperty(fc.array(ends, { minLength: 1, maxLength: 3 }), async (all) => {
        const [thread_id, turn_id] = [`of ${++number}`, `u of ${number}`];
        await openThread(thread_id);
        await accept(turn_id, { thread_id });
        const added: JsonObject[] = [];
        for (const one of all) added.push(await end(turn_id, thread_id, one));
        const read = await ledger.events.since(thread_id, 0, 10);
        expect(JSON.stringify(read.map(({ data }) => data))).toBe(JSON.stringify(added));
      });
      await fc.assert(check, { numRuns: 40 });
    });
    test('an event that cannot be written leaves no gap', async () => {
      const unwritable = { amount: 1n } as never;
      await expect(ledger.events.append('t1', 'turn-start', unwritable, AT)).rejects.toThrow(TypeError);
      expect(await ledger.events.append('t1', 'turn-start', {}, AT)).toMatchObject({ seq: 1 });
    });
  });

  test('a closed ledger is unavailable', async () => {
    await ledger.close();
    await expect(ledger.threads.get('t1')).rejects.toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
      retryable: true,
    });
    await expect(accept('u1')).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  });
}
