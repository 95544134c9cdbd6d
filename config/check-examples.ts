import type { Diagnostic } from '../core/diagnostic.ts';
import { aboutFile, type LinkCheck } from './link-context.ts';
import type { Examples } from './read-examples.ts';
import { suggest } from './suggest.ts';

const LEAST = 2;
const ENOUGH = 15;

/** Checks that every intent has examples, and no example stands for two intents. */
export const checkExamples: LinkCheck = ({ agent }) => {
  const { config } = agent.declaration;
  const intents = config.intents.options.map(({ name }) => name);
  const known = new Set(intents);
  const strays = [...agent.examples].flatMap(([name, { file }]) =>
    known.has(name) ? [] : [stray(file, name, known)],
  );
  const counted = intents.flatMap((name, index) => {
    const file = `agents/${config.name}/examples/${name}.txt`;
    if (agent.broken.has(file)) return [];
    const examples = agent.examples.get(name);
    const count = new Set(examples?.messages.map(({ text }) => plainText(text))).size;
    if (count >= ENOUGH) return [];
    const few = {
      severity: count < LEAST ? ('error' as const) : ('warning' as const),
      code: 'EXAMPLES_TOO_FEW' as const,
      message: `intent \`${name}\` has ${count} examples`,
    };
    const help =
      count < LEAST
        ? `write at least ${LEAST} in \`${file}\`, better ${ENOUGH}`
        : `write at least ${ENOUGH}, different in wording`;
    if (examples) return [aboutFile(file, { ...few, help })];
    return [agent.source.diagnose({ ...few, path: ['intents', 'options', index, 'name'], help })];
  });
  return [...strays, ...counted, ...sharedExamples(agent.examples)];
};

function stray(file: string, name: string, known: ReadonlySet<string>): Diagnostic {
  const help = suggest(name, known);
  return aboutFile(file, {
    code: 'LINK_UNUSED',
    severity: 'warning',
    message: `there is no intent \`${name}\``,
    ...(help === undefined ? {} : { help }),
  });
}

function sharedExamples(examples: ReadonlyMap<string, Examples>): readonly Diagnostic[] {
  const seen = new Map<string, { readonly intent: string; readonly file: string; readonly line: number }>();
  return [...examples].flatMap(([intent, { file, messages }]) =>
    messages.flatMap(({ text, line }): readonly Diagnostic[] => {
      const key = plainText(text);
      const before = seen.get(key);
      if (!before) {
        seen.set(key, { intent, file, line });
        return [];
      }
      const same = before.intent === intent;
      const message = same
        ? `\`${text}\` is written twice`
        : `\`${text}\` is also an example of \`${before.intent}\``;
      return [
        aboutFile(file, {
          code: 'EXAMPLES_SHARED',
          severity: same ? 'warning' : 'error',
          line,
          message,
          help: `first at ${before.file}:${before.line}`,
        }),
      ];
    }),
  );
}

const plainText = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
