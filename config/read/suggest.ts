import { closest, distance } from 'fastest-levenshtein';

const LISTED = 12;

/** The help for an unknown name: the most similar known name, or all of them if they are few. */
export function suggest(given: string, known: Iterable<string>): string | undefined {
  const names = [...new Set(known)];
  if (names.length === 0) return undefined;
  const likeliest = closest(given.toLowerCase(), names);
  const limit = Math.max(2, Math.floor(Math.max(given.length, likeliest.length) * 0.4));
  if (distance(given.toLowerCase(), likeliest.toLowerCase()) <= limit)
    return `did you mean \`${likeliest}\`?`;
  return names.length <= LISTED ? `known here: ${names.map((name) => `\`${name}\``).join(', ')}` : undefined;
}
