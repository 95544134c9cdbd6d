import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Files that are read beside the code that reads them. */
const BESIDE = ['cli/terminal/page.css', 'adapters/knowledge/chroma/chroma-guard.mjs'];

rmSync(`${ROOT}dist`, { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: ROOT,
  stdio: 'inherit',
});
for (const file of BESIDE) cpSync(`${ROOT}${file}`, `${ROOT}dist/${file}`);
