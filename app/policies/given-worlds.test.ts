import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { loadProject } from '../../config/load-project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { World } from '../../core/ports/records.ts';
import { describeWorlds, givenWorlds } from './given-worlds.ts';
import { openToolset } from './open-toolset.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = unwrap(await loadProject(root));
const folder = mkdtempSync(join(tmpdir(), 'trestle-worlds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { seed } = await import('../../tools/retail/demo-data.ts');
const shop = seed();
const material = process.env['TRESTLE_BENCH'] ?? join(root, '../shared/bench');
const absent = existsSync(join(material, 'tau')) ? '' : ' (skipped: not there, see TRESTLE_BENCH)';

/** Writes a file of records and returns its path. */
function file(content: World | string): string {
  const path = join(folder, 'db.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('another file of records', () => {
  test('is given to the agents whose record shapes it has', async () => {
    const path = file(shop);
    const given = await givenWorlds(project, path);
    expect([...given.keys()]).toEqual(['retail']);
    expect(describeWorlds(['retail', 'airline'], given, path)).toBe(
      'records: retail: db.json; airline: demo records',
    );
  });

  test('is copied into the data folder: changes stay there, and a file with other content is another copy', async () => {
    const [id = '', record] = Object.entries(shop['users'] ?? {})[0] ?? [];
    const other = { ...shop, users: { ...shop['users'], somebody_else_1: record ?? {} } };
    const read = async (content: World, user_id: string) => {
      const given = (await givenWorlds(project, file(content))).get('retail');
      const { toolset, close } = await openToolset({ root, agent: 'retail', dataDir: folder, given });
      const tool = toolset.tools.find(({ name }) => name === 'get_user_details');
      const call = { key: 'k', now: new Date(0), signal: new AbortController().signal };
      const result = await tool?.run({ user_id }, call);
      await close();
      return result;
    };
    expect(await read(shop, id)).toEqual(record);
    expect(await read(other, 'somebody_else_1')).toEqual(record);
    expect(await read(shop, 'somebody_else_1')).toEqual({ exists: false });
  });

  const [order = '', found] = Object.entries(shop['orders'] ?? {})[0] ?? [];
  test.each([
    { why: 'is not there', path: () => join(folder, 'none.json'), said: 'there is no file `' },
    { why: 'is not JSON', path: () => file('{\n  "orders": {"#W1": }\n}'), said: '` is not JSON: 2:21 ' },
    { why: 'is a list', path: () => file('[]'), said: 'it is no object' },
    {
      why: 'has a list of records',
      path: () => file('{"orders": []}'),
      said: '`orders` is no object of records by their ids',
    },
    {
      why: 'has the records of something else',
      path: () => file({ books: { b1: { title: 'Emma' } } }),
      said: 'for retail there is no `products`, `users`, `orders`',
    },
    {
      why: 'has a record without what each record has',
      path: () => file({ ...shop, orders: { [order]: { ...(found as object), items: 'none' } } }),
      said: `for retail in record \`${order}\` of \`orders\`, \`items\` is not a list`,
    },
  ])('that $why is refused with the place', async ({ path, said }) => {
    await expect(givenWorlds(project, path())).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      message: expect.stringContaining(said),
    });
  });

  test.skipIf(absent)(`may be that of a public benchmark${absent}`, async () => {
    for (const agent of ['retail', 'airline'])
      expect([...(await givenWorlds(project, join(material, 'tau', agent, 'db.json'))).keys()]).toEqual([
        agent,
      ]);
  });
});
