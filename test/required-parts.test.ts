import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chromaUnderTest } from './contracts/chroma-under-test.ts';
import { registry } from './e2e/registry.ts';

const required = process.env['TRESTLE_REQUIRE_PARTS'] === '1';

/** Elsewhere a missing part skips its tests by name; where this is set, it fails. */
describe.skipIf(!required)(
  `real parts${required ? '' : ' (skipped: TRESTLE_REQUIRE_PARTS is not set)'}`,
  () => {
    test('a Chroma server runs here', async () => {
      expect(await chromaUnderTest()).toMatchObject({ runs: true });
    });

    test('a package registry answers', () => {
      expect(registry.answers).toBe(true);
    });

    test('the measuring material is here', () => {
      const bench = process.env['TRESTLE_BENCH'] ?? join(import.meta.dirname, '../../shared/bench');
      expect(existsSync(join(bench, 'tau/retail/cases.dev.jsonl'))).toBe(true);
    });
  },
);
