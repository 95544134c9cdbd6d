import { describe, expect, test } from 'vitest';
import { type CallEnd, circuit } from './circuit.ts';

function opened(breakAfter = 4) {
  let now = 0;
  const one = circuit({ breakAfter, pauseMs: 100 }, () => now);
  const call = (how: CallEnd): boolean => {
    const leave = one.enter();
    leave?.(how);
    return leave !== null;
  };
  const wait = (ms: number) => {
    now += ms;
  };
  return { one, call, wait };
}

describe('a circuit', () => {
  test.each<{ ends: readonly CallEnd[]; open: boolean }>([
    { ends: ['down', 'down', 'down'], open: false },
    { ends: ['down', 'down', 'down', 'down'], open: true },
    { ends: ['down', 'down', 'down', 'well', 'down'], open: false },
    { ends: ['late'], open: false },
    { ends: ['late', 'late'], open: true },
    { ends: ['late', 'down', 'down'], open: true },
    { ends: ['cancelled', 'cancelled', 'cancelled', 'cancelled'], open: false },
  ])('after $ends is open: $open', ({ ends, open }) => {
    const { call } = opened();
    for (const end of ends) call(end);
    expect(call('well')).toBe(!open);
  });

  test('lets one trial through after the pause, and no other beside it', () => {
    const { one, call, wait } = opened(1);
    call('down');
    wait(99);
    expect(one.enter()).toBeNull();
    wait(1);
    const trial = one.enter();
    expect(trial).not.toBeNull();
    expect(one.enter()).toBeNull();
    trial?.('well');
    expect(call('well')).toBe(true);
  });

  test('waits twice as long after each trial that fails, up to eight times', () => {
    const { call, wait } = opened(1);
    call('down');
    const pauses = [100, 200, 400, 800, 800].map((pause) => {
      wait(pause - 1);
      const before = call('down');
      wait(1);
      return [before, call('down')];
    });
    expect(pauses).toEqual(pauses.map(() => [false, true]));
  });

  test('takes a trial that was cancelled for none', () => {
    const { call, wait } = opened(1);
    call('down');
    wait(100);
    expect(call('cancelled')).toBe(true);
    expect(call('down')).toBe(true);
    expect(call('well')).toBe(false);
  });

  test('is closed by an answer to a call that began before it opened', () => {
    const { one, call } = opened(1);
    const slow = one.enter();
    call('down');
    slow?.('well');
    expect(call('well')).toBe(true);
  });

  test('can be opened from outside', () => {
    const { one, call, wait } = opened();
    one.open();
    expect(call('well')).toBe(false);
    wait(100);
    expect(call('well')).toBe(true);
  });
});
