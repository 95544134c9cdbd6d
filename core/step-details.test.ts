import { expect, test } from 'vitest';
import type { Node } from './node.ts';
import { detailOf } from './step-details.ts';

test('what a node noted is read as what it is', () => {
  const detail = { guesses: [{ name: 'cancel', confidence: 0.9 }], sure: ['cancel'], certified: true };
  expect(detailOf({ node: 'classify', detail }, 'classify')).toEqual(detail);
});

test('a step of another node has none of it', () => {
  expect(detailOf({ node: 'act', detail: { sure: [] } }, 'classify')).toBeUndefined();
});

test('parts that are missing, of another type or unknown are left out', () => {
  const detail = { by: 'nobody', faults: [{ kind: 'amount', text: '$5' }], error: 'x' };
  expect(detailOf({ node: 'respond', detail }, 'respond')).toEqual({ faults: detail.faults });
  expect(detailOf({ node: 'respond', detail: {} }, 'respond')).toEqual({});
});

test('signals of an older record have what is missing as nothing', () => {
  const detail = { signals: { intent: 0.9, regenerations: 1 } };
  expect(detailOf({ node: 'observe', detail }, 'observe')?.signals).toEqual({
    intent: 0.9,
    intent_margin: null,
    retrieval: null,
    retrieval_margin: null,
    regenerations: 1,
    denials: 0,
    token_log_probability: null,
  });
});

test('a node that notes what is not its own does not compile', () => {
  const observes: Node<'observe', never, never> = async (_state, run) => {
    // @ts-expect-error: the act node's word
    run.note({ detail: { effect: 'say' } });
    // @ts-expect-error: of another type
    run.note({ detail: { signals: 'none' } });
    return {};
  };
  expect(observes).toBeTypeOf('function');
});
