import Database from 'better-sqlite3';

/** Why a ledger's file cannot be opened, for whoever starts the server. */
export function whyUnopened(error: unknown): string {
  if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') return 'it is no SQLite file';
  const message = error instanceof Error ? error.message : String(error);
  // Kysely names a step of the schema that it was not given.
  return /previously executed migration .* is missing/.test(message)
    ? 'a newer version of trestle has written it'
    : message;
}
