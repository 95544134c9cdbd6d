/** A command of the README and what the README says comes back. */
export interface Lesson {
  readonly commands: string;
  /** Texts that the answer holds, in this order. */
  readonly expected: readonly string[];
}

const OUTCOMES = 'answered|asked|awaiting_confirmation|refused|escalated';

/** The `sh` blocks of a section, in order. */
export function shellBlocks(readme: string, heading: string): readonly string[] {
  const start = readme.indexOf(`\n## ${heading}\n`);
  const end = readme.indexOf('\n## ', start + 1);
  if (start < 0) throw new Error(`the README has no section "${heading}"`);
  const section = readme.slice(start, end < 0 ? undefined : end);
  return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
}

/** Commands with the comment under them, which says what comes back. */
export function lessons(block: string): readonly Lesson[] {
  const found: Lesson[] = [];
  let commands: string[] = [];
  for (const line of block.trimEnd().split('\n')) {
    if (line.startsWith('# ')) {
      found.push({ commands: commands.join('\n'), expected: expectedOf(line.slice(2)) });
      commands = [];
    } else commands.push(line);
  }
  if (commands.length > 0) found.push({ commands: commands.join('\n'), expected: [] });
  return found;
}

function expectedOf(comment: string): readonly string[] {
  const [, outcome, text = comment] = new RegExp(`^(${OUTCOMES}): (.*)$`).exec(comment) ?? [];
  const parts = text.split('…').map((part) => part.trim());
  const said = parts.filter((part) => part !== '');
  return outcome === undefined ? said : [`"outcome":"${outcome}"`, ...said];
}

/** The first text that the answer should hold and does not; undefined when it holds all, in their order. */
export function missingFrom(answer: string, expected: readonly string[]): string | undefined {
  const plain = answer.replaceAll('\\n', ' ').replaceAll('\\"', '"').replace(/\s+/g, ' ');
  let from = 0;
  return expected.find((text) => {
    const at = plain.indexOf(text, from);
    from = at + text.length;
    return at < 0;
  });
}
