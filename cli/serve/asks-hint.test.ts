import { describe, expect, test } from 'vitest';
import type { Asks } from '../../core/turn.ts';
import { asksHint } from './asks-hint.ts';

const asked = (asks: Partial<Asks>): Asks => ({
  kind: 'question',
  slot: null,
  slots: [],
  type: null,
  options: [],
  many: false,
  action: null,
  ...asks,
});
const options = ['Floor Lamp', 'Throw Blanket'].map((label) => ({ label, value: label }));

describe('the hint of possible answers', () => {
  test.each([
    { asks: null, hint: null, why: 'nothing is asked' },
    { asks: asked({ kind: 'confirm', type: 'yes-no' }), hint: null, why: 'the question says yes or no' },
    { asks: asked({ slots: ['address'] }), hint: null, why: 'any words will do' },
    { asks: asked({ slots: ['email', 'name_zip'] }), hint: 'email or name zip', why: 'two values will do' },
    { asks: asked({ options }), hint: '1 to 2, or its words', why: 'one of a list is wanted' },
    {
      asks: asked({ options, many: true }),
      hint: '1 to 2, or its words; several are possible',
      why: 'several of a list may be named',
    },
    {
      asks: asked({ kind: 'which-intent', options }),
      hint: 'Floor Lamp | Throw Blanket',
      why: 'two are offered',
    },
  ])('is $hint if $why', ({ asks, hint }) => {
    expect(asksHint(asks)).toBe(hint);
  });
});
