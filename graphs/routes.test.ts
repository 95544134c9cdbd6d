import { expect, test } from 'vitest';
import type { AgentState } from '../core/state.ts';
import type { NodeName } from '../core/step-details.ts';
import { END, ROUTES } from './routes.ts';

const CHOICES = {
  escalation: [null, { code: 'x' }],
  draft: [null, { text: 'x' }],
  reading: [null, 'confirmed', 'declined', 'answer', 'intent', 'continue', 'unclear', 'person', 'resumed'],
  proposal: [null, { action_id: 'a' }],
  lastAction: [null, { status: 'denied' }],
  verdict: [null, ...['allow', 'modify', 'confirm', 'review', 'deny'].map((decision) => ({ decision }))],
};

/** Every state as far as routes can tell states apart. */
function states(): readonly AgentState[] {
  return Object.entries(CHOICES)
    .reduce<readonly object[]>(
      (made, [key, values]) => made.flatMap((state) => values.map((value) => ({ ...state, [key]: value }))),
      [{}],
    )
    .map((turn) => ({ turn }) as AgentState);
}
const nodes = Object.keys(ROUTES) as NodeName[];

test.each(nodes)('%s leads only where its edges are drawn, in every state', (name) => {
  const { to, route } = ROUTES[name];
  const elsewhere = states().filter((state) => !to.includes(route(state)));
  expect(elsewhere).toEqual([]);
});

test.each(nodes.filter((name) => name !== 'escalate'))(
  'a call for a person comes before all else after %s',
  (name) => {
    const called = states().filter(({ turn }) => turn.escalation !== null);
    expect(new Set(called.map(ROUTES[name].route))).toEqual(new Set(['escalate']));
  },
);

test('only an allow leads to execution', () => {
  const there = states().filter((state) => ROUTES.validate.route(state) === 'execute' && state.turn.verdict);
  const decisions = new Set(there.map(({ turn }) => turn.verdict?.decision));
  expect(decisions).not.toContain('confirm');
  expect(nodes.filter((name) => ROUTES[name].to.includes('execute'))).toEqual(['validate']);
});

test('every node can be reached and only observe ends a turn', () => {
  const reached = new Set(nodes.flatMap((name) => ROUTES[name].to));
  expect(nodes.filter((name) => name !== 'classify' && !reached.has(name))).toEqual([]);
  expect(nodes.filter((name) => ROUTES[name].to.includes(END))).toEqual(['observe']);
});
