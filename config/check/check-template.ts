import { inWords, moneyUnitsOf } from '../../core/values/money.ts';
import { parseTemplate, TEMPLATE_FILTERS, type TemplatePart } from '../../core/values/template.ts';
import { elementsOf, fieldsOf, type Shape, shapeInside } from '../../core/values/value-shape.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import { shapeOfPath } from '../schemas/flow-shapes.ts';

/** The names that a template may start with, and the shape of each. */
export type KnownNames = ReadonlyMap<string, Shape>;

/** Checks a template's form and its names. Without `names`, only the form. */
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
    if (!names) return [];
    const unknown = checkNames(part.path, part.text, path, names, later);
    return unknown.length > 0 ? unknown : checkMoney(part, path, names);
  });
}

/** Checks that a text is exactly one path in braces. */
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
  const root = segments[0]?.replace(/\[\]$/, '') ?? '';
  let shape = names.get(root);
  if (shape === undefined) {
    const help = later?.has(root) ? `a later step gives \`${root}\`` : suggest(root, names.keys());
    return [{ code: 'LINK_UNKNOWN', path, message: `unknown name \`${root}\` in \`${text}\``, help }];
  }
  if (segments[0] !== root) shape = elementsOf(shape);
  for (const [index, segment] of segments.entries()) {
    if (index === 0) continue;
    const inside = shapeInside(shape, segment);
    const key = segment.replace(/\[\]$/, '');
    if (shapeInside(shape, key).length === 0)
      return [unknownField(segments.slice(0, index), key, text, path, shape)];
    shape = inside;
  }
  return [];
}

function unknownField(
  before: readonly string[],
  field: string,
  text: string,
  path: DocumentPath,
  shape: Shape,
): Problem {
  const at = before.join('.');
  const fields = fieldsOf(shape) ?? [];
  const help = fields.length > 0 ? suggest(field, fields) : nothingInside(at);
  return { code: 'LINK_UNKNOWN', path, message: `\`${at}\` has no \`${field}\` in \`${text}\``, help };
}

/** Reports an amount whose unit is declared nowhere, or in two ways. */
function checkMoney(
  part: Extract<TemplatePart, { kind: 'path' }>,
  path: DocumentPath,
  names: KnownNames,
): readonly Problem[] {
  const filter = part.filters.find(({ name }) => name === 'money');
  if (!filter) return [];
  const declared = moneyUnitsOf(shapeOfPath(part.path, names));
  const [known, ...others] = filter.unit ? [filter.unit, ...declared] : declared;
  if (known && others.every((other) => inWords(other) === inWords(known))) return [];
  return [
    known
      ? {
          code: 'TEMPLATE_UNIT',
          path,
          message: `\`${part.text}\` is in \`${[...new Set([known, ...others].map(inWords))].join('` and in `')}\``,
        }
      : {
          code: 'TEMPLATE_UNIT',
          path,
          message: `nothing declares what the amount \`${part.text}\` is in`,
          help: "declare `currency` and `unit` in the tool's `output` or at the slot, or write `|money USD` or `|money USD cents`",
        },
  ];
}

function nothingInside(root: string): string {
  if (root !== 'session') return `\`${root}\` is a plain value`;
  return 'the session holds the id of `identity.as` and slots with `attested: true`';
}
