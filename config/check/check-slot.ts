import type { Slot } from '../../core/flow.ts';
import type { Choice } from '../../core/slots/slot.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import { patternGroups, patternProblem } from '../schemas/check-pattern.ts';
import { checkChoices } from './check-choices.ts';
import { checkOnePath, checkTemplate } from './check-template.ts';

/** The agent's lists of choices, by name. */
export type ChoiceLists = { readonly [name: string]: readonly Choice[] };

/** Checks the parts of a slot that do not depend on where it is asked. */
export function checkSlot(slot: Slot, path: DocumentPath, lists: ChoiceLists): readonly Problem[] {
  return [...checkPattern(slot, path), ...checkSlotChoices(slot, path, lists), ...checkForm(slot, path)];
}

/** A list's own choices are checked where they are declared. */
function checkSlotChoices(
  { choices = [], choicesFrom }: Slot,
  path: DocumentPath,
  lists: ChoiceLists,
): readonly Problem[] {
  if (choicesFrom !== undefined) {
    const help = suggest(choicesFrom, Object.keys(lists));
    const message = `the agent declares no list \`${choicesFrom}\` under \`lists\``;
    return [{ code: 'LINK_UNKNOWN', path: [...path, 'choicesFrom'], message, help }];
  }
  return Object.values(lists).includes(choices) ? [] : checkChoices(choices, [...path, 'choices']);
}

function checkPattern({ pattern, as, except, defaults = {} }: Slot, path: DocumentPath): readonly Problem[] {
  if (pattern === undefined) return [];
  const problem = patternProblem(pattern);
  if (problem) return [{ ...problem, path: [...path, 'pattern'] }];
  const excepting = except === undefined ? null : patternProblem(except);
  const { count, names } = patternGroups(pattern);
  const undeclared = Object.keys(defaults).filter((name) => !names.includes(name));
  return [
    ...(excepting ? [{ ...excepting, path: [...path, 'except'] }] : []),
    ...undeclared.map(
      (name): Problem => ({
        code: 'PATTERN_INVALID',
        path: [...path, 'defaults', name],
        key: true,
        message: `the pattern has no group named \`${name}\``,
        help: suggest(name, names),
      }),
    ),
    ...checkAs(as, count, names, [...path, 'as']),
  ];
}

function checkAs(
  as: string | undefined,
  count: number,
  names: readonly string[],
  path: DocumentPath,
): readonly Problem[] {
  if (as === undefined) return [];
  if (names.length > 0)
    return [{ code: 'PATTERN_INVALID', path, message: '`as` is not used by a pattern with named groups' }];
  return [...as.matchAll(/\{([^}]*)\}/g)].flatMap(([text, group = '']): readonly Problem[] => {
    if (/^\d(?:\|upper)?$/.test(group) && Number(group.charAt(0)) <= count) return [];
    return [
      {
        code: 'PATTERN_INVALID',
        path,
        message: `the pattern has no group \`${text}\``,
        help: `it has ${count}`,
      },
    ];
  });
}

function checkForm({ from }: Slot, path: DocumentPath): readonly Problem[] {
  if (!from) return [];
  // The fields of an element are not known here, so only the form is checked.
  return [
    ...checkOnePath(from.list, [...path, 'from', 'list']),
    ...checkTemplate(from.value, [...path, 'from', 'value']),
    ...(typeof from.label === 'string'
      ? checkTemplate(from.label, [...path, 'from', 'label'])
      : from.label.flatMap((label, index) => checkTemplate(label, [...path, 'from', 'label', index]))),
    ...from.where.flatMap((condition, index) =>
      checkOnePath(condition.value, [...path, 'from', 'where', index, 'value']),
    ),
    ...Object.entries(from.attributes ?? {}).flatMap(([name, { value }]) =>
      checkOnePath(value, [...path, 'from', 'attributes', name, 'value']),
    ),
  ];
}
