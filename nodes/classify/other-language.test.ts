import { expect, test } from 'vitest';
import { otherLanguage } from './other-language.ts';

const languages = new Map([['de', 'Nur Englisch.']]);

test('a person is called, and the customer reads the sentence in their language', async () => {
  expect(
    await otherLanguage(
      { languages, confirmation: {} as never },
      { text: 'Ich möchte meine Bestellung stornieren' },
    ),
  ).toEqual({
    commands: [{ kind: 'unclear', of: null, value: null, parts: [[0, 38]], confidence: 1 }],
    reading: 'unclear',
    pending: null,
    escalation: {
      code: 'other_language',
      reason: 'the customer writes in German, which I do not read',
      proposal: null,
      verdict: null,
      tell: 'Nur Englisch.',
    },
  });
});

test.each(['I want to cancel my order', 'Je voudrais annuler ma commande', 'ja'])(
  'is nothing: %s',
  async (text) => {
    expect(await otherLanguage({ languages, confirmation: {} as never }, { text })).toBeNull();
  },
);
