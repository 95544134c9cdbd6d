import { stemOf } from '../claims/stem.ts';

interface Refused {
  readonly verbs: ReadonlySet<string>;
  readonly text: string;
}

const CODE = /#\w{3,32}|\b(?=\w{0,32}\d)(?=\w{0,32}[a-z])\w{5,32}\b/g;
const MAY =
  /\b(?:can|may|could|am able to|is able to|eligible to)(?: still| now| also| then| indeed| certainly){0,2} (?:be )?(\p{L}+)/gu;
const CONDITION = /\b(?:if|once|when|unless|only|until|within|not|cannot|unable|no longer)\b|\?$/;

/** The reason why a plain sentence that permits an action on a named record is false: it was refused in this turn. */
export function refusedPermission(plain: string, refused: readonly Refused[]): string | null {
  if (CONDITION.test(plain)) return null;
  const codes = plain.match(CODE) ?? [];
  for (const [, verb = ''] of plain.matchAll(MAY)) {
    const denied = refused.some(
      ({ verbs, text }) => verbs.has(stemOf(verb)) && codes.some((code) => text.includes(code)),
    );
    if (denied) return `“${verb}” was refused`;
  }
  return null;
}
