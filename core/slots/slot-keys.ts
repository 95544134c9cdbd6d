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
  otherwise: ['choice'],
  from: ['option'],
  min: ['number', 'integer', 'money'],
  max: ['number', 'integer', 'money'],
  counts: ['number', 'integer'],
  currency: ['money'],
  unit: ['money'],
  country: ['phone', 'date'],
  when: ['date'],
  many: ['person-name', 'date'],
  part: ['person-name'],
  known: ['person-name'],
  of: ['date', 'phone', 'email', 'id'],
} as const satisfies { readonly [key: string]: readonly SlotType[] };

/** The keys of which a slot of a type needs one. */
const NEEDS: { readonly [type in SlotType]?: readonly (keyof typeof KEYS)[] } = {
  id: ['pattern'],
  choice: ['choices', 'choicesFrom'],
  option: ['from'],
  money: ['currency'],
  phone: ['country'],
};

/** The keys that mean something only beside another one. */
const BESIDE = { count: 'many', more: 'many', tooMany: 'count', part: 'many', known: 'many' } as const;

interface DeclaredSlot {
  readonly type: SlotType;
  readonly unasked?: boolean | undefined;
  readonly words?: readonly string[] | undefined;
  readonly counts?: readonly string[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly choices?: readonly { readonly value: unknown }[] | undefined;
  readonly otherwise?: unknown;
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
    ...listProblems(type, given),
    ...otherwiseProblems(slot),
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

function otherwiseProblems({ choices, otherwise }: DeclaredSlot) {
  if (!choices || otherwise === undefined || choices.some(({ value }) => value === otherwise)) return [];
  return [{ message: 'must be the value of one of the choices', path: ['otherwise'] }];
}

/** The problems of the keys of a list, and of a value of its elements. */
function listProblems(type: SlotType, given: (key: string) => boolean) {
  const idle = Object.entries(BESIDE).filter(([key, other]) => given(key) && !given(other));
  const partless = type === 'person-name' && given('many') && !given('part');
  return [
    ...idle.map(([key, other]) => ({ message: `means something only with \`${other}\``, path: [key] })),
    ...(partless
      ? [
          {
            message: 'needs `part`, which asks for the full name of whom only a first name was said',
            path: [],
          },
        ]
      : []),
    ...(given('many') && given('of') ? [{ message: 'cannot stand beside `many`', path: ['of'] }] : []),
  ];
}
