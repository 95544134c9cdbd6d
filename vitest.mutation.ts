import { defineConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** What mutants are run against: the tests beside the judged code, which take no server and no schedules. */
// biome-ignore lint/style/noDefaultExport: vitest reads it
export default defineConfig({ test: { ...config.test, include: ['nodes/*.test.ts', 'rules/*.test.ts'] } });
