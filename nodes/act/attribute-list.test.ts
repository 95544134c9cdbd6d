import { describe, expect, test } from 'vitest';
import { type FlowFrame, newFrame } from '../../core/flow-memory.ts';
import { ListAttribute } from '../../core/slots/list-attribute.ts';
import type { Option } from '../../core/state.ts';
import { pageLines, readAttributeList } from './attribute-list.ts';

const attributes = {
  departure: ListAttribute.parse({ value: '{at}', type: 'time', words: ['leave', 'leaving'] }),
  price: ListAttribute.parse({ value: '{price}', type: 'money', currency: 'USD' }),
};
const flights = (count: number): readonly Option[] =>
  Array.from({ length: count }, (_, at) => ({
    label: `HAT10${at}`,
    value: `HAT10${at}`,
    element: { id: at },
    attributes: { departure: 360 + 60 * at, price: 100 + 10 * ((at * 3) % 7) },
  }));
const time = { now: new Date('2024-05-15T15:00:00Z'), zone: 'UTC' };
function read(frame: FlowFrame, count = 12) {
  const options = flights(count);
  const ask = { key: 'flight', options, left: options, attributes };
  return readAttributeList(frame, ask, time);
}
const shown = ({ options, shown: count }: ReturnType<typeof read>) =>
  options.slice(0, count).map(({ label }) => label);
const opened = (opening: string, more: Partial<FlowFrame> = {}) => ({ ...newFrame('x', opening), ...more });
const says = { more: '{count} more.', narrowBy: 'By {attributes}?', or: 'or' };

describe('a list with attributes', () => {
  test('shows five of its options, and the others stay there', () => {
    const list = read(opened('fly to Denver'));
    expect(shown(list)).toEqual(['HAT100', 'HAT101', 'HAT102', 'HAT103', 'HAT104']);
    expect(list.options).toHaveLength(12);
    expect(pageLines(list, attributes, says)).toBe(
      '\n1. HAT100\n2. HAT101\n3. HAT102\n4. HAT103\n5. HAT104\n7 more. By departure or price?',
    );
  });

  test('with five options or fewer says nothing of more', () => {
    expect(pageLines(read(opened(''), 5), attributes, says)).toBe(
      '\n1. HAT100\n2. HAT101\n3. HAT102\n4. HAT103\n5. HAT104',
    );
  });

  test('names only attributes that differ', () => {
    const same = flights(7).map((option) => ({ ...option, attributes: { departure: 360, price: 100 } }));
    const list = { options: same, shown: 5, more: same.slice(5) };
    expect(pageLines(list, attributes, says)).toMatch(/\n2 more\.$/);
  });

  test('is narrowed by what began the flow, once', () => {
    const list = read(opened('fly to Denver, before 9am'));
    expect(shown(list)).toEqual(['HAT100', 'HAT101', 'HAT102']);
    expect(list.frame.narrowed).toEqual({
      flight: [{ attribute: 'departure', test: 'below', value: 540, said: 15 }],
    });
    expect(shown(read({ ...list.frame, opening: 'after 9am' }))).toHaveLength(3);
  });

  test('is chosen from if one option is left', () => {
    expect(read(opened('the cheapest before 9am please')).chosen?.label).toBe('HAT100');
    expect(read(opened('I want to fly on HAT103')).chosen?.label).toBe('HAT103');
    const again = {
      attempts: { flight: 0 },
      narrowed: { flight: [{ attribute: 'price', test: 'least' }] },
    } as const;
    expect(read(opened('', again), 6).chosen).toBeNull();
  });

  test('asks between equal ones', () => {
    const list = read(opened('the cheapest'));
    expect(list.chosen).toBeNull();
    expect(shown(list)).toEqual(['HAT100', 'HAT107']);
  });

  test('is shown whole if nothing fits, with a word about it', () => {
    const list = read(opened('after 11pm'));
    expect([list.first, shown(list).length, list.frame.narrowed]).toEqual(['noneFits', 5, { flight: [] }]);
  });

  test('turns its pages, and begins again behind the last', () => {
    const last = read(opened('', { paged: { flight: 10 } }));
    expect(shown(last)).toEqual(['HAT1010', 'HAT1011']);
    expect(last.first).toBeNull();
    const beyond = read(opened('', { paged: { flight: 15 } }));
    expect([beyond.first, shown(beyond)[0], beyond.frame.paged]).toEqual(['noMore', 'HAT100', { flight: 0 }]);
  });

  test('has an hour of the opening once: the list of the way back does not read it again', () => {
    const out = read(opened('fly to Denver, before 9am, the cheapest'));
    const back = readAttributeList(
      out.frame,
      { key: 'back', options: flights(3), left: flights(3), attributes },
      time,
    );
    expect(back.frame.narrowed?.['back']).toEqual([{ attribute: 'price', test: 'least', said: 31 }]);
  });
});
