import { stemOf } from '../claims/stem.ts';

interface Executed {
  readonly verbs: ReadonlySet<string>;
  /** Its arguments and what its result says of itself. */
  readonly about: string;
}

const CODE = /#\w{3,32}|\b(?=\w{0,32}\d)(?=\w{0,32}[a-z])\w{5,32}\b/g;
const UNDONE =
  /\b(?:can|could|was|were|has|have|is|are|did)(?: \p{L}+ly)? not(?: been| be)?(?: \p{L}+ly)? (\p{L}+)|\b(?:unable|failed) to (\p{L}+)/u;

/** The reason why a plain sentence that denies an effect is false: it was done. Null if it is true, or denies none. */
export function deniedEffect(plain: string, executed: readonly Executed[]): string | null {
  const [, participle, infinitive] = UNDONE.exec(plain) ?? [];
  const verb = participle ?? infinitive;
  if (verb === undefined) return null;
  const named = plain.match(CODE) ?? [];
  const done = executed.some(
    ({ verbs, about }) => verbs.has(stemOf(verb)) && named.some((code) => about.includes(code)),
  );
  return done ? `“${verb}” was done` : null;
}
