import type { FolderEntry } from '../../config/read/read-folder.ts';
import { suggest } from '../../config/read/suggest.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';

const ENDINGS = ['.rules.json', '.cases.json', '.replies.json'];
const READ_BY_PROGRAMS = /\.(json|jsonc|json5|ya?ml)$/i;

/** Reports files of a policy folder that would not be read: an unread rule denies nothing. */
export function checkFolder(folder: string, entries: readonly FolderEntry[]): readonly Diagnostic[] {
  const files = new Set(entries.map(({ file }) => file));
  return entries.flatMap((entry): readonly Diagnostic[] => {
    const misnamed = strayed(folder, entry);
    if (misnamed !== undefined) return [misnamed];
    const rules = entry.file.replace(/\.cases\.json$/, '.rules.json');
    if (files.has(rules) || !entry.file.endsWith('.cases.json')) return [];
    return [
      problem(entry.file, {
        code: 'LINK_UNUSED',
        severity: 'warning',
        message: `the cases belong to no rules: there is no \`${rules.slice(folder.length + 1)}\``,
        help: suggest(
          rules.slice(folder.length + 1),
          entries.flatMap(({ name }) => (name.endsWith('.rules.json') ? [name] : [])),
        ),
      }),
    ];
  });
}

function strayed(folder: string, { file, name }: FolderEntry): Diagnostic | undefined {
  if (!READ_BY_PROGRAMS.test(name)) return undefined;
  const known = name === 'facts.json' || ENDINGS.some((ending) => name.endsWith(ending));
  if (known && file === `${folder}/${name}`) return undefined;
  return problem(file, {
    code: 'CONFIG_FILE_NAME',
    severity: 'error',
    message: known
      ? `the file is not read: it must be directly in \`${folder}\``
      : 'the file is not read: its name must be `facts.json`, `<topic>.rules.json`, `<topic>.cases.json` or `<topic>.replies.json`',
  });
}

function problem(
  file: string,
  {
    help,
    ...rest
  }: Pick<Diagnostic, 'code' | 'severity' | 'message'> & { readonly help?: string | undefined },
): Diagnostic {
  return { file, line: 1, column: 1, ...rest, ...(help === undefined ? {} : { help }) };
}
