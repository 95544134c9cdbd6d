// The import law of docs/architecture.md, as a check. `npm run graph` draws what is really imported.

const config = ['config/schemas', 'config/languages', 'config/read', 'config/check', 'config'];
const rules = ['rules/schemas', 'rules/judge', 'rules/files', 'rules/explain', 'rules/cases'];
const pure = ['core', 'confidence', 'hearing', 'saying'];
const engine = [...pure, 'intents', ...config, ...rules, 'graphs'];
const outside = ['adapters', 'tools'];
const served = ['app', 'app/checkpoints', 'app/knowledge', 'app/policies', 'app/turns', 'app/open'];

/**
 * What each module may import, besides itself. A module is a folder with what is below it, except what is a
 * module of its own. Modules for use offline stand below the others of their band: nothing that serves imports them.
 */
export const modules = {
  core: [],
  confidence: ['core'],
  hearing: ['core', 'confidence'],
  saying: ['core', 'confidence', 'hearing'],
  intents: ['core', 'confidence'],

  'config/schemas': ['core'],
  'config/languages': ['core', 'config/schemas'],
  'config/read': ['core', 'config/schemas', 'config/languages'],
  'config/check': ['core', 'config/schemas', 'config/languages', 'config/read'],
  config: ['core', ...config],

  'rules/schemas': ['core', 'config/read'],
  'rules/judge': ['core', 'config/read', 'rules/schemas'],
  'rules/files': ['core', 'config/schemas', 'config/read', 'rules/schemas', 'rules/judge'],
  'rules/explain': ['core', 'config/read', 'rules/schemas', 'rules/judge'],
  'rules/cases': ['core', 'config/read', 'rules/schemas', 'rules/judge', 'rules/files', 'rules/explain'],
  'rules/analyse': ['core', 'config/read', 'rules/schemas', 'rules/judge', 'rules/files'],
  'rules/backtest': ['core', 'config/read', ...rules],
  'rules/mutate': ['core', 'config/read', ...rules],

  'nodes/classify': ['core', 'hearing', 'saying'],
  'nodes/act': ['core', 'hearing', 'saying'],
  'nodes/gate': ['core', 'hearing', 'saying'],
  'nodes/respond': ['core', 'hearing', 'saying'],
  nodes: ['core', 'hearing', 'saying'],
  graphs: [
    ...pure,
    ...config,
    ...rules,
    'nodes/classify',
    'nodes/act',
    'nodes/gate',
    'nodes/respond',
    'nodes',
  ],

  adapters: ['core'],
  tools: ['core'],

  app: [...engine, ...outside],
  'app/checkpoints': [...engine, ...outside, 'app'],
  'app/knowledge': [...engine, ...outside, 'app'],
  'app/policies': [...engine, ...outside, 'app'],
  'app/turns': [...engine, ...outside, 'app', 'app/checkpoints'],
  'app/open': [...engine, ...outside, ...served],
  'app/studio': [...engine, ...outside, ...served],
  'app/check': [...engine, ...outside, ...served, 'rules/analyse', 'app/replies'],
  'app/measure': [...engine, ...outside, ...served, 'nodes/gate', 'rules/backtest', 'rules/mutate'],
  'app/replies': [...engine, ...outside, ...served, 'app/measure', 'nodes/gate'],
  'app/simulate': [...engine, ...outside, ...served],
  'app/replay': [...engine, ...outside, ...served, 'nodes/gate'],
  'app/evals': [...engine, ...outside, ...served, 'app/check', 'app/measure', 'app/replay', 'app/simulate'],

  server: ['core', ...config, 'app', 'app/turns', 'app/open'],
  api: ['core', 'adapters', 'graphs', ...served, 'app/studio', 'app/evals'],
  'cli/terminal': ['core', 'confidence', 'app'],
  'cli/project': ['core', 'cli/terminal', 'app/check', 'app/measure'],
  'cli/ledger': ['core', 'cli/terminal', ...served, 'app/measure'],
  'cli/serve': [
    'core',
    ...config,
    'cli/terminal',
    'cli/ledger',
    'cli/project',
    ...served,
    'app/check',
    'server',
  ],
  'cli/policy': [
    'core',
    ...rules,
    'rules/backtest',
    'rules/mutate',
    'cli/terminal',
    'cli/ledger',
    'cli/project',
    ...served,
    'app/check',
    'app/measure',
  ],
  'cli/intents': [
    'core',
    'confidence',
    'cli/terminal',
    'cli/ledger',
    'cli/project',
    ...served,
    'app/check',
    'app/measure',
  ],
  'cli/evals': ['core', 'confidence', 'cli/terminal', 'cli/project', 'app', 'app/evals'],
  'cli/replay': ['core', 'cli/terminal', 'app/replay'],
  'cli/replies': ['core', 'cli/terminal', 'app/replies'],
  'cli/simulate': ['core', 'cli/terminal', 'app', 'app/simulate'],
  'cli/knowledge': ['core', 'cli/terminal', 'cli/ledger', 'cli/project', ...served, 'app/measure'],
  'cli/init': ['core', 'app', 'cli/terminal'],
  'cli/generate': ['core', ...config, ...rules, 'app/replies', 'server'],
  cli: [
    'core',
    'app',
    'app/open',
    'cli/terminal',
    'cli/project',
    'cli/ledger',
    'cli/serve',
    'cli/policy',
    'cli/init',
    'cli/intents',
    'cli/evals',
    'cli/replay',
    'cli/replies',
    'cli/simulate',
    'cli/knowledge',
  ],
};

const names = Object.keys(modules);
const bands = [...new Set(names.map((name) => name.split('/')[0]))].join('|');
const notTest = '\\.(test|contract)\\.ts$';

/** The files of a module, as a pattern: those of a folder that is divided further are its own files only. */
export const filesOf = (name) =>
  names.some((other) => other.startsWith(`${name}/`)) ? `^${name}/[^/]+$` : `^${name}/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...names.map((name) => ({
      name: `${name}-may-import`,
      severity: 'error',
      comment: `${name} may import ${modules[name].join(', ') || 'nothing of ours'}`,
      from: { path: filesOf(name), pathNot: notTest },
      to: {
        path: names.filter((other) => other !== name && !modules[name].includes(other)).map(filesOf),
      },
    })),
    {
      name: 'every-file-is-in-a-module',
      severity: 'error',
      from: { path: `^(${bands})/`, pathNot: names.map(filesOf) },
      to: {},
    },
    {
      name: 'only-graphs-and-app-know-langgraph',
      severity: 'error',
      from: { path: `^(${bands})/`, pathNot: `^(graphs|app)/|${notTest}` },
      to: { path: 'node_modules/@langchain/langgraph' },
    },
    {
      name: 'only-rules-knows-json-rules-engine',
      severity: 'error',
      from: { path: `^(${bands}|bench)/`, pathNot: '^(rules|bench)/' },
      to: { path: 'node_modules/json-rules-engine/' },
    },
    {
      name: 'one-door-to-onnx-runtime',
      severity: 'error',
      comment: 'its telemetry is turned off there, before it loads',
      from: { path: `^(${bands}|bench|test)/`, pathNot: '^adapters/embeddings/onnx-runtime\\.ts$' },
      to: { path: 'node_modules/onnxruntime-node/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-core-pattern-knows-re2js',
      severity: 'error',
      comment: "authors' patterns run there, in linear time and within a size",
      from: { path: `^(${bands}|bench|test)/`, pathNot: '^core/values/pattern\\.ts$' },
      to: { path: 'node_modules/re2js/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: `^(${bands})/`, pathNot: notTest },
      to: { path: '^(test|bench)/|\\.test\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
