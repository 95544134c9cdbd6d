import { describe, expect, test } from 'vitest';
import type { ChromaServer } from './chroma-server.ts';
import { watchChroma } from './watch-chroma.ts';

/** Servers that a test can end, and whose starts it can make fail. */
function servers() {
  const ends: (() => void)[] = [];
  const world = { starts: 0, fails: 0, stopped: 0, end: () => ends.at(-1)?.() };
  const start = async (): Promise<ChromaServer> => {
    world.starts += 1;
    if (world.fails > 0) {
      world.fails -= 1;
      throw new Error('cannot start');
    }
    const ended = new Promise<void>((resolve) => ends.push(resolve));
    const stop = async () => {
      world.stopped += 1;
      world.end();
    };
    return { url: `http://127.0.0.1:${world.starts}`, pid: world.starts, ended, stop };
  };
  return { world, start };
}

describe('watchChroma', () => {
  test('starts a server again that ended, after starts that fail too, at its new address', async () => {
    const { world, start } = servers();
    let told = 0;
    const onEnd = () => {
      told += 1;
    };
    const watched = await watchChroma({ start, onEnd, firstMs: 5, longestMs: 10 });
    expect(watched.url()).toBe('http://127.0.0.1:1');
    world.fails = 3;
    world.end();
    await expect.poll(() => told).toBe(1);
    expect(watched.url()).toBeUndefined();
    await expect.poll(watched.url).toBe('http://127.0.0.1:5');
    expect(told).toBe(1);
    await watched.stop();
  });

  test('waits twice as long after each start that fails', async () => {
    const { world, start } = servers();
    const watched = await watchChroma({ start, onEnd: () => {}, firstMs: 40, longestMs: 10_000 });
    world.fails = 1_000;
    const began = performance.now();
    world.end();
    await expect.poll(() => world.starts, { timeout: 5_000 }).toBe(5);
    // Waits of 40, 80, 160 and 320 milliseconds.
    expect(performance.now() - began).toBeGreaterThan(550);
    await watched.stop();
  });

  test('ends its server, and starts none after it was stopped', async () => {
    const { world, start } = servers();
    const watched = await watchChroma({ start, onEnd: () => {}, firstMs: 1 });
    await watched.stop();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(world).toMatchObject({ starts: 1, stopped: 1 });
  });

  test('rejects as the first start does', async () => {
    const { world, start } = servers();
    world.fails = 1;
    await expect(watchChroma({ start, onEnd: () => {} })).rejects.toThrow('cannot start');
  });
});
