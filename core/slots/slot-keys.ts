import { own } from '../values/own.ts';
import { NEVER_UNASKED, type SlotType } from './slot-types.ts';

/** The keys that belong to some types only, with those types. */
const KEYS = {
  pattern: ['id'],
  except: ['id'],
  as: ['id'],
  defaults: ['id'],
  choices: ['choice'],
  choicesFrom: ['choice'],
  from: ['option'],
  min: ['number', 'integer', 'money'],
  max: ['number', 'integer', 'money'],
  counts: ['number', 'integer'],
  currency: ['money'],
  unit: ['money'],
  country: ['phone', 'date'],
  when: ['date'],
} as const satisfies { readonly [key: string]: readonly SlotType[] };

/** The keys of which a slot of a type needs one. */
const NEEDS: { readonly [type in SlotType]?: readonly (keyof typeof KEYS)[] } = {
  id: ['pattern'],
  choice: ['choices', 'choicesFrom'],
  option: ['from'],
  money: ['currency'],
  phone: ['country'],
};

interface DeclaredSlot {
  readonly type: SlotType;
  readonly unasked?: boolean | undefined;
  readonly words?: readonly string[] | undefined;
  readonly counts?: readonly string[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** The problems of a slot's keys beside its type. */
export function slotProblems(
  slot: DeclaredSlot,
): readonly { readonly message: string; readonly path: string[] }[] {
  const { type, min, max, words, counts, unasked } = slot;
  const given = (key: string) =>
    own(slot as unknown as { readonly [key: string]: unknown }, key) !== undefined;
  const idle = Object.entries(KEYS)
    .filter(([key, types]) => given(key) && !(types as readonly SlotType[]).includes(type))
    .map(([key, types]) => ({
      message: `means something only with \`type: ${types.join('` or `')}\`, and this slot is \`${type}\``,
      path: [key],
    }));
  const needed = NEEDS[type] ?? [];
  const missing = needed.length > 0 && !needed.some(given);
  const doubled = needed.filter(given).slice(1);
  const never = NEVER_UNASKED.has(type);
  return [
    ...idle,
    ...(missing
      ? [{ message: `needs \`${needed.join('` or `')}\`, because its type is \`${type}\``, path: [] }]
      : []),
    ...doubled.map((key) => ({ message: `cannot stand beside \`${needed[0]}\``, path: [key] })),
    ...(min !== undefined && max !== undefined && min > max
      ? [{ message: 'must not be more than `max`', path: ['min'] }]
      : []),
    ...(never && unasked
      ? [{ message: `cannot be true: \`${type}\` is only read when asked`, path: ['unasked'] }]
      : []),
    ...(words && (never || unasked === false)
      ? [{ message: 'means nothing: this slot is only read when asked', path: ['words'] }]
      : []),
    ...(counts && unasked === false
      ? [{ message: 'means nothing: this slot is only read when asked', path: ['counts'] }]
      : []),
  ];
}
