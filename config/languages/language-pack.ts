import type { Says } from '../schemas/wording-schema.ts';

/** The defaults of agents in one language: every sentence of the engine, and how numbers are written. */
export interface LanguagePack {
  readonly locale: string;
  readonly says: Says;
  /** The sentences for customers who write in another language, by its code. */
  readonly languages: { readonly [code: string]: string };
}
