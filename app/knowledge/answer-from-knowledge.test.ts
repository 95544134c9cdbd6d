import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEnvironment } from '../env.ts';
import { type OpenedRuntime, openRuntime } from '../open/open.ts';

const tiny = fileURLToPath(new URL('../../test/fixtures/tiny/', import.meta.url));
let root: string;
let runtime: OpenedRuntime | undefined;

/** A library of its own for each test, with a branch that has hours of its own. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'library-'));
  for (const name of ['agents', 'policies', 'knowledge', 'queues.yaml'])
    await cp(join(tiny, name), join(root, name), { recursive: true });
  await mkdir(join(root, 'tools/tiny'), { recursive: true });
  const tools = pathToFileURL(join(tiny, 'tools/tiny/index.ts')).href;
  await writeFile(join(root, 'tools/tiny/index.ts'), `export { toolset } from '${tools}';\n`);
});
afterEach(async () => {
  await runtime?.close();
  await rm(root, { recursive: true });
});

const article = (name: string, text: string) => writeFile(join(root, 'knowledge/tiny', name), text);

async function talk(...messages: readonly string[]): Promise<readonly string[]> {
  runtime = await openRuntime({ root, environment: readEnvironment({}) });
  const { thread_id } = await runtime.openThread({ agent: 'tiny', customer_id: 'ada' });
  let cited: readonly string[] = [];
  for (const text of messages) {
    const { reply } = await runtime.takeTurn({ thread_id, text, idempotency_key: null });
    cited = reply.citations.map(({ source }) => source);
  }
  return cited;
}

describe('a turn that is answered from articles', () => {
  test('cites only articles with a topic of its intent', async () => {
    await article(
      'staff.md',
      '---\ntopics: staff\n---\n# Staff\n\n## When are you open\n\nStaff come at 7.\n',
    );
    await article(
      'public.md',
      '---\ntopics: public\n---\n# Hours\n\n## When are you open\n\nThe desk is open from ten to six.\n',
    );
    const file = join(root, 'agents/tiny.yaml');
    const agent = await readFile(file, 'utf8');
    const flow = '      flow: opening-hours\n';
    await writeFile(file, agent.replace(flow, `${flow}      topics: [public]\n`));
    expect(await talk('When are you open?')).toEqual(['public.md']);
  });

  test('cites the article about what the conversation is about', async () => {
    const hours = (name: string, text: string) =>
      `---\nabout: ${name}\n---\n# Hours\n\n## When are you open?\n\n${text}\n`;
    await article('harbour.md', hours('Harbour Reading Room', 'Open from nine to noon, every day.'));
    await article('castle.md', hours('Castle Library', 'Open from noon to nine, every day.'));
    expect(await talk('Where is the castle libary?', 'When are you open?')).toEqual(['castle.md']);
    await runtime?.close();
    expect(await talk('Where is the harbor reading room?', 'When are you open?')).toEqual(['harbour.md']);
  });
});
