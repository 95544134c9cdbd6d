import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '../../app/env.ts';
import { openRuntime } from '../../app/open/open.ts';
import { registry } from './registry.ts';
import { ROOT } from './server-process.ts';

const MINUTES = 600_000;

interface Ingested {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
}

describe.skipIf(!registry.answers)(
  `knowledge by loaders of a package that the project installs${registry.answers ? '' : ` (skipped: ${registry.reason})`}`,
  () => {
    let root = '';
    const server = createServer((_request, response) => {
      void readFile(join(root, 'documents/workshop.html')).then((page) => response.end(page));
    });

    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), 'trestle-loaders-'));
      await cp(join(ROOT, 'test/fixtures/loaders'), root, { recursive: true });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const agent = join(root, 'agents/desk.yaml');
      const { port } = server.address() as AddressInfo;
      await writeFile(agent, (await readFile(agent, 'utf8')).replace('8123', String(port)));
      const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
      await promisify(execFile)('npm', ['install', ...options], { cwd: root, maxBuffer: 1 << 24 });
    }, MINUTES);
    afterAll(async () => {
      server.close();
      await rm(root, { recursive: true, force: true });
    });

    const ingest = async (): Promise<Ingested> => {
      const line = ['ingest', 'desk', '--project', root, '--format', 'json'];
      const ran = promisify(execFile)(join(ROOT, 'bin/trestle'), line);
      return JSON.parse((await ran.catch(({ stdout }) => ({ stdout }))).stdout);
    };

    /** The passages that are quoted, or after a yes to the first that is offered. */
    async function cited(text: string): Promise<readonly string[]> {
      const runtime = await openRuntime({ root, environment: readEnvironment(process.env) });
      try {
        const { thread_id } = await runtime.openThread({ agent: 'desk', customer_id: null });
        const say = (words: string) => runtime.takeTurn({ thread_id, text: words, idempotency_key: null });
        const { reply, asks } = await say(text);
        const { citations } = asks?.kind === 'offer' ? (await say('the first one')).reply : reply;
        return citations.map(({ passage_id }) => passage_id);
      } finally {
        await runtime.close();
      }
    }

    test(
      'PDF, DOCX, CSV and HTML become passages, and only what changed is written again',
      async () => {
        expect(await ingest()).toMatchObject({
          added: 7,
          changed: 0,
          removed: 0,
          unchanged: 0,
          diagnostics: [],
        });
        expect(await ingest()).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 7 });
        const prices = join(root, 'documents/prices.csv');
        await writeFile(prices, (await readFile(prices, 'utf8')).replace('49', '59'));
        expect(await ingest()).toMatchObject({ added: 0, changed: 1, removed: 0, unchanged: 6 });
      },
      MINUTES,
    );

    test(
      'they are cited by the names of their documents',
      async () => {
        expect(await cited('How many years from the day of purchase does the warranty last?')).toContain(
          'warranty.pdf#page-1',
        );
        expect(await cited('How long does a repair of an antique lamp take?')).toContain(
          'repairs.docx#repairs',
        );
        expect(await cited('What does a desk lamp cost?')).toContain('prices.csv#article-desk-lamp');
        expect(await cited('When is the workshop open?')).toContain('workshop.html#our-workshop');
      },
      MINUTES,
    );

    test(
      'a PDF that does not parse is told at its place, and the earlier pages still answer',
      async () => {
        await writeFile(join(root, 'documents/warranty.pdf'), '%PDF-1.4\nnot a document\n');
        const { diagnostics, ...counts } = await ingest();
        expect(counts).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 5 });
        expect(diagnostics).toEqual([
          expect.objectContaining({
            code: 'LOADER_FAILED',
            file: 'agents/desk.yaml',
            line: 14,
            message: expect.stringMatching(/PDFLoader` throws: \S/),
          }),
        ]);
        expect(await cited('How many years from the day of purchase does the warranty last?')).toContain(
          'warranty.pdf#page-1',
        );
      },
      MINUTES,
    );
  },
);
