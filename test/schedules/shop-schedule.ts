import fc from 'fast-check';
import type { JsonObject } from '../../core/values/json.ts';
import { CARD, GIFT_CARD, PAYPAL } from '../retail-shop.ts';
import { POLICIES } from './shop-rules.ts';

/** A customer's messages. Only the first three answer a confirmation. */
const SAYINGS = [
  'yes',
  'no',
  'yes, but pay it back to the other card',
  'cancel order #W1000004, it was ordered by mistake',
  'cancel order #W1000007, it is no longer needed',
  'change the payment of order #W1000001',
  'where is order #W1000001?',
  '1',
  'I want to talk to a human',
] as const;

/** Proposals of a model that obeys anybody: own orders, foreign ones, changed arguments, unreadable ones. */
const PROPOSALS: readonly (readonly [name: string, args: JsonObject | string])[] = [
  ['cancel_pending_order', { order_id: '#W1000004', reason: 'ordered by mistake' }],
  ['cancel_pending_order', { order_id: '#W1000004', reason: 'no longer needed' }],
  ['cancel_pending_order', { order_id: '#W1000007', reason: 'no longer needed' }],
  ['cancel_pending_order', { order_id: '#W1000005', reason: 'no longer needed' }],
  ['cancel_pending_order', { order_id: '#W1000001', reason: 'too dear' }],
  ['modify_pending_order_payment', { order_id: '#W1000001', payment_method_id: PAYPAL }],
  ['modify_pending_order_payment', { order_id: '#W1000001', payment_method_id: CARD }],
  ['modify_pending_order_payment', { order_id: '#W1000001', payment_method_id: GIFT_CARD }],
  ['get_order_details', { order_id: '#W1000001' }],
  ['cancel_pending_order', '{"order_id": "#W10000'],
];

/** Arguments that a person puts in the place of the proposed ones. */
const EDITS: readonly JsonObject[] = [
  { order_id: '#W1000004', reason: 'no longer needed' },
  { order_id: '#W1000001', reason: 'ordered by mistake' },
  { order_id: '#W1000005', reason: 'ordered by mistake' },
  { order_id: '#W1000001', payment_method_id: PAYPAL },
];

/** A person's answer to what waits for one. */
export type Deciding = { readonly decide: 'approve' | 'reject' | 'answer' } | { readonly decide: JsonObject };

/** One thing that happens. `both` happen at once. */
export type Happening =
  | { readonly say: string; readonly proposals: readonly (readonly [string, JsonObject | string])[] }
  | { readonly retry: number }
  | Deciding
  | { readonly rules: number }
  | { readonly shipped: string }
  | { readonly both: readonly [Happening, Happening] };

/**
 * The fault of the next run of a tool with effects. `refuses`: it says that it has not done it. `after`: it throws
 * after its effect. The others take longer than they may: `late` answers at last, `hangs` never ends.
 */
export type Breaks = 'refuses' | 'after' | 'late' | 'hangs';

/** The fault of a move: a tool breaks, or the process dies or the rules change at a certain call to a port. */
export interface Event {
  readonly happens: Happening;
  readonly dies: { readonly at: number; readonly after: boolean } | null;
  readonly rules: { readonly at: number; readonly to: number } | null;
  readonly breaks: Breaks | null;
}

export interface Schedule {
  readonly driver: 'flow' | 'model';
  readonly events: readonly Event[];
}

const proposing = fc.array(fc.constantFrom(...PROPOSALS), { maxLength: 2 });
const say = fc.record({
  say: fc.oneof({ arbitrary: fc.constant('yes'), weight: 2 }, fc.constantFrom(...SAYINGS)),
  proposals: proposing,
});
const decide: fc.Arbitrary<Deciding> = fc.record({
  decide: fc.oneof(
    fc.constantFrom('approve' as const, 'approve' as const, 'reject' as const, 'answer' as const),
    fc.constantFrom(...EDITS),
  ),
}) as fc.Arbitrary<Deciding>;
const alone: fc.Arbitrary<Happening> = fc.oneof(
  { arbitrary: say, weight: 6 },
  { arbitrary: decide, weight: 2 },
  { arbitrary: fc.record({ retry: fc.nat(3) }), weight: 1 },
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { arbitrary: alone, weight: 8 },
  { arbitrary: fc.record({ both: fc.tuple(alone, alone) }), weight: 2 },
  { arbitrary: fc.record({ rules: fc.nat(POLICIES - 1) }), weight: 1 },
  { arbitrary: fc.record({ shipped: fc.constantFrom('#W1000001', '#W1000004') }), weight: 1 },
);
const event: fc.Arbitrary<Event> = fc.record({
  happens: happening,
  dies: fc.option(fc.record({ at: fc.integer({ min: 1, max: 60 }), after: fc.boolean() }), { freq: 2 }),
  rules: fc.option(fc.record({ at: fc.integer({ min: 1, max: 60 }), to: fc.nat(POLICIES - 1) }), { freq: 5 }),
  breaks: fc.option(fc.constantFrom<Breaks[]>('refuses', 'after', 'late', 'hangs'), { freq: 4 }),
});
/** A beginning that brings most schedules to where money moves. */
const opening: fc.Arbitrary<Event> = fc
  .constantFrom(
    ['cancel order #W1000004, it was ordered by mistake', 0],
    ['cancel order #W1000007, it is no longer needed', 2],
    ['change the payment of order #W1000001', 5],
  )
  .map(([text, proposal]) => ({
    happens: { say: String(text), proposals: [PROPOSALS[Number(proposal)] ?? ['none', {}]] },
    dies: null,
    rules: null,
    breaks: null,
  }));

/** Random schedules, most of which begin with something that changes an order. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  driver: fc.constantFrom('flow' as const, 'model' as const),
  events: fc
    .tuple(fc.option(opening, { freq: 6, nil: undefined }), fc.array(event, { minLength: 1, maxLength: 3 }))
    .map(([first, rest]) => (first ? [first, ...rest] : rest)),
});
