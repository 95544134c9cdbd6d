import type { ReplyRow } from '../../app/replies/reply-rows.ts';

/** Recorded replies with one false value put in, by what was done to them. */
export function plantedReplies(rows: readonly ReplyRow[]): { readonly [what: string]: readonly ReplyRow[] } {
  const random = seeded(7);
  return {
    'an amount changed': rows.flatMap((row) =>
      changed(row, AMOUNT, (text) => otherAmount(text, random), random),
    ),
    'an id changed': rows.flatMap((row) => changed(row, ID, (text) => otherId(text, random), random)),
    'two amounts swapped': rows.flatMap(swapped),
  };
}

const AMOUNT = /\$\d[\d,]*(?:\.\d\d)?/g;
const ID = /#W\d{7}|\b(?=[A-Z]*\d)[A-Z0-9]{6}\b/g;

function changed(
  row: ReplyRow,
  pattern: RegExp,
  change: (text: string) => string,
  random: () => number,
): readonly ReplyRow[] {
  const found = [...row.reply.matchAll(pattern)];
  const match = found[Math.floor(random() * found.length)];
  if (!match) return [];
  const reply = `${row.reply.slice(0, match.index)}${change(match[0])}${row.reply.slice(match.index + match[0].length)}`;
  return reply === row.reply ? [] : [{ ...row, reply }];
}

/** Three tenths to seventeen tenths of it, with or without cents as it was. */
function otherAmount(text: string, random: () => number): string {
  const value = Number(text.replace(/[$,]/g, '')) * (0.3 + 1.4 * random());
  return `$${text.includes('.') ? value.toFixed(2) : Math.round(value)}`;
}

function otherId(text: string, random: () => number): string {
  const at = text.length - 1 - Math.floor(random() * 3);
  const old = text[at] ?? '';
  const next = /\d/.test(old)
    ? String((Number(old) + 1 + Math.floor(random() * 8)) % 10)
    : old === 'Q'
      ? 'R'
      : 'Q';
  return text.slice(0, at) + next + text.slice(at + 1);
}

/** The first two different amounts in each other's place. */
function swapped(row: ReplyRow): readonly ReplyRow[] {
  const found = [...row.reply.matchAll(AMOUNT)];
  const [first] = found;
  const second = found.find(([text]) => text !== first?.[0]);
  if (!first || !second) return [];
  const { reply } = row;
  const between = reply.slice(first.index + first[0].length, second.index);
  const text = `${reply.slice(0, first.index)}${second[0]}${between}${first[0]}${reply.slice(second.index + second[0].length)}`;
  return [{ ...row, reply: text }];
}

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
