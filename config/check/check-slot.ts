import type { Slot } from '../../core/flow.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import { patternGroups, patternProblem } from '../schemas/check-pattern.ts';
import { checkOnePath, checkTemplate } from './check-template.ts';

/** Checks the parts of a slot that do not depend on where it is asked. */
export function checkSlot(slot: Slot, path: DocumentPath): readonly Problem[] {
  return [...checkPattern(slot, path), ...checkChoices(slot, path), ...checkForm(slot, path)];
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

/** Reports a phrase that two choices share: an answer could not tell them apart. */
function checkChoices({ choices = [] }: Slot, path: DocumentPath): readonly Problem[] {
  const seen = new Map<string, number>();
  return choices.flatMap(({ label, words }, index) =>
    [label, ...words].flatMap((phrase): readonly Problem[] => {
      const known = phrase.toLowerCase().trim();
      const before = seen.get(known);
      seen.set(known, index);
      if (before === undefined || before === index) return [];
      return [
        {
          code: 'LINK_TAKEN',
          path: [...path, 'choices', index],
          message: `\`${phrase}\` already means another choice`,
        },
      ];
    }),
  );
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
  ];
}
