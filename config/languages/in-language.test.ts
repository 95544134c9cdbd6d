import { expect, test } from 'vitest';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { AgentConfig } from '../schemas/agent-schema.ts';
import { inLanguage, missingSentences } from './in-language.ts';

const file = (more: object) => ({
  name: 'laden',
  description: 'Hilft den Kunden eines Ladens.',
  intents: {
    options: [
      { name: 'a', description: 'Die Kundin fragt.' },
      { name: 'b', description: 'Die Kundin sagt etwas.' },
    ],
  },
  escalation: { queue: 'team' },
  ...more,
});
const read = (more: object) => {
  const declared = file(more);
  const config = AgentConfig.parse(declared);
  return { config: inLanguage(config, declared), missing: missingSentences(config, declared) };
};
const texts = (value: Json): readonly string[] =>
  isJsonObject(value) ? Object.values(value).flatMap(texts) : [String(value)];

test('a German agent says nothing that an English one says', () => {
  const english = new Set(texts(read({}).config.says as Json));
  expect(texts(read({ language: 'de' }).config.says as Json).filter((text) => english.has(text))).toEqual([]);
});

test('sentences of the file stay, also inside', () => {
  const { config } = read({ language: 'de', says: { notFound: 'Nichts.', confirm: { lead: 'Gleich:' } } });
  expect(config.says).toMatchObject({
    notFound: 'Nichts.',
    declined: 'In Ordnung, ich habe nichts geändert.',
    confirm: { lead: 'Gleich:', question: 'Soll ich das so machen? (ja oder nein)' },
  });
});

test('the locale follows the language, if none is declared', () => {
  expect(read({}).config.locale).toBe('en-US');
  expect(read({ language: 'de' }).config.locale).toBe('de-DE');
  expect(read({ language: 'de', locale: 'de-AT' }).config.locale).toBe('de-AT');
});

test('sentences that a language without defaults does not declare are named', () => {
  expect(read({}).missing).toEqual([]);
  expect(read({ language: 'de' }).missing).toEqual([]);
  const { missing } = read({ language: 'fr', says: { and: 'et', aside: { bot: 'Je suis un automate.' } } });
  expect(missing).toContain('or');
  expect(missing).toContain('aside.why');
  expect(missing).not.toContain('and');
  expect(missing).not.toContain('aside.bot');
});
