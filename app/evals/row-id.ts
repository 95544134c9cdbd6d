import { contentHash, type Json } from '../../core/values/json.ts';

/** Long enough that two rows of a data set do not meet by chance, short enough for a committed baseline. */
const DIGITS = 12;

/** Names a row by what is in it: a changed row is another one. */
export const rowId = (row: Json): string => contentHash(row).slice(0, DIGITS);
