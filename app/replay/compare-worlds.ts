import type { Records, World } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { canonicalJson } from '../../core/values/json.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** The records that differ between two copies of one world: `orders/#W1000001`. */
export async function differingRecords(
  world: World,
  one: Records,
  other: Records,
): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const collection of Object.keys(world)) {
    const theirs = new Map((await other.list(collection)).map(({ id, record }) => [id, record]));
    for (const { id, record } of await one.list(collection)) {
      const counterpart = theirs.get(id);
      theirs.delete(id);
      // Copies share unchanged records.
      if (record === counterpart) continue;
      if (counterpart === undefined || canonicalJson(record) !== canonicalJson(counterpart))
        differing.push(`${collection}/${id}`);
    }
    differing.push(...[...theirs.keys()].map((id) => `${collection}/${id}`));
  }
  return differing;
}

/** Runs a recording's effects through our tools and returns those that our tools refuse. */
export async function runRecorded(
  tools: ReadonlyMap<string, Tool>,
  calls: readonly RecordedCall[],
  now: Date,
): Promise<readonly RecordedCall[]> {
  const refused: RecordedCall[] = [];
  for (const recorded of calls) {
    const tool = tools.get(recorded.name);
    if (!tool?.effects) continue;
    const call = { key: recorded.id, now, signal: new AbortController().signal };
    await tool.run(recorded.arguments, call).catch(() => refused.push(recorded));
  }
  return refused;
}
