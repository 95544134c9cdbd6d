import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, unwrap } from '../../core/diagnostic.ts';
import type { Toolset } from '../../core/tool.ts';
import { contentHash } from '../../core/values/json.ts';
import { type RunCase, readCaseFiles, runCaseFiles } from '../../rules/cases/run-case-files.ts';
import type { PolicySays } from '../../rules/files/assemble-policy.ts';
import { loadPolicy } from '../../rules/files/load-policy.ts';
import type { Policy } from '../../rules/judge/policy.ts';
import { type WatchFolder, watchFolder } from './watch-folder.ts';

export interface LivePolicyOptions {
  readonly root: string;
  readonly agent: string;
  readonly toolset: Toolset;
  /** The time of cases without `now`. */
  readonly now: Date;
  /** Called with the outcome of each change. */
  readonly log: (message: string) => void;
  readonly watch?: WatchFolder;
  /** The agent's sentences for reasons that no rule gives. */
  readonly says?: PolicySays;
}

export interface LivePolicy {
  /** The newest policy without errors whose cases pass. */
  readonly current: () => Policy;
  close(): Promise<void>;
}

type Taken =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly why: readonly string[] };

/**
 * Loads `policies/<agent>/` and reloads it after edits. An edit with errors or failing cases is reported and not
 * used. Rejects with `PROJECT_INVALID` if the folder has errors at the start.
 */
export async function livePolicy(options: LivePolicyOptions): Promise<LivePolicy> {
  const folder = `policies/${options.agent}`;
  const path = join(options.root, folder);
  let seen = await contentOf(path);
  let policy = unwrap(await load(options));
  let said = '';
  const say = (message: string) => {
    if (message !== said) options.log(message);
    said = message;
  };
  const stays = (why: readonly string[]) =>
    say([`${folder} is not taken, version ${short(policy)} stays:`, ...why].join('\n  '));

  const look = async (): Promise<void> => {
    const content = await contentOf(path);
    if (content === seen) return;
    const taken = await take(options);
    // The files changed during the read, so they are read again.
    if ((await contentOf(path)) !== content) return look();
    seen = content;
    if (!taken.ok) return stays(taken.why);
    policy = taken.policy;
    say(`${folder} is taken, version ${short(policy)}`);
  };
  let looking: Promise<void> = Promise.resolve();
  const stop = watchFolder(
    path,
    () => {
      looking = looking.then(look).catch((error: unknown) => stays([String(error)]));
    },
    options.watch,
  );
  return {
    current: () => policy,
    async close() {
      stop();
      await looking;
    },
  };
}

const short = ({ version }: Policy) => version.slice(0, 12);

const load = ({ root, agent, toolset: { tools, facts }, says }: LivePolicyOptions) =>
  loadPolicy({ root, agent, tools, computed: facts, ...(says ? { says } : {}) });

async function take(options: LivePolicyOptions): Promise<Taken> {
  const { root, agent, toolset } = options;
  const loaded = await load(options);
  const cases = await readCaseFiles(root, agent);
  if (!loaded.ok) return { ok: false, why: loaded.diagnostics.map(inOneLine) };
  if (!cases.ok) return { ok: false, why: cases.diagnostics.map(inOneLine) };
  const { now } = options;
  const ran = await runCaseFiles(cases.value, { policy: loaded.value, computed: toolset.facts, now });
  const failed = ran.filter(({ passed }) => !passed);
  return failed.length > 0 ? { ok: false, why: failed.map(failedCase) } : { ok: true, policy: loaded.value };
}

function inOneLine({ file, line, column, code, message, help }: Diagnostic): string {
  return `${file}:${line}:${column} ${code} ${message}${help === undefined ? '' : ` (${help})`}`;
}

function failedCase({ topic, case: { name, expect }, judgement }: RunCase): string {
  const got = `${judgement.decision} by ${judgement.rules.join(', ') || 'no rule'}`;
  const wanted = `${expect.decision} by ${expect.rules.join(', ') || 'no rule'}`;
  return `case \`${name}\` of ${topic}: ${got} where ${wanted} is expected`;
}

/** A hash of the policy's files and cases; of nothing if the folder does not exist. */
async function contentOf(path: string): Promise<string> {
  const names = await readdir(path).catch(unlessMissing<string[]>([]));
  const authored = names.filter((name) => name.endsWith('.json')).toSorted();
  const texts = await Promise.all(
    authored.map(async (name) => [name, await readFile(join(path, name), 'utf8').catch(unlessMissing(null))]),
  );
  return contentHash(texts as (string | null)[][]);
}

function unlessMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}
