import type { Diagnostic } from '../../core/diagnostic.ts';
import type { AgentSources } from '../read/read-agent.ts';
import type { Examples } from '../read/read-examples.ts';
import { suggest } from '../read/suggest.ts';
import { aboutFile, type LinkCheck } from './link-context.ts';

const LEAST = 2;
const ENOUGH = 15;
const COUNTS = ['no example', 'one example'];

/** Checks that every intent has examples and no example belongs to two intents. */
export const checkExamples: LinkCheck = ({ agent }) => {
  const { config } = agent.declaration;
  const intents = config.intents.options.map(({ name }) => name);
  const known = new Set(intents);
  const strays = [...agent.examples].flatMap(([name, { file }]) =>
    known.has(name) ? [] : [stray(file, name, known)],
  );
  const read = intents.filter((name) => !agent.broken.has(examplesFile(config.name, name)));
  const few = read.flatMap((name) => tooFew(name, agent));
  return [...strays, ...few, ...sharedExamples([...agent.examples].filter(([name]) => known.has(name)))];
};

const examplesFile = (agent: string, intent: string) => `agents/${agent}/examples/${intent}.txt`;

function tooFew(intent: string, agent: AgentSources): readonly Diagnostic[] {
  const { config } = agent.declaration;
  const examples = agent.examples.get(intent);
  const count = new Set(examples?.messages.map(({ text }) => plainText(text))).size;
  if (count >= ENOUGH) return [];
  const file = examplesFile(config.name, intent);
  const finding = {
    code: 'EXAMPLES_TOO_FEW',
    severity: count < LEAST ? 'error' : 'warning',
    message: `intent \`${intent}\` has ${COUNTS[count] ?? `${count} examples`}`,
    help:
      count < LEAST
        ? `write at least ${LEAST} in \`${file}\`, better ${ENOUGH}`
        : `write at least ${ENOUGH}, different in wording`,
  } as const;
  if (examples) return [aboutFile(file, finding)];
  const index = config.intents.options.findIndex(({ name }) => name === intent);
  return [agent.source.diagnose({ ...finding, path: ['intents', 'options', index, 'name'] })];
}

function stray(file: string, name: string, known: ReadonlySet<string>): Diagnostic {
  const help = suggest(name, known);
  return aboutFile(file, {
    code: 'LINK_UNUSED',
    severity: 'warning',
    message: `there is no intent \`${name}\``,
    ...(help === undefined ? {} : { help }),
  });
}

function sharedExamples(examples: readonly (readonly [string, Examples])[]): readonly Diagnostic[] {
  const seen = new Map<string, { readonly intent: string; readonly file: string; readonly line: number }>();
  return examples.flatMap(([intent, { file, messages }]) =>
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
