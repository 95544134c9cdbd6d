import { contentHash, type Json } from '../../core/values/json.ts';

/** Long enough to avoid collisions in a data set, short enough for a committed baseline. */
const DIGITS = 12;

/** The id of a row: a hash of its content. */
export const rowId = (row: Json): string => contentHash(row).slice(0, DIGITS);
