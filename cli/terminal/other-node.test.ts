import { expect, test } from 'vitest';
import { AgentError } from '../../core/errors.ts';
import { otherNode } from './other-node.ts';

const native = Object.assign(
  new Error(
    "The module 'better_sqlite3.node'\nwas compiled against a different Node.js version using\nNODE_MODULE_VERSION 115.",
  ),
  { code: 'ERR_DLOPEN_FAILED' },
);

test('another Node than the one that installed the packages is a sentence', () => {
  expect(otherNode(native)).toMatchObject({
    code: 'NODE_UNSUPPORTED',
    message: `the packages were installed with another Node than this one (${process.version}): run \`npm rebuild\`, or the Node that installed them`,
  });
});

test('it is found below the error that it caused', () => {
  const caused = new AgentError('LEDGER_UNAVAILABLE', 'the ledger cannot be opened', { cause: native });
  expect(otherNode(caused)).toMatchObject({ code: 'NODE_UNSUPPORTED' });
});

test('other errors stay as they are', () => {
  expect(otherNode(new Error('x'))).toBeUndefined();
  expect(otherNode('x')).toBeUndefined();
});
