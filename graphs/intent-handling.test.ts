import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadProject } from '../config/load-project.ts';
import { intentHandling } from './intent-handling.ts';

const root = fileURLToPath(new URL('../test/fixtures/tiny', import.meta.url));

test('an intent is answered from the topics that its author names, or from all', async () => {
  const project = await loadProject(root);
  const declaration = project.ok ? project.value.agents.get('tiny') : undefined;
  if (!declaration) throw new Error('the fixture does not check');
  const { config, flows } = declaration;
  const options = config.intents.options.map((intent) =>
    intent.name === 'opening-hours' ? { ...intent, topics: ['hours'] } : intent,
  );
  const { intents } = intentHandling({ ...config, intents: { ...config.intents, options } }, flows, false);
  expect(intents.get('opening-hours')?.topics).toEqual(['hours']);
  expect(intents.get('renew-loan')?.topics).toBeNull();
});
