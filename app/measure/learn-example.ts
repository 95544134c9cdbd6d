import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { readExamples } from '../../config/read/read-examples.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { AgentError } from '../../core/errors.ts';
import { existingLedger } from '../open/open-ledger.ts';
import { withoutPersonalData } from './without-personal-data.ts';

export interface MisreadTurn {
  readonly root: string;
  /** The folder of the ledger that has the turn. */
  readonly dataDir: string;
  readonly turn: string;
  /** The right intent. */
  readonly intent: string;
}

/** An example as it stands in its file. */
export interface LearntExample {
  readonly agent: string;
  readonly intent: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** False if the file had it before. */
  readonly added: boolean;
}

/**
 * Writes the message of a turn into the examples of the right intent, without personal data. Rejects with
 * `TURN_UNKNOWN`, and with `REQUEST_INVALID` for an intent that the agent does not have.
 */
export async function learnExample({ root, dataDir, turn, intent }: MisreadTurn): Promise<LearntExample> {
  const ledger = await existingLedger(dataDir);
  const found = await ledger.turns.get(turn).finally(() => ledger.close());
  if (!found) throw new AgentError('TURN_UNKNOWN', `no turn has the id \`${turn}\``);
  const { agent, text: said } = found.turn;
  const { config } = declaredAgent(unwrap(await loadProject(root)), agent);
  const names = config.intents.options.map(({ name }) => name);
  if (!names.includes(intent))
    throw new AgentError(
      'REQUEST_INVALID',
      `\`${agent}\` has no intent \`${intent}\`; it has ${names.map((name) => `\`${name}\``).join(', ')}`,
    );
  const text = exampleOf(said);
  if (text === '') throw new AgentError('REQUEST_INVALID', `the message of turn \`${turn}\` has no words`);
  const file = `agents/${agent}/examples/${intent}.txt`;
  return { agent, intent, file, text, ...(await append(join(root, file), text)) };
}

/** A message as one line that is no comment. */
const exampleOf = (said: string): string =>
  withoutPersonalData(said)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^#+\s*/, '');

/** Adds a line at the end of a file, which keeps all that it has. */
async function append(
  path: string,
  text: string,
): Promise<{ readonly line: number; readonly added: boolean }> {
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const known = readExamples(path, before).messages.find((example) => example.text === text);
  if (known) return { line: known.line, added: false };
  const ended = before === '' || before.endsWith('\n');
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, `${ended ? '' : '\n'}${text}\n`);
  return { line: before.split('\n').length + (ended ? 0 : 1), added: true };
}
