import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // Projects in here import the package that they are in: its sources.
  resolve: {
    alias: [
      { find: /^trestle$/, replacement: file('api/index.ts') },
      { find: /^trestle\/testing$/, replacement: file('api/testing.ts') },
    ],
  },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/fixtures/**', '.trestle/**', 'dist/**', 'templates/**'],
    // Generous, because a slow disk or a busy machine is no failure. A test that waits for a bound names its own.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
