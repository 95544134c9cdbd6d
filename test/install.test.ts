import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

/** It would download from elsewhere, and fail without internet. npm 10 goes by the lock, npm 11 by `allowScripts`. */
test("onnxruntime-node's install script runs under no npm", () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  expect(lock.packages['node_modules/onnxruntime-node']).not.toHaveProperty('hasInstallScript');
  expect(JSON.parse(read('package.json')).allowScripts['onnxruntime-node']).toBe(false);
});

test('.npmrc has no setting that npm would warn of at each command', () => {
  const known = ['omit-lockfile-registry-resolved', 'fund', 'audit'];
  const settings = read('.npmrc').trim().split('\n');
  expect(settings.map((line) => line.split('=')[0])).toEqual(known);
});
