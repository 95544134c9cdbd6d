import { readFileSync, writeFileSync } from 'node:fs';
import { withDiagram } from './architecture-page.ts';
import { drawModules, importsOfModules } from './module-diagram.ts';

const page = new URL('../../docs/architecture.md', import.meta.url);
writeFileSync(page, withDiagram(readFileSync(page, 'utf8'), drawModules(await importsOfModules())));
