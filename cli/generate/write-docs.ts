import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorDocs } from '../../server/error-docs.ts';
import { withFlowLines } from './flow-lines.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const flows = `${root}docs/search-and-choose.md`;

writeFileSync(`${root}docs/errors.md`, errorDocs());
writeFileSync(flows, await withFlowLines(root, readFileSync(flows, 'utf8')));
