import { describe, expect, test } from 'vitest';
import { chunkMarkdown } from './chunk-markdown.ts';

const chunk = (text: string, path = 'orders/returns.md') => chunkMarkdown({ path, text });
const ids = (text: string, path?: string) => chunk(text, path).map(({ passage_id }) => passage_id);

describe('chunkMarkdown', () => {
  test('makes a passage of each section, with the headings above it', () => {
    expect(
      chunk(
        '# Returns\n\nSend it back.\n\n## How long\n\n30 days.\n\n### Gifts\n\n60 days.\n\n## Cost\n\nFree.',
      ),
    ).toEqual([
      {
        passage_id: 'orders/returns#returns',
        source: 'orders/returns.md',
        title: 'Returns',
        heading: 'Returns',
        text: 'Send it back.',
      },
      {
        passage_id: 'orders/returns#how-long',
        source: 'orders/returns.md',
        title: 'Returns',
        heading: 'Returns > How long',
        text: '30 days.',
      },
      {
        passage_id: 'orders/returns#gifts',
        source: 'orders/returns.md',
        title: 'Returns',
        heading: 'Returns > How long > Gifts',
        text: '60 days.',
      },
      {
        passage_id: 'orders/returns#cost',
        source: 'orders/returns.md',
        title: 'Returns',
        heading: 'Returns > Cost',
        text: 'Free.',
      },
    ]);
  });

  test.each([
    {
      text: '---\ntitle: Sending back\n---\nText.',
      title: 'Sending back',
      heading: 'Sending back',
      why: 'front matter names it',
    },
    {
      text: '---\r\ntitle: Sending back\r\n---\r\n# Returns\r\n\r\nText.',
      title: 'Sending back',
      heading: 'Sending back > Returns',
      why: 'front matter and a heading name it',
    },
    { text: '# Returns\nText.', title: 'Returns', heading: 'Returns', why: 'its first heading names it' },
    { text: 'Text.', title: 'Send it back', heading: 'Send it back', why: 'only its file names it' },
    {
      text: '---\n: [\n---\nText.',
      title: 'Send it back',
      heading: 'Send it back',
      why: 'its front matter is broken',
    },
    {
      text: '## **Bold** [link](https://example.com) `code` ##\nText.',
      title: 'Bold link code',
      heading: 'Bold link code',
      why: 'its heading is decorated',
    },
  ])('takes the title "$title" when $why', ({ text, title, heading }) => {
    expect(chunk(text, 'send-it-back.md')).toEqual([
      expect.objectContaining({ title, heading, text: 'Text.' }),
    ]);
  });

  test.each([
    {
      lines: 'about: Floor Lamp\ntopics: [care, returns]',
      about: ['Floor Lamp'],
      topics: ['care', 'returns'],
    },
    { lines: 'about: [Floor Lamp, Desk Lamp, Floor Lamp]', about: ['Floor Lamp', 'Desk Lamp'] },
    { lines: 'about: 3\ntopics: {care: true}' },
    { lines: 'topics: ["", " "]' },
  ])('takes what an article is about, and its topics, from "$lines"', ({ lines, ...labels }) => {
    const [passage] = chunk(`---\n${lines}\n---\n# Lamps\n\nText.`);
    const { about, topics } = passage ?? {};
    expect({ ...(about && { about }), ...(topics && { topics }) }).toEqual(labels);
  });

  test('names headings that repeat apart, and keeps names of real ones', () => {
    expect(ids('# A\n\n## Cost\nx\n\n## Cost\ny\n\n## Cost 2\nz\n')).toEqual([
      'orders/returns#cost',
      'orders/returns#cost-2',
      'orders/returns#cost-2-2',
    ]);
  });

  test.each([
    { heading: 'Où est-ce?', slug: 'ou-est-ce' },
    { heading: '日本語', slug: '日本語' },
    { heading: '!!!', slug: 'section' },
  ])('names "$heading" $slug', ({ heading, slug }) => {
    expect(ids(`# ${heading}\ntext`, 'a.md')).toEqual([`a#${slug}`]);
  });

  test('leaves ids alone when another section changes', () => {
    const before = ids('# A\n\n## One\nx\n\n## Two\ny');
    expect(ids('# A\n\n## One\nmuch more text\n\n## New\nz\n\n## Two\ny')).toEqual(
      expect.arrayContaining(before),
    );
  });

  test('takes no heading from code, and no text from comments', () => {
    const [only, ...rest] = chunk('# A\n\n```sh\n# not a heading\n```\n<!-- ## hidden\nsecret -->\nend');
    expect(rest).toEqual([]);
    expect(only?.text).toContain('# not a heading');
    expect(only?.text).not.toMatch(/hidden|secret/);
  });

  test('takes the questions of a heading, for the first part of its section', () => {
    const long = 'word '.repeat(300);
    const front = '---\nquestions:\n  How long?: [until when, " "]\n  Other: 3\n---\n';
    const passages = chunk(`${front}# Returns\n## How long?\n${long}\n## Other\ntext`, 'returns.md');
    const asked = passages.map(({ passage_id, questions = [] }) => [passage_id, ...questions]);
    expect(asked).toEqual([['returns#how-long', 'until when'], ['returns#how-long~2'], ['returns#other']]);
  });

  test('splits a long section between paragraphs, and numbers the parts', () => {
    const paragraph = (letter: string) => `${letter.repeat(6)} `.repeat(60).trim();
    const passages = chunk(`# A\n\n${['a', 'b', 'c'].map(paragraph).join('\n\n')}`, 'long.md');
    expect(passages.map(({ passage_id }) => passage_id)).toEqual(['long#a', 'long#a~2', 'long#a~3']);
    expect(passages.map(({ text }) => text)).toEqual(['a', 'b', 'c'].map(paragraph));
  });

  test.each([
    { text: `# A\n\n${'A sentence of some length stands here. '.repeat(100)}`, why: 'sentences' },
    { text: `# A\n\n${'word '.repeat(1000)}`, why: 'words' },
    { text: `# A\n\n${'x'.repeat(5000)}`, why: 'nothing to split at' },
    { text: `# A\n\n${'- item of a list\n'.repeat(200)}`, why: 'lines of a list' },
  ])('loses nothing of a paragraph of $why, and keeps each part short', ({ text }) => {
    const parts = chunk(text).map((passage) => passage.text);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(800);
    expect(parts.join('').replace(/\s/g, '')).toBe(text.replace('# A', '').replace(/\s/g, ''));
  });

  test.each(['', '\n\n', '# Only a heading', '---\ntitle: x\n---\n'])('makes nothing of "%s"', (text) => {
    expect(chunk(text)).toEqual([]);
  });
});
