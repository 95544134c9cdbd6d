import { expect, test } from 'vitest';
import { AgentError } from '../../../core/errors.ts';
import { answerGate } from './answer-gate.ts';

const silent = new AgentError('KNOWLEDGE_UNAVAILABLE', 'Chroma does not answer');

/** A gate, and a probe that fails as often as told. */
function gateWith({ fails, ...options }: { fails: number; firstMs: number; longestMs?: number }) {
  const world = { probes: 0, opened: 0 };
  const onOpen = () => {
    world.opened += 1;
  };
  const probe = async () => {
    world.probes += 1;
    if (world.probes <= fails) throw silent;
  };
  return { world, probe, gate: answerGate({ onOpen, ...options }) };
}

test('a closed gate opens when a probe succeeds, after probes that fail', async () => {
  const { gate, world, probe } = gateWith({ fails: 3, firstMs: 1, longestMs: 2 });
  expect(gate.closedBy()).toBeNull();
  gate.close(silent, probe);
  expect(gate.closedBy()).toBe(silent);
  await expect.poll(gate.closedBy).toBeNull();
  expect(world).toEqual({ probes: 4, opened: 1 });
});

test('waits twice as long after each probe that fails', async () => {
  const { gate, world, probe } = gateWith({ fails: 1000, firstMs: 40, longestMs: 10_000 });
  const began = performance.now();
  gate.close(silent, probe);
  await expect.poll(() => world.probes, { timeout: 5000 }).toBe(4);
  // Waits of 40, 80, 160 and 320 milliseconds.
  expect(performance.now() - began).toBeGreaterThan(550);
  gate.stop();
});

test('closed twice, it is probed once', async () => {
  const { gate, world, probe } = gateWith({ fails: 0, firstMs: 5 });
  gate.close(silent, probe);
  gate.close(new AgentError('KNOWLEDGE_UNAVAILABLE', 'again'), probe);
  expect(gate.closedBy()).toBe(silent);
  await expect.poll(gate.closedBy).toBeNull();
  expect(world).toEqual({ probes: 1, opened: 1 });
});

test('stopped, it probes no more', async () => {
  const { gate, world, probe } = gateWith({ fails: 0, firstMs: 5 });
  gate.close(silent, probe);
  gate.stop();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(world).toEqual({ probes: 0, opened: 0 });
});
