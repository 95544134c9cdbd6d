import { attributeName, type ListAttributes } from '../../core/slots/list-attribute.ts';
import type { Option } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';

/** The names of the attributes in which options differ, as a customer reads them: "departure, arrival or price". */
export function differencesOf(
  options: readonly Option[],
  declared: ListAttributes,
  { or }: { readonly or: string },
): string {
  const names = Object.keys(declared)
    .filter((name) => isDifferent(options, name))
    .map(attributeName);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${or} ${names.at(-1)}`;
}

const isDifferent = (options: readonly Option[], name: string): boolean =>
  new Set(options.map(({ attributes }) => own(attributes ?? {}, name))).size > 1;
