// The import law of docs/architecture.md, as a check.
const bands = {
  core: [],
  config: ['core'],
  rules: ['core', 'config'],
  nodes: ['core'],
  confidence: ['core'],
  intents: ['core', 'confidence'],
  adapters: ['core'],
  tools: ['core'],
  graphs: ['core', 'config', 'nodes', 'rules', 'confidence'],
  app: ['core', 'config', 'rules', 'nodes', 'confidence', 'intents', 'graphs', 'adapters', 'tools'],
  server: ['app', 'core', 'config'],
  cli: ['app', 'core', 'config', 'rules', 'confidence', 'server'],
};
const all = Object.keys(bands);
const notTest = '\\.(test|contract)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...all.map((band) => ({
      name: `${band}-may-import`,
      severity: 'error',
      comment: `${band} may import ${bands[band].join(', ') || 'nothing of ours'}`,
      from: { path: `^${band}/`, pathNot: notTest },
      to: { path: `^(${all.filter((other) => other !== band && !bands[band].includes(other)).join('|')})/` },
    })),
    {
      name: 'only-graphs-and-app-know-langgraph',
      severity: 'error',
      from: { path: `^(${all.join('|')})/`, pathNot: `^(graphs|app)/|${notTest}` },
      to: { path: 'node_modules/@langchain/langgraph' },
    },
    {
      name: 'only-rules-knows-json-rules-engine',
      severity: 'error',
      from: { path: `^(${all.join('|')}|bench)/`, pathNot: '^(rules|bench)/' },
      to: { path: 'node_modules/json-rules-engine/' },
    },
    {
      name: 'one-door-to-onnx-runtime',
      severity: 'error',
      comment: 'its telemetry is turned off there, before it loads',
      from: { path: `^(${all.join('|')}|bench|test)/`, pathNot: '^adapters/embeddings/onnx-runtime\\.ts$' },
      to: { path: 'node_modules/onnxruntime-node/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-core-pattern-knows-re2js',
      severity: 'error',
      comment: "authors' patterns run there, in linear time and within a size",
      from: { path: `^(${all.join('|')}|bench|test)/`, pathNot: '^core/pattern\\.ts$' },
      to: { path: 'node_modules/re2js/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: `^(${all.join('|')})/`, pathNot: notTest },
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
