import { basename } from 'node:path';
import type { Project } from '../../config/read/project.ts';
import { AgentError } from '../../core/errors.ts';
import { contentHash } from '../../core/values/json.ts';
import { differenceOf } from './fit-world.ts';
import { demoSeed, type GivenWorld } from './open-toolset.ts';
import { readWorld } from './read-world.ts';

/** Characters of a file's hash in the name of its copy. */
const HASH = 12;

/** The agents that are served over a file of records, each with these records. */
export type GivenWorlds = ReadonlyMap<string, GivenWorld>;

/**
 * Reads a file of records for each agent whose record shapes it has.
 *
 * Rejects with `REQUEST_INVALID` if it cannot be read, or fits no agent.
 */
export async function givenWorlds({ root, agents }: Project, file: string): Promise<GivenWorlds> {
  const world = await readWorld(file);
  const name = contentHash(world).slice(0, HASH);
  const given = new Map<string, GivenWorld>();
  const reasons: string[] = [];
  for (const agent of agents.keys()) {
    const difference = differenceOf(world, (await demoSeed({ root, agent }))?.() ?? {});
    if (difference === null) given.set(agent, { name, world });
    else reasons.push(`for ${agent} ${difference}`);
  }
  if (given.size > 0) return given;
  throw new AgentError('REQUEST_INVALID', `\`${file}\` has the records of no agent: ${reasons.join('; ')}`);
}

/** The agents over the file and those over their demo records, for people. */
export function describeWorlds(agents: Iterable<string>, given: GivenWorlds, file: string): string {
  const others = [...agents].filter((name) => !given.has(name));
  const rest = others.length === 0 ? '' : `; ${others.join(', ')}: demo records`;
  return `records: ${[...given.keys()].join(', ')}: ${basename(file)}${rest}`;
}
