import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadProject } from '../config/load-project.ts';
import { declaredThresholds, intentHandling, offeredIntents } from './intent-handling.ts';

const root = fileURLToPath(new URL('../test/fixtures/tiny', import.meta.url));

async function tiny() {
  const project = await loadProject(root);
  const declaration = project.ok ? project.value.agents.get('tiny') : undefined;
  if (!declaration) throw new Error('the fixture does not check');
  return declaration;
}

test('an intent is answered from the topics that its author names, or from all', async () => {
  const { config, flows } = await tiny();
  const options = config.intents.options.map((intent) =>
    intent.name === 'opening-hours' ? { ...intent, topics: ['hours'] } : intent,
  );
  const { intents } = intentHandling({ ...config, intents: { ...config.intents, options } }, flows, false);
  expect(intents.get('opening-hours')?.topics).toEqual(['hours']);
  expect(intents.get('renew-loan')?.topics).toBeNull();
});

test("an intent is offered in its author's words, unless it has none or is out of scope", async () => {
  const { config } = await tiny();
  const intents = { ...config.intents, outOfScope: 'loan-status' };
  expect([...offeredIntents(config).keys()]).toEqual(['renew-loan', 'loan-status']);
  expect([...offeredIntents({ ...config, intents })]).toEqual([['renew-loan', 'keep a book for longer']]);
});

test('the threshold that an author wrote down proves nothing', async () => {
  const { config } = await tiny();
  const declared = { threshold: 0.5, target: null, certified: false, missing: 0 };
  expect([...declaredThresholds(config).values()]).toEqual([declared, declared, declared]);
});
