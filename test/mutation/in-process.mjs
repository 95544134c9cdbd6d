// Stryker loads plugins as JavaScript; from here on it is TypeScript, loaded as it is.
import { register } from 'node:module';
import '../../bin/typescript.mjs';

register('./fresh-modules.mjs', import.meta.url);
const { inProcess } = await import('./in-process.ts');

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'in-process', factory: Object.assign(inProcess, { inject: [] }) },
];
