import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Transaction } from 'kysely';
import type { KeptVersion, VersionLog } from '../../core/ports/version-log.ts';
import { contentHash } from '../../core/values/json.ts';
import type { LedgerTables } from './schema.ts';
import { parsed, type Store } from './store.ts';

/** Declarations of agents by version. An article that several versions share is kept once. */
export function versionLog(store: Store): VersionLog {
  return {
    async keep(version, at) {
      if (await rowOf(store, version)) return;
      await store.db.transaction().execute((transaction) => add(transaction, store.tenant, version, at));
    },
    get: (key) => read(store, key),
  };
}

type Key = Pick<KeptVersion, 'agent' | 'config_version'>;
type HashOfPath = readonly [path: string, textHash: string];

function rowOf({ db, tenant }: Store, { agent, config_version }: Key) {
  return db
    .selectFrom('versions')
    .select(['declared', 'articles'])
    .where('tenant', '=', tenant)
    .where('agent', '=', agent)
    .where('config_version', '=', config_version)
    .executeTakeFirst();
}

/** Another process may add the same rows. */
async function add(
  transaction: Transaction<LedgerTables>,
  tenant: string,
  { agent, config_version, declared, articles }: KeptVersion,
  at: string,
): Promise<void> {
  const owner = { tenant, agent, config_version };
  const paths: HashOfPath[] = [];
  for (const { path, text } of articles) {
    const text_hash = contentHash(text);
    paths.push([path, text_hash]);
    await transaction
      .insertInto('articles')
      .values({ ...owner, text_hash, text: deflateRawSync(text) })
      .onConflict((conflict) => conflict.columns(['tenant', 'agent', 'text_hash']).doNothing())
      .execute();
  }
  const content = { declared: deflateRawSync(JSON.stringify(declared)), articles: JSON.stringify(paths) };
  await transaction
    .insertInto('versions')
    .values({ ...owner, ...content, kept_at: at })
    .onConflict((conflict) => conflict.columns(['tenant', 'agent', 'config_version']).doNothing())
    .execute();
}

async function read(store: Store, { agent, config_version }: Key): Promise<KeptVersion | undefined> {
  const row = await rowOf(store, { agent, config_version });
  if (!row) return undefined;
  const paths = parsed<readonly HashOfPath[]>(row.articles);
  const texts = await textsOf(store, agent, new Set(paths.map(([, hash]) => hash)));
  return {
    agent,
    config_version,
    declared: parsed(inflated(row.declared)),
    articles: paths.map(([path, hash]) => ({ path, text: texts.get(hash) ?? '' })),
  };
}

async function textsOf(
  { db, tenant }: Store,
  agent: string,
  hashes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const text_hash of hashes) {
    const { text } = await db
      .selectFrom('articles')
      .select('text')
      .where('tenant', '=', tenant)
      .where('agent', '=', agent)
      .where('text_hash', '=', text_hash)
      .executeTakeFirstOrThrow();
    texts.set(text_hash, inflated(text));
  }
  return texts;
}

const inflated = (bytes: Buffer): string => inflateRawSync(bytes).toString();
