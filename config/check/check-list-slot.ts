import type { Slot } from '../../core/flow.ts';
import type { KnownPerson } from '../../core/slots/slot.ts';
import { TEXT } from '../../core/values/value-shape.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import { knownNames } from '../schemas/list-shapes.ts';
import { checkOnePath, checkTemplate, type KnownNames } from './check-template.ts';
import type { FlowCheck, StepSpot } from './flow-check.ts';

/** Checks what a slot declares as a list, or as a value of each element of one, where it is asked. */
export function checkListSlot(
  walk: FlowCheck,
  { name, slot }: { readonly name: string; readonly slot: Slot },
  spot: StepSpot,
): readonly Problem[] {
  const at = ['slots', name];
  if (slot.of !== undefined) return checkOf(walk, slot.of, at, spot);
  if (!slot.many) return [];
  const names = (...more: readonly string[]): KnownNames =>
    new Map([...spot.names, ...more.map((each) => [each, TEXT] as const)]);
  const text = (key: 'more' | 'tooMany' | 'part', ...more: readonly string[]) =>
    slot[key] === undefined ? [] : checkTemplate(slot[key], [...at, key], names(...more), walk.reach.given);
  const within = spot.inEach
    ? [
        {
          code: 'LINK_UNKNOWN' as const,
          path: at,
          message: `the list \`${name}\` is asked inside an \`each\``,
          help: 'ask for it before the `each`',
        },
      ]
    : [];
  return [
    ...within,
    ...(slot.count === undefined
      ? []
      : checkOnePath(slot.count, [...at, 'count'], names(), walk.reach.given)),
    ...text('more', 'number', 'left'),
    ...text('tooMany', 'number'),
    ...text('part', 'said'),
    ...(slot.known ?? []).flatMap((known, index) =>
      checkKnown(walk, { list: name, known }, [...at, 'known', index], spot),
    ),
  ];
}

/** A value of an element is asked inside an `each` over the list, so that it is known whose it is. */
function checkOf(walk: FlowCheck, list: string, at: DocumentPath, { over }: StepSpot): readonly Problem[] {
  const path = [...at, 'of'];
  const declared = walk.reach.slots.get(list)?.slot;
  if (!declared?.many || declared.type !== 'person-name') {
    const lists = [...walk.reach.slots].filter(([, { slot }]) => slot.many && slot.type === 'person-name');
    const help = suggest(
      list,
      lists.map(([name]) => name),
    );
    return [{ code: 'LINK_UNKNOWN', path, message: `no slot \`${list}\` holds a list of persons`, help }];
  }
  if (over === list) return [];
  const message = `a value of each of \`${list}\` is asked outside an \`each\` over \`{${list}}\``;
  return [{ code: 'LINK_UNKNOWN', path, message, help: `ask for it in the steps of \`each: '{${list}}'\`` }];
}

function checkKnown(
  walk: FlowCheck,
  { list, known }: { readonly list: string; readonly known: KnownPerson },
  at: DocumentPath,
  { names }: StepSpot,
): readonly Problem[] {
  const { from, first, last, values } = known;
  const inside = knownNames(known, names);
  const own = [...walk.reach.slots].flatMap(([name, { slot }]) => (slot.of === list ? [name] : []));
  return [
    ...checkOnePath(from, [...at, 'from'], names, walk.reach.given),
    ...checkTemplate(first, [...at, 'first'], inside),
    ...checkTemplate(last, [...at, 'last'], inside),
    ...Object.entries(values).flatMap(([name, template]) =>
      own.includes(name)
        ? checkTemplate(template, [...at, 'values', name], inside)
        : [
            {
              code: 'LINK_UNKNOWN' as const,
              path: [...at, 'values', name],
              key: true as const,
              message: `no slot \`${name}\` is \`of: ${list}\``,
              help: suggest(name, own),
            },
          ],
    ),
  ];
}
