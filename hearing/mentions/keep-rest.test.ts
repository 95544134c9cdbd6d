import { expect, test } from 'vitest';
import { keptRest, presentVariant } from './keep-rest.ts';

const variant = (color: string, size: string) => ({
  label: `color ${color}, size ${size}`,
  value: `${color}-${size}`,
  element: { item_id: `${color}-${size}`, options: { color, size } },
});
const [blackS, blackM, redS] = [variant('black', 'S'), variant('black', 'M'), variant('red', 'S')];
const present = variant('red', 'M').element;

test.each([
  'black, everything else the same',
  'in black please, the rest is the same',
  'black. otherwise identical',
  'the same but black',
  'the same one, only black',
  'black, all else should stay',
  'black, not red',
  'black instead of red',
  'from red to black',
])('the rest of the present variant decides: %s', (text) => {
  expect(keptRest(text, [blackS, blackM], present)).toBe(blackM);
});

test.each([
  'black',
  'a black one please',
  'black, and the rest later',
  'black, not blue',
  'the same day',
  'black, everything else I return',
  'I ordered the same black one before',
])('nothing is said about the rest: %s', (text) => {
  expect(keptRest(text, [blackS, blackM], present)).toBeNull();
});

test('no variant is chosen that is not like the present one in all that is open', () => {
  expect(keptRest('the same but black', [blackS, variant('black', 'L')], present)).toBeNull();
  expect(keptRest('everything else the same', [blackM, redS], present)).toBeNull();
  expect(keptRest('the same but black', [blackS, blackM], null)).toBeNull();
  expect(keptRest('the same but black', [blackS, blackM], { options: { wood: 'oak' } })).toBeNull();
});

test('the present variant is the chosen thing that the question counts', () => {
  const slots = { order_id: '#W1', items: [{ name: 'Lamp' }, present] };
  expect(presentVariant({ slots }, 'variant@1')).toBe(present);
  expect(presentVariant({ slots }, 'variant@0')).toBeNull();
  expect(presentVariant({ slots }, 'variant')).toBeNull();
});
