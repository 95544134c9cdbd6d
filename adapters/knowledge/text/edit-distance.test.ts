import { expect, test } from 'vitest';
import { editsWithin } from './edit-distance.ts';

test.each([
  { wanted: 'super pan', text: 'there is super pan or tasty pot', edits: 0 },
  { wanted: 'super pan', text: 'there is super pen', edits: 1 },
  { wanted: 'market place', text: 'the marketplace is open', edits: 1 },
  { wanted: 'sam wo', text: 'the same wok', edits: 1 },
  { wanted: 'zoo', text: '', edits: 3 },
  { wanted: '', text: 'anything', edits: 0 },
])('"$wanted" is $edits letters from a part of "$text"', ({ wanted, text, edits }) => {
  expect(editsWithin(wanted, text)).toBe(edits);
});
