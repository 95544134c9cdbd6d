import { stemOf } from '../claims/stem.ts';

/** The state in which alone a thing may be acted upon: an order that is pending, to be cancelled. The words are stems. */
export interface AskedState {
  readonly noun: string;
  readonly state: string;
  readonly verb: string;
}

const ONLY =
  /\bonly (?:an? |the )?(?:(\p{L}+) that (?:is|are|was|were)(?: still| already)? (\p{L}+)|(\p{L}+) (\p{L}+)) (?:can|may) (?:be )?(\p{L}+)/u;

/** The state that a plain text with "only" asks of a thing; null if it asks none. */
export function askedState(plain: string): AskedState | null {
  const [, thing, behind, before, named, verb = ''] = ONLY.exec(plain) ?? [];
  const noun = thing ?? named;
  const state = behind ?? before;
  if (noun === undefined || state === undefined) return null;
  return { noun: stemOf(noun), state: stemOf(state), verb: stemOf(verb) };
}

/** States are participles: other words before a thing tell which one it is. */
const STATE =
  /\b(\p{L}+(?:ed|ing|en)) (\p{L}+)|\b(\p{L}+) that (?:is|are|was|were)(?: still| already)? (\p{L}+)/gu;

/** True if a plain permission names a thing in a state, and the texts allow it only in others. */
export function isInAnotherState(plain: string, asked: readonly AskedState[]): boolean {
  const said = [...plain.matchAll(STATE)].map(([, before, named, thing, behind]) => ({
    noun: stemOf(named ?? thing ?? ''),
    state: stemOf(before ?? behind ?? ''),
  }));
  const of = asked.filter(({ noun }) => said.some((one) => one.noun === noun));
  const isSaid = ({ noun, state }: AskedState) =>
    said.some((one) => one.noun === noun && one.state === state);
  return of.length > 0 && !of.some(isSaid);
}
