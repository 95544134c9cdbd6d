import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAgent } from 'trestle/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Says } from '../config/schemas/wording-schema.ts';

// A shop that speaks and reads German, without a model: flows, articles and people only.
const project = join(import.meta.dirname, 'fixtures/german');
let data = '';
let agent: Awaited<ReturnType<typeof openAgent>>;
const replies: string[] = [];

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'trestle-german-'));
  agent = await openAgent({ project, agent: 'laden', data });
}, 120_000);
afterAll(async () => {
  await agent?.close();
  await rm(data, { recursive: true, force: true });
});

/** Says these messages one after the other: the outcome and the reply to the last, and what became of an order. */
async function played(...messages: readonly string[]) {
  const thread = await agent.thread({});
  let last: { readonly outcome: string; readonly text: string } = { outcome: '', text: '' };
  for (const message of messages) {
    const { outcome, reply } = await thread.say(message);
    const text = (reply?.text ?? '').replaceAll('\u00a0', ' ');
    replies.push(text);
    last = { outcome, text };
  }
  const order = async (id: string) => (await thread.records.get('bestellungen', id)) as { stand: string };
  const [lamp, pot] = [await order('B-1001'), await order('B-1002')];
  await thread.close();
  return { ...last, lamp: lamp.stand, pot: pot.stand };
}

const ME = 'anna.berger@example.com';
const SHOWN = ['Ich möchte eine Bestellung stornieren', ME, 'die erste'];

describe('a confirmation in German', () => {
  test('is asked with the money as it is written there', async () => {
    const { outcome, text } = await played(...SHOWN);
    expect(outcome).toBe('awaiting_confirmation');
    expect(text).toContain('Sie erhalten 12,50 € zurück.');
    expect(text).toMatch(/^Das werde ich tun:\n/);
  });

  test.each(['nein', 'Nein, danke.', 'lieber nicht', 'nicht stornieren', 'auf keinen Fall'])(
    '%s is a no',
    async (said) => {
      expect(await played(...SHOWN, said)).toMatchObject({ outcome: 'refused', lamp: 'offen' });
    },
  );

  test.each([
    'ja, aber erst nächste Woche',
    'ja, aber nicht die Lampe',
    'ja und die Teekanne auch',
    'vielleicht',
    'danke',
    'ja?',
  ])('%s is no consent', async (said) => {
    expect(await played(...SHOWN, said)).toMatchObject({ lamp: 'offen', pot: 'offen' });
  });

  test.each(['ja bitte', 'Ja, stornieren Sie die Bestellung', 'Genau, machen Sie das', 'jaa', 'ja gerne 🙂'])(
    '%s is a yes',
    async (said) => {
      const { outcome, text, lamp } = await played(...SHOWN, said);
      expect({ outcome, lamp }).toEqual({ outcome: 'answered', lamp: 'storniert' });
      expect(text).toBe('Die Bestellung B-1001 ist storniert. 12,50 € kommen in 5 bis 7 Tagen zurück.');
    },
  );
});

describe('a conversation in German', () => {
  test('tells an order that is chosen by its place, with a slip, and writes the day', async () => {
    const { text } = await played('Wo ist meine Bestelung?', ME, 'die letzte bitte');
    expect(text).toContain('kostet 1.234,50 € und kommt am 21. Mai 2024.');
  });

  test('chooses by a word of the label, and not by one that is denied', async () => {
    const { text } = await played('stornieren', ME, 'die Teekanne');
    expect(text).toContain('Bestellung B-1002 stornieren');
    expect((await played('stornieren', ME, 'die Teekanne nicht')).outcome).toBe('asked');
  });

  test('changes an address, which is put right at the confirmation', async () => {
    const shown = ['Ich möchte die Lieferadresse ändern', ME, 'die zweite', 'Lindenweg 4, 80331 München'];
    const right = 'nein, ich meinte Lindenweg 5, 80331 München';
    expect((await played(...shown, 'am 3. Juni', right)).text).toContain('Lindenweg 5, 80331 München.');
    const { text } = await played(...shown, 'am 3.6.', right, 'Ja, machen Sie das');
    expect(text).toBe('Erledigt: B-1002 geht an Lindenweg 5, 80331 München, und kommt am 3. Juni 2024.');
  });

  test('refuses with the words of a rule', async () => {
    expect(await played('stornieren', ME, 'B-1003')).toMatchObject({
      outcome: 'refused',
      text: 'Diese Bestellung ist schon unterwegs und lässt sich nicht mehr ändern.',
    });
  });

  test('quotes an article with its source', async () => {
    const { text } = await played('Wie lange kann ich etwas zurückgeben?');
    expect(text).toMatch(/^Die Rückgabefrist beträgt 30 Tage ab Lieferung\..*\n\(Aus „/);
  });

  test('answers why, waits, and gives up', async () => {
    const asked = 'Ich möchte stornieren';
    expect((await played(asked, 'warum brauchen Sie das?')).text).toMatch(
      /^Damit finde ich Ihre Bestellungen/,
    );
    expect((await played(asked, 'Moment bitte')).text).toBe('Lassen Sie sich Zeit.');
    expect((await played(asked, 'vergessen Sie es')).text).toBe('In Ordnung, ich habe nichts geändert.');
  });

  test('calls a person, and says what it does not do', async () => {
    expect((await played('Ich will mit einem Menschen sprechen')).outcome).toBe('escalated');
    expect((await played('Wer hat gestern im Fußball gewonnen?')).outcome).toBe('refused');
    expect((await played('asdf qwertz')).outcome).toBe('asked');
    expect(await played('Hello, I would like to cancel my order because it is late')).toMatchObject({
      outcome: 'escalated',
      text: 'Sorry, I only read German here. A colleague will read your message and answer you here.',
    });
  });
});

test('no sentence of the English defaults has gone out', async () => {
  const all = (value: unknown): readonly string[] =>
    typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(all);
  const pieces = all(Says.parse({}))
    .flatMap((text) => text.split(/\{\w+\}/))
    .map((text) => text.trim())
    .filter((text) => /\p{L}{2,} \p{L}{2,}/u.test(text));
  expect(pieces.length).toBeGreaterThan(30);
  expect(replies.length).toBeGreaterThan(60);
  const english = replies.filter((reply) => pieces.some((piece) => reply.includes(piece)));
  expect(english).toEqual([]);
  const declared = await readFile(join(project, 'agents/laden.yaml'), 'utf8');
  expect(declared).not.toContain('says:');
});
