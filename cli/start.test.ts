import { describe, expect, test } from 'vitest';
import { type Served, welcome } from './start.ts';

const served: Served = {
  url: 'http://127.0.0.1:4000',
  mode: 'embedded',
  agents: ['retail', 'airline'],
  parts: ['knowledge: SQLite'],
  recovered: { finished: 0, failed: [] },
};

describe('welcome', () => {
  test('says where, in which mode, with which parts, and how to begin', () => {
    const lines = welcome(served, true);
    expect(lines).toContain('trestle serves retail, airline at http://127.0.0.1:4000');
    expect(lines).toContain('  mode: embedded');
    expect(lines).toContain('  knowledge: SQLite');
    expect(lines.at(-1)).toBe('  every route: http://127.0.0.1:4000/openapi.json');
    expect(lines.join('\n')).not.toMatch(/anyone|earlier process/);
  });

  test('warns when others can reach it', () => {
    expect(welcome(served, false).join('\n')).toContain(
      'anyone who reaches this address can decide escalations',
    );
  });

  test('says what a crash had left behind, and what of it could not be finished', () => {
    const failed = [{ id: 'turn-7', reason: 'the model does not answer' }];
    const lines = welcome({ ...served, recovered: { finished: 2, failed } }, true);
    expect(lines).toContain('  finished what an earlier process had left: 2');
    expect(lines).toContain(
      '  could not finish turn-7, left by an earlier process: the model does not answer',
    );
  });
});
