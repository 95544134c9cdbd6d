import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './server-process.ts';

/** Before the effect is committed, or after it and before the ledger knows. */
export type Moment = 'before' | 'after';

const AUTHORED = ['agents', 'policies', 'knowledge', 'tools', 'schemas', 'models.yaml', 'queues.yaml'];
const ENGINE = ['bin', 'core', 'node_modules', 'package.json'];

/** A copy of what people author, in which the README's commands work and may change things; the engine is linked. */
export function temporaryProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trestle-project-'));
  for (const name of AUTHORED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  for (const name of ENGINE) symlinkSync(join(ROOT, name), join(folder, name));
  return folder;
}

const TOOLS = `
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { toolset as shop } from './shop-tools.ts';

async function hold(moment) {
  const file = new URL('../../hold-' + moment, import.meta.url);
  if (!existsSync(file)) return;
  writeFileSync(new URL('../../held-' + moment, import.meta.url), '');
  while (existsSync(file)) await pause(20);
}

export const toolset = (ports) => {
  const { tools, ...rest } = shop(ports);
  const held = (tool) => ({
    ...tool,
    run: async (args, call) => {
      await hold('before');
      const result = await tool.run(args, call);
      await hold('after');
      return result;
    },
  });
  return { ...rest, tools: tools.map((tool) => (tool.effects ? held(tool) : tool)) };
};
`;

/** The shop with tools that can be held at the two moments at which a crash is worst. */
export function heldShop() {
  const project = temporaryProject();
  const tools = join(project, 'tools/retail');
  renameSync(join(tools, 'index.ts'), join(tools, 'shop-tools.ts'));
  writeFileSync(join(tools, 'index.ts'), TOOLS);
  const file = (name: string) => join(project, name);
  return {
    project,
    hold: (moment: Moment) => writeFileSync(file(`hold-${moment}`), ''),
    /** Resolves when an action has come to the moment. */
    async held(moment: Moment): Promise<void> {
      while (!existsSync(file(`held-${moment}`))) await pause(10);
    },
    release(): void {
      for (const name of ['hold-before', 'hold-after', 'held-before', 'held-after'])
        rmSync(file(name), { force: true });
    },
    remove: () => rmSync(project, { recursive: true, force: true }),
  };
}
