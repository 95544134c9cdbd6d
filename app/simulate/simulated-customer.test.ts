import { describe, expect, test } from 'vitest';
import { SimulatedCustomer } from '../../config/schemas/customer-schema.ts';
import {
  asks,
  CANCEL,
  confirm,
  customer,
  GOAL,
  ran,
  reasons,
  turn,
  world,
} from '../../test/fixtures/simulate/customer.ts';
import { simulatedCustomer } from './simulated-customer.ts';

describe('a simulated customer', () => {
  test('identifies themselves in the form that they know', () => {
    const talking = customer();
    const asked = turn({ asks: asks({ slots: ['email', 'name_zip'] }) });
    expect(talking.answer(asked)).toMatch(/Jane Doe.*12345/);
    expect(talking.answer(asked)).toBe('Jane Doe, 12345');
  });

  test('chooses the listed option that has their value, by its number or words', () => {
    const said = customer().answer(turn({ asks: asks({ slots: ['reason'], options: reasons }) }));
    expect(said).toMatch(/\b2\b|mistake/);
  });

  test('says yes to the action that they want', () => {
    expect(customer().answer(turn({ asks: confirm(CANCEL) }))).toBe('yes');
  });

  test('says a plain yes when theirs was not heard, which is a wasted turn', () => {
    const talking = customer({ says: { yes: ['Sure, go on then'] } });
    const shown = turn({ asks: confirm(CANCEL) });
    expect([talking.answer(shown), talking.answer(shown)]).toEqual(['Sure, go on then', 'yes']);
    expect(talking.progress.wasted).toBe(1);
  });

  test('says no to another one, and what they want', () => {
    const talking = customer();
    const other = { ...CANCEL, arguments: { ...CANCEL.arguments, order_id: '#W2' } };
    expect(talking.answer(turn({ asks: confirm(other) }))).toMatch(/^no .*cancel an order.*#W1/);
    expect(talking.progress.wrongProposals).toEqual([other]);
  });

  test('notes what is asked although they have said it', () => {
    const talking = customer();
    talking.answer(turn({ asks: asks({ slots: ['order_id'] }) }));
    talking.answer(turn({ asks: asks({ slots: ['reason'], options: reasons }) }));
    expect(talking.progress).toMatchObject({ askedTwice: ['order_id'], wasted: 1 });
  });

  test('says the next wish when one is done, takes leave, and goes', () => {
    const status = { intent: 'order-status', slots: { order_id: '#W7' } };
    const talking = customer({ goals: [GOAL, status] });
    expect(talking.answer(turn({ asks: confirm(CANCEL) }))).toBe('yes');
    const done = turn({ actions: [ran], goals: [{ intent: 'cancel-order', state: 'done' }] });
    expect(talking.answer(done)).toContain('#W7');
    const told = turn({ goals: [{ intent: 'order-status', state: 'done' }] });
    expect(talking.answer(told)).toMatch(/thank|bye/i);
    expect(talking.answer(turn({}))).toBeNull();
    expect(talking.progress).toMatchObject({ remaining: [], wasted: 0 });
  });

  test('reminds an agent that has forgotten a wish, which is a wasted turn', () => {
    const talking = customer();
    expect(talking.answer(turn({ goals: [] }))).toContain('#W1');
    expect(talking.progress.wasted).toBe(1);
  });

  test('says what they want when asked about what they never wanted', () => {
    const talking = customer();
    const other = turn({
      asks: asks({ slots: ['refund_to'] }),
      goals: [{ intent: 'return', state: 'active' }],
    });
    expect(talking.answer(other)).toMatch(/cancel an order.*#W1/);
    expect(talking.progress.wasted).toBe(1);
  });

  test('answers for the wish that they are asked about, also if another was said first', () => {
    const back = { intent: 'return', slots: { order_id: '#W7' } };
    const talking = customer({ goals: [GOAL, back] });
    const asked = turn({
      asks: asks({ slots: ['order_id'] }),
      goals: [{ intent: 'return', state: 'active' }],
    });
    expect(talking.answer(asked)).toContain('#W7');
  });

  test('says no number that only records have', () => {
    const talking = customer({ goals: [{ ...GOAL, slots: { item: '9779102705' } }] });
    expect(talking.answer(turn({ asks: asks({ slots: ['item'] }) }))).not.toContain('9779102705');
  });

  test('has not said who they are with the zip code of a new address', () => {
    const address = '12 Oak Street, Austin, TX 12345';
    const goals = [{ intent: 'cancel-order', slots: { address } }];
    const talking = customer({ goals, opening: `cancel an order, ${address}` });
    talking.answer(turn({ asks: asks({ slots: ['zip'] }) }));
    expect(talking.progress.askedTwice).toEqual([]);
  });

  test('says their name when that is asked, whatever words of their own they have', () => {
    const talking = customer({ says: { identity: ['jane.doe@example.com, zip 12345'] } });
    expect(talking.answer(turn({ asks: asks({ slots: ['name'] }) }))).toContain('Jane Doe');
  });

  test('goes when a person has the thread', () => {
    expect(customer().answer(turn({ outcome: 'escalated', escalation_id: 'e1' }))).toBeNull();
  });

  test('is the same for the same seed, and writes otherwise for others', () => {
    const opening = (seed: number) => {
      const { opening: _given, manner: _manner, ...rest } = { opening: '', manner: '', ...GIVEN, seed };
      return simulatedCustomer(SimulatedCustomer.parse(rest), world).opening();
    };
    expect(opening(5)).toBe(opening(5));
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map(opening)).size).toBeGreaterThan(3);
  });
});

const GIVEN = { id: 'c1', goals: [GOAL], expected: { executed: [CANCEL] } };
