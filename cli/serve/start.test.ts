import { describe, expect, test } from 'vitest';
import { type Served, welcome } from './start.ts';

const served: Served = {
  url: 'http://127.0.0.1:4000',
  mode: 'embedded',
  agents: ['retail', 'airline'],
  parts: ['knowledge: SQLite'],
  recovering: 0,
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

  test('says on how many threads a crash had left something behind', () => {
    const lines = welcome({ ...served, recovering: 2 }, true);
    expect(lines).toContain('  finishing what an earlier process left on 2 threads');
  });
});
