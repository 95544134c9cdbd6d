/** The kinds of values that a slot holds. */
export const SLOT_TYPES = [
  'text',
  'number',
  'integer',
  'money',
  'date',
  'time',
  'phone',
  'email',
  'address',
  'person-name',
  'id',
  'choice',
  'option',
  'yes-no',
] as const;

export type SlotType = (typeof SLOT_TYPES)[number];

/** Types whose values are too common to be taken from a message without a question or a word before them. */
const ONLY_ASKED: ReadonlySet<SlotType> = new Set(['text', 'number', 'integer', 'money', 'option', 'yes-no']);

/** True if a value of this type, without declared words, fills a slot that was not asked for. */
export const takenUnasked = (type: SlotType): boolean => !ONLY_ASKED.has(type);

/** Types that are never taken unasked: any message would fit. */
export const NEVER_UNASKED: ReadonlySet<SlotType> = new Set(['text', 'option', 'yes-no']);
