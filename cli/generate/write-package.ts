import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');

/** Files that are read beside the code that reads them. */
const BESIDE = [
  'cli/terminal/page.css',
  'adapters/knowledge/chroma/chroma-guard.mjs',
  'adapters/knowledge/loaders/run-loader.mjs',
];

/** The public modules, by the name of their report. */
const PUBLIC = { trestle: 'index', 'trestle-testing': 'testing' };

/** Makes `dist/` of the sources, with one file of declarations for each public module, and the report of both in `api/`. */
function writePackage(): void {
  rmSync(DIST, { recursive: true, force: true });
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  for (const file of BESIDE) cpSync(join(ROOT, file), join(DIST, file));
  for (const [report, entry] of Object.entries(PUBLIC)) rollUp(report, entry);
  for (const file of readdirSync(DIST, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.d.ts') && file.includes('/')) rmSync(join(DIST, file));
}

function rollUp(report: string, entry: string): void {
  const { succeeded } = Extractor.invoke(configOf(report, entry), {
    localBuild: true,
    showVerboseMessages: false,
  });
  if (!succeeded) throw new Error(`the declarations of \`api/${entry}.ts\` cannot be put together`);
}

function configOf(report: string, entry: string): ExtractorConfig {
  const silent = { default: { logLevel: ExtractorLogLevel.None } };
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: ROOT,
      mainEntryPointFilePath: join(DIST, `api/${entry}.d.ts`),
      newlineKind: 'lf',
      compiler: { tsconfigFilePath: join(ROOT, 'tsconfig.build.json') },
      apiReport: {
        enabled: true,
        reportFileName: report,
        reportFolder: join(ROOT, 'api'),
        reportTempFolder: join(ROOT, 'node_modules/.cache/api'),
      },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: join(DIST, `${entry}.d.ts`) },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Warning } },
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(ROOT, 'package.json'),
  });
}

writePackage();
