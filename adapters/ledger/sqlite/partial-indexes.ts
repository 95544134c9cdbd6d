import { sql } from 'kysely';

// SQLite uses an index that leaves rows out only for a query that says the same in the same words.

/** Turns that have not come to rest. */
export const UNDER_WAY = sql<boolean>`status in ('accepted', 'running')`;

/** Messages of agents and people. */
export const REPLIES = sql<boolean>`role != 'customer'`;
