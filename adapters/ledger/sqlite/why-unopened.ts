import Database from 'better-sqlite3';

/** The reason why a ledger's file cannot be opened, for operators. */
export function whyUnopened(error: unknown): string {
  if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') return 'it is no SQLite file';
  const message = error instanceof Error ? error.message : String(error);
  // Kysely's message about an unknown migration.
  return /previously executed migration .* is missing/.test(message)
    ? 'a newer version of trestle has written it'
    : message;
}
