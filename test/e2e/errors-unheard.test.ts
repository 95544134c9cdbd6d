import { appendFileSync, cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openThread,
  ROOT,
  type ServerProcess,
  START_MS,
  say,
  startServer,
  temporaryData,
} from './server-process.ts';

/** The lending harness, whose book L1003 leaves errors behind, and whose renewals take longer than they may. */
const TOOLS = `
import { toolset as harness } from './harness-tools.ts';

const leaveErrors = () => {
  Promise.reject(new Error('rejected beside the tool'));
  setTimeout(() => { throw new Error('thrown beside the tool'); }, 1);
};

const untilAborted = (signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

export const toolset = (ports) => {
  const { tools, ...rest } = harness(ports);
  const run = (tool) => async (args, call) => {
    if (tool.name === 'get_loan' && args.loan_id === 'L1003') leaveErrors();
    return tool.effects ? untilAborted(call.signal) : tool.run(args, call);
  };
  return { ...rest, tools: tools.map((tool) => ({ ...tool, run: run(tool) })) };
};
`;

// Beside the fixture that it is a copy of: its tools import the engine by relative paths.
const project = mkdtempSync(join(ROOT, 'test/fixtures/unheard-'));
const data = temporaryData();
let server: ServerProcess;

beforeAll(async () => {
  cpSync(join(ROOT, 'test/fixtures/tiny'), project, { recursive: true });
  const tools = join(project, 'tools/tiny');
  renameSync(join(tools, 'index.ts'), join(tools, 'harness-tools.ts'));
  writeFileSync(join(tools, 'index.ts'), TOOLS);
  appendFileSync(join(project, 'agents/tiny.yaml'), '\nlimits: { seconds: 2 }\n');
  server = await startServer({ project, data });
}, START_MS);
afterAll(async () => {
  await server?.stop();
  for (const folder of [project, data]) rmSync(folder, { recursive: true, force: true });
});

const counted = async (as: string) => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const line = new RegExp(`^trestle_errors_unheard_total\\{as="${as}",code="INTERNAL"\\} (\\d+)$`, 'm');
  return Number(line.exec(text)?.[1] ?? 0);
};

describe('a server whose tools misbehave', () => {
  test('outlives what they leave behind: it is logged and counted, and everybody is served', async () => {
    const thread = await openThread(server.url, 'tiny');
    await say(server.url, thread, 'When is my book L1003 due? My card is C5678');
    await expect.poll(() => counted('rejection')).toBeGreaterThan(0);
    await expect.poll(() => counted('exception')).toBeGreaterThan(0);
    expect(server.complained()).toContain('rejected beside the tool');
    expect(server.complained()).toContain('thrown beside the tool');
    const other = await openThread(server.url, 'tiny');
    expect(await say(server.url, other, 'When are you open?')).toHaveProperty('outcome');
  });

  test('an effect that honours its signal and takes longer than it may calls a person and ends no server', async () => {
    const before = await counted('rejection');
    const thread = await openThread(server.url, 'tiny');
    const renew = 'I want to renew my loan L1001, my card is C1234';
    let turn = await say(server.url, thread, renew);
    if (turn.outcome === 'awaiting_confirmation') turn = await say(server.url, thread, 'yes');
    expect(turn.outcome).toBe('escalated');
    const other = await openThread(server.url, 'tiny');
    expect(await say(server.url, other, 'When are you open?')).toHaveProperty('outcome');
    expect(await counted('rejection')).toBe(before);
  });
});
