import { expect, test } from 'vitest';
import { checkFolder } from './check-folder.ts';

const FOLDER = 'policies/shop';
const entry = (path: string) => ({
  file: `${FOLDER}/${path}`,
  name: path.split('/').at(-1) ?? '',
  isFolder: false,
});
const problems = (...paths: string[]) => checkFolder(FOLDER, paths.map(entry));

test.each([
  [['facts.json', 'pay.rules.json', 'pay.cases.json']],
  [['README.md', 'notes.txt', 'pictures/flow.png', 'json']],
  [['.rules.json.swp', 'notes/ideas.md']],
])('nothing is wrong with %j', (paths) => {
  expect(problems(...paths)).toEqual([]);
});

test.each([
  ['pay.rule.json', 'its name must be'],
  ['pay.json', 'its name must be'],
  ['pay.rules.yaml', 'its name must be'],
  ['pay.rules.YML', 'its name must be'],
  ['pay.rules.jsonc', 'its name must be'],
  ['pay.rules.json5', 'its name must be'],
  ['old/pay.rules.json', 'it must be directly in `policies/shop`'],
  ['old/facts.json', 'it must be directly in `policies/shop`'],
  ['old/pay.cases.json', 'it must be directly in `policies/shop`'],
])('%s would be taken for rules and is not read', (path, says) => {
  expect(problems('facts.json', path)).toEqual([
    {
      file: `${FOLDER}/${path}`,
      line: 1,
      column: 1,
      code: 'CONFIG_FILE_NAME',
      severity: 'error',
      message: expect.stringContaining(says),
    },
  ]);
});

test('cases of no rules are doubtful, and the name that was meant is guessed', () => {
  expect(problems('pay.rules.json', 'pai.cases.json', 'facts.json')).toEqual([
    {
      file: `${FOLDER}/pai.cases.json`,
      line: 1,
      column: 1,
      code: 'LINK_UNUSED',
      severity: 'warning',
      message: 'the cases belong to no rules: there is no `pai.rules.json`',
      help: 'did you mean `pay.rules.json`?',
    },
  ]);
  expect(problems('pai.cases.json', 'facts.json')[0]).not.toHaveProperty('help');
});
