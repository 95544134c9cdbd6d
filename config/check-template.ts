import { parseTemplate, TEMPLATE_FILTERS } from '../core/template.ts';
import { patternGroups, patternProblem } from './check-pattern.ts';
import type { FlowReach } from './reach-flow.ts';
import type { DocumentPath, Problem } from './source.ts';
import { suggest } from './suggest.ts';

/** What is known of a name's fields: `any` when it is a record. */
export type Fields = 'any' | ReadonlySet<string>;

/** The names that a template may start with. */
export type KnownNames = ReadonlyMap<string, Fields>;

/** Checks a template's form and the names in it; `names` undefined checks the form only. */
export function checkTemplate(
  template: string,
  path: DocumentPath,
  names?: KnownNames,
  later?: ReadonlySet<string>,
): readonly Problem[] {
  return parseTemplate(template).flatMap((part): readonly Problem[] => {
    if (part.kind === 'text') return [];
    if (part.kind === 'broken') {
      const help =
        part.unknownFilter === undefined
          ? 'a path looks like `{order.items[].name|list}`; write `{{` for a brace'
          : suggest(part.unknownFilter, TEMPLATE_FILTERS);
      return [{ code: 'TEMPLATE_INVALID', path, message: part.problem, help }];
    }
    return names ? checkNames(part.path, part.text, path, names, later) : [];
  });
}

/** Checks a text that must be exactly one path in braces. */
export function checkOnePath(
  template: string,
  path: DocumentPath,
  names?: KnownNames,
  later?: ReadonlySet<string>,
): readonly Problem[] {
  const parts = parseTemplate(template);
  if (parts.length === 1 && parts[0]?.kind !== 'text') return checkTemplate(template, path, names, later);
  return [
    {
      code: 'TEMPLATE_INVALID',
      path,
      message: `\`${template}\` must be one path in braces`,
      help: 'for example `{order.status}`',
    },
  ];
}

function checkNames(
  segments: readonly string[],
  text: string,
  path: DocumentPath,
  names: KnownNames,
  later?: ReadonlySet<string>,
): readonly Problem[] {
  const [root = '', field] = segments.map((segment) => segment.replace(/\[\]$/, ''));
  const fields = names.get(root);
  if (fields === undefined) {
    const help = later?.has(root) ? `a later step gives \`${root}\`` : suggest(root, names.keys());
    return [{ code: 'LINK_UNKNOWN', path, message: `unknown name \`${root}\` in \`${text}\``, help }];
  }
  if (fields === 'any' || field === undefined || fields.has(field)) return [];
  const help = suggest(field, fields) ?? nothingInside(root);
  return [{ code: 'LINK_UNKNOWN', path, message: `\`${root}\` has no \`${field}\` in \`${text}\``, help }];
}

function nothingInside(root: string): string {
  if (root !== 'session') return `\`${root}\` is a plain value`;
  return 'the session holds the id of `identity.as` and slots with `attested: true`';
}

/** The names that every template of a flow may use: its slots and the session. */
export function flowNames(reach: FlowReach, sessionFields: Fields): Map<string, Fields> {
  const slots = [...reach.slots].map(([name, { slot }]): [string, Fields] => [
    name,
    slot.from ? 'any' : groupFields(slot.pattern),
  ]);
  return new Map<string, Fields>([...slots, ['session', sessionFields]]);
}

function groupFields(pattern: string | undefined): Fields {
  if (pattern === undefined) return new Set<string>();
  return patternProblem(pattern)?.code === 'PATTERN_INVALID' ? 'any' : new Set(patternGroups(pattern).names);
}
