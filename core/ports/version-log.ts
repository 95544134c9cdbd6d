import type { Json } from '../values/json.ts';

/** A version of an agent, as its author declared it. Code and rules have no part in it. */
export interface KeptVersion {
  readonly agent: string;
  /** The version that turns record. */
  readonly config_version: string;
  /** Config, flows, examples and models as data. */
  readonly declared: Json;
  readonly articles: readonly { readonly path: string; readonly text: string }[];
}

/** Declarations of agents by version. They outlive the files that they were read from. */
export interface VersionLog {
  /** Keeps a version. A known one is not changed. */
  keep(version: KeptVersion, at: string): Promise<void>;
  get(key: Pick<KeptVersion, 'agent' | 'config_version'>): Promise<KeptVersion | undefined>;
}
