import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import { own } from '../../core/values/own.ts';
import type { LedgerTables } from './schema.ts';

type Database = Kysely<LedgerTables>;

/** A placeholder for an argument of a kept query. */
interface Placeholder {
  readonly argument: string;
}

/**
 * A query that is compiled once and run with different arguments.
 *
 * `build` gets placeholders. It may only pass them on as values.
 */
export function keptQuery<Arguments extends object, Row>(
  build: (db: Database, given: Arguments) => Compilable<Row>,
): (db: Database, given: Arguments) => Promise<QueryResult<Row>> {
  let compiled: CompiledQuery<Row> | undefined;
  return (db, given) => {
    compiled ??= build(db, placeholders<Arguments>()).compile();
    const parameters = compiled.parameters.map((value) =>
      isPlaceholder(value) ? own(given as Record<string, unknown>, value.argument) : value,
    );
    return db.executeQuery({ ...compiled, parameters });
  };
}

const made = new WeakSet<object>();
const isPlaceholder = (value: unknown): value is Placeholder =>
  typeof value === 'object' && value !== null && made.has(value);

function placeholders<Arguments extends object>(): Arguments {
  return new Proxy({} as Arguments, {
    get(_, argument): Placeholder {
      const placeholder = { argument: String(argument) };
      made.add(placeholder);
      return placeholder;
    },
  });
}
