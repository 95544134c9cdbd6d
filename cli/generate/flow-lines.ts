import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { reachFlow } from '../../config/schemas/reach-flow.ts';
import { unwrap } from '../../core/diagnostic.ts';

const AGENT = 'airline';
const BEGIN = '<!-- written: npm run docs -->';
const END = '<!-- /written -->';

/** The page with the lines of the airline's flows as they are now. */
export async function withFlowLines(root: string, page: string): Promise<string> {
  const [before = '', rest = ''] = page.split(BEGIN);
  const after = rest.split(END)[1] ?? '';
  return `${before}${BEGIN}\n${await flowLines(root)}\n${END}${after}`;
}

/** A table of the flows that read or act, the shortest first. */
async function flowLines(root: string): Promise<string> {
  const { config, flows } = declaredAgent(unwrap(await loadProject(root)), AGENT);
  const yaml = (name: string) =>
    linesOf(readFileSync(join(root, `agents/${AGENT}/flows/${name}.yaml`), 'utf8'));
  const typescript = functionLines(join(root, `tools/${AGENT}/functions`));
  const names = new Set(config.intents.options.flatMap(({ flow }) => flow ?? []));
  const rows = [...names].flatMap((name) => {
    const reach = reachFlow(name, flows);
    if (reach.tools.size === 0) return [];
    const shared = [...reach.flows].filter((each) => each !== name);
    const cells = [yaml(name), sum(shared.map(yaml)), typescript(reach.functions)];
    return [{ about: flows.get(name)?.about ?? name, name, cells }];
  });
  return [
    '| what it does | its flow | own lines of YAML | lines of flows that it runs | lines of TypeScript of its functions |',
    '| --- | --- | --- | --- | --- |',
    ...rows
      .toSorted(
        (one, other) => (one.cells[0] ?? 0) - (other.cells[0] ?? 0) || one.name.localeCompare(other.name),
      )
      .map(({ about, name, cells }) => `| ${[about, `\`${name}\``, ...cells.map(roundedUp)].join(' | ')} |`),
  ].join('\n');
}

/** To tens, so that the table does not change with every line. */
const roundedUp = (lines: number): number => Math.ceil(lines / 10) * 10;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

/** Lines that are neither empty nor a comment. */
const linesOf = (text: string): number =>
  text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(?:#|\/\/|\/\*|\*)/.test(line)).length;

/** Counts the files that declare these functions, with those beside them that they import. */
function functionLines(folder: string): (names: ReadonlySet<string>) => number {
  const texts = new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const),
  );
  const declaring = (name: string) => {
    const declared = `export const ${name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())} =`;
    return [...texts].flatMap(([file, text]) => (text.includes(declared) ? [file] : []));
  };
  return (names) => {
    const files = new Set([...names].flatMap(declaring));
    // A set grows while it is gone through.
    for (const file of files)
      for (const [, imported = ''] of (texts.get(file) ?? '').matchAll(/from '\.\/([\w-]+\.ts)'/g))
        files.add(imported);
    return sum([...files].map((file) => linesOf(texts.get(file) ?? '')));
  };
}
