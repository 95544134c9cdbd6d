import { clauseWords } from '../../claims/clause-words.ts';
import { BEFORE_STATE, SORTS, STATES, type StateWords } from '../../claims/english-states.ts';
import type { Thing } from './things.ts';

/** A sentence that is told only under a condition, as a rule or for later states nothing of a record. */
const UNTOLD =
  /\b(?:if|once|when|whenever|until|till|unless|after|before|soon|long|can|could|will|would|should|may|might|must|only|any|every|each|usually|normally|often|to be|how|why|whether)\b/;
/** Other things than a record have states too. */
const OTHERS =
  /\b(?:refunds?|money|payments?|labels?|e-?mails?|requests?|replacements?|new|exchanges?|returns?|certificates?|cards?|accounts?|profile|membership|bags?|insurance|prices?|seats?|amount|passengers?|address|variants?|option|you|i|we)\b/;
const DENIAL = /\b(?:not|no longer|never|yet to be)\b/;
/** A state is said of a thing that is near. */
const REACH = 160;

/**
 * The reason why a plain sentence tells a record in a state that its status contradicts; null if none does.
 *
 * Where several records could be meant, one of them is enough.
 */
export function stateFault(plain: string, things: readonly Thing[]): string | null {
  if (plain.endsWith('?')) return null;
  let at = 0;
  let before = '';
  for (const word of clauseWords(plain)) {
    const start = plain.indexOf(word, at);
    const state = isSaidBehind(before)
      ? STATES.find(({ said }) => said.test(plain.slice(start, start + 60)))
      : undefined;
    if (state !== undefined) {
      const fault = faultOf(state, word, clauseBefore(plain, start), things);
      if (fault !== null) return fault;
    }
    at = start + word.length;
    before = word;
  }
  return null;
}

const isSaidBehind = (word: string) => BEFORE_STATE.has(word) || SORTS.has(word) || isCode(word);
const isCode = (word: string) => /^#\w{3,32}$|^(?=\w*\d)(?=\w*[a-z])\w{5,32}$/.test(word);

/** The clause that leads to a place. */
const clauseBefore = (plain: string, at: number): string =>
  plain
    .slice(Math.max(0, at - REACH), at)
    .split(/[;:—]| but | while | whereas |, (?:and |so )?(?=\p{L}+ (?:is|are|was|were|has|have) )/u)
    .at(-1) ?? '';

function faultOf(state: StateWords, word: string, clause: string, things: readonly Thing[]): string | null {
  if (UNTOLD.test(clause) || OTHERS.test(clause)) return null;
  const meant = meantBy(clause, things);
  if (meant.length === 0) return null;
  const denied = DENIAL.test(clause.slice(-40));
  const isSo = (thing: Thing) => isInState(thing, state) !== denied;
  return meant.some(isSo) ? null : `its status is not “${word}”`;
}

function isInState({ fields }: Thing, { status, byDefault }: StateWords): boolean {
  const own = fields['status'];
  return typeof own === 'string' ? status.test(own.toLowerCase()) : byDefault === true;
}

/** The records that a clause can be about: those that it names, or all of the sort that it names. */
function meantBy(clause: string, things: readonly Thing[]): readonly Thing[] {
  const main = things.filter(
    ({ code, parent, fields }) => code !== null && (parent === null || 'status' in fields),
  );
  const words = clauseWords(clause);
  const named = main.filter(({ code }) => words.includes(code?.toLowerCase() ?? ''));
  if (named.length > 0 || words.some(isCode)) return named;
  const sorts = words.flatMap((word) => SORTS.get(word) ?? []);
  const sort = sorts.at(-1);
  return sort === undefined ? [] : main.filter((thing) => thing.sort === sort);
}
