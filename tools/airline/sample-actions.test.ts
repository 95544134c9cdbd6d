import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import type { World } from '../../core/ports/records.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { call } from '../../test/airline-harness.ts';
import { airlineTools } from './airline-tools.ts';

const FOLDER = join(
  process.env['TRESTLE_BENCH'] ?? join(import.meta.dirname, '../../../shared/bench'),
  'tau/airline',
);
const missing = !existsSync(join(FOLDER, 'cases.sample.jsonl'));

interface Row {
  readonly state_overrides: World;
  readonly action: { readonly name: string; readonly arguments: JsonObject };
}

describe.skipIf(missing)(
  `the public airline actions${missing ? ' (skipped: TRESTLE_BENCH holds no airline sample)' : ''}`,
  () => {
    test('that are allowed can be shown and carried out on the public records', async () => {
      const world = JSON.parse(readFileSync(join(FOLDER, 'db.json'), 'utf8')) as World;
      const lines = readFileSync(join(FOLDER, 'cases.sample.jsonl'), 'utf8').trim().split('\n');
      for (const line of lines) {
        const { state_overrides, action } = JSON.parse(line) as Row;
        const tool = airlineTools(memoryRecords(world, state_overrides)).find(
          ({ name }) => name === action.name,
        );
        await tool?.preview?.(action.arguments, call());
        const result = await tool?.run(action.arguments, call());
        expect(result, line).toMatchObject(
          'reservation_id' in action.arguments
            ? { reservation_id: action.arguments['reservation_id'] ?? '' }
            : {},
        );
      }
      expect(lines).toHaveLength(10);
    });
  },
);
