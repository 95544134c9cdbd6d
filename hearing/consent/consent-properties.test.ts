import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heard, SHOWN } from '../../test/shown-actions.ts';

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Words that can change an action: after any of them, what was shown is not what is wanted. */
const CHANGING = list(`
  but except excluding without unless until till if when whenever while after before once later soon tomorrow tonight
  yesterday today monday friday weekend january next last previous other another different instead rather only solely
  merely half part partly partially some any each every everything everyone all both neither either none nothing not
  never no nor hardly barely also too additionally plus minus besides moreover again back twice double triple less more
  fewer most least few many several first second third two three seven ten hundred cheaper bigger smaller larger
  faster slower newer older blue red green black white large small medium extra free cheap expensive paypal visa
  mastercard card gift cash credit store voucher coupon discount refund exchange return replace keep hold wait pause
  stop delay postpone reschedule undo revert reverse restore remove delete add insert change modify update edit swap
  switch upgrade downgrade ship deliver send pickup collect forward redirect transfer move split merge combine
  separate divide lamp mug shoes laptop shirt address email phone name wife husband friend mother brother account
  subscription payment price cost fee charge tax total shipping express standard overnight insurance warranty
  supervisor manager human person agent someone somebody who what which where why how whose maybe perhaps possibly
  probably likely unlikely supposedly allegedly almost nearly about around roughly approximately question
  problem issue mistake wrong incorrect false error however although though despite because since hence otherwise
  whether than per via through towards against between among within beyond should could might must shall wish hope
  suppose guess wonder doubt refuse reject deny decline dispute complain object pretend imagine forget remember
  reorder rebook duplicate
`);
const ASSENT = [
  'yes',
  'ok',
  'go ahead',
  'do it',
  'that is correct',
  'everything looks good',
  'by all means',
  'absolutely',
  'I confirm',
  'cancel it',
  'proceed with the cancellation',
  'yes, cancel order #W1000001',
];
const COURTESY = [
  'please',
  'thank you',
  'thanks a lot',
  'sir',
  'quickly',
  'right away',
  'oh',
  'much appreciated',
];
const REFUSAL = [
  'no',
  'nope',
  'do not do it',
  'never mind',
  'keep it',
  'leave it as it is',
  'cancel that',
  'not now',
];

test('a yes with any word that can change the action, anywhere in it, is no consent', () => {
  expect(new Set(CHANGING).size).toBeGreaterThan(200);
  const consents: string[] = [];
  for (const phrase of ASSENT)
    for (const word of CHANGING)
      for (const [at] of [...phrase.split(' '), ''].entries()) {
        const words = phrase.split(' ');
        const said = [...words.slice(0, at), word, ...words.slice(at)].join(' ');
        if (heard(said, SHOWN.cancel) === 'affirm') consents.push(said);
      }
  expect(consents).toEqual([]);
}, 60_000);

test('assent and courtesy in any order are consent', () => {
  const parts = fc.array(fc.constantFrom(...COURTESY), { maxLength: 4 });
  fc.assert(
    fc.property(parts, fc.constantFrom(...ASSENT), fc.nat(4), (courtesy, assent, at) => {
      const said = [...courtesy.slice(0, at), assent, ...courtesy.slice(at)].join(', ');
      expect([said, heard(said, SHOWN.cancel)]).toEqual([said, 'affirm']);
    }),
    { numRuns: 200, seed: 10 },
  );
});

test('no refusal becomes a yes by courtesy, and no message is both', () => {
  const parts = fc.array(fc.constantFrom(...COURTESY, ...ASSENT), { maxLength: 3 });
  fc.assert(
    fc.property(parts, fc.constantFrom(...REFUSAL), fc.nat(3), (others, refusal, at) => {
      const said = [...others.slice(0, at), refusal, ...others.slice(at)].join(', ');
      expect([said, heard(said, SHOWN.cancel)]).not.toEqual([said, 'affirm']);
    }),
    { numRuns: 200, seed: 11 },
  );
  for (const refusal of REFUSAL)
    expect([refusal, heard(refusal, SHOWN.cancel)]).toEqual([refusal, 'decline']);
});
