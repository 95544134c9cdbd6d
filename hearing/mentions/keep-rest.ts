import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Option } from '../../core/state.ts';
import type { Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { messageWords } from './message-words.ts';
import { type Attributes, ownAttributes } from './own-attributes.ts';

/** "Everything else the same", "otherwise identical", "the same but blue". */
const KEEPS =
  /\b(?:(?:everything|anything|all) else|(?:the )?rest|otherwise)\b(?:[ ,]+(?:is|are|should|can|may|must|be|the|exactly|just))*[ ,]+(?:same|identical|unchanged|stays?|remains?|as (?:it )?is)\b|\b(?:the )?(?:exact )?same (?:one|model|thing|item)?[ ,]*(?:but|only|just)\b/iu;
/** "Black, not red", "in blue instead of white", "from red to black": the words behind name what is now. */
const NOT = /\b(?:not|instead of|rather than|from)\s+(?:the\s+|a\s+)?([\p{L}\p{N}-]+)/giu;

/**
 * The variant that is like the present one in all that the customer's words leave open. Null if the words do not say
 * that the rest stays, or if it is not exactly one.
 */
export function keptRest(text: string, candidates: readonly Option[], present: Json | null): Option | null {
  const had = present === null ? null : ownAttributes(present);
  if (had === null || !(KEEPS.test(text) || namesPresent(text, had))) return null;
  const variants = candidates.map((option) => ({ option, has: ownAttributes(option.element) }));
  const isOfKind = (has: Attributes | null) =>
    has && Object.keys(has).every((name) => Object.hasOwn(had, name));
  if (!variants.every(({ has }) => isOfKind(has))) return null;
  const open = Object.keys(had).filter(
    (name) => new Set(variants.map(({ has }) => own(has ?? undefined, name))).size > 1,
  );
  const same = variants.filter(({ has }) => has && open.every((name) => own(has, name) === own(had, name)));
  return same.length === 1 ? (same[0]?.option ?? null) : null;
}

function namesPresent(text: string, had: Attributes): boolean {
  const values = new Set(Object.values(had).flatMap((value) => messageWords(value).map(({ form }) => form)));
  return [...text.matchAll(NOT)].some(([, word = '']) =>
    messageWords(word).some(({ form }) => values.has(form)),
  );
}

/** The chosen element that a variant is to take the place of: the one that the question's key counts. Null if none. */
export function presentVariant({ slots }: Pick<FlowFrame, 'slots'>, key: string): Json | null {
  const at = key.split('@').at(-1);
  if (at === undefined || !key.includes('@')) return null;
  const lists = Object.values(slots).filter((value) => Array.isArray(value));
  const elements = lists.flatMap((list) => list[Number(at)] ?? []);
  return elements.find((element) => ownAttributes(element) !== null) ?? null;
}
