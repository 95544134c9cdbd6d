// Strips the types of `.ts` files where Node does not. Runs in a thread of Node's own; see typescript.mjs.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ownSource } from './own-sources.mjs';

/** So many sources of earlier runs are kept, the newest. */
const MOST = 2000;

/** Milliseconds without another file until what was stripped is kept. */
const CALM = 300;
const require = createRequire(import.meta.url);

/** Stripped sources by the hash of what they were. */
let known = new Map();
let keptIn;
let calm;

export function initialize({ file }) {
  keptIn = file;
  known = new Map(readKept());
}

/** The package's own name is its sources, in a checkout. */
export function resolve(name, context, next) {
  return next(ownSource(name) ?? name, context);
}

/** Node's own loader does everything but a `.ts` file outside node_modules. */
export async function load(url, context, next) {
  const path = pathOf(url);
  if (path === undefined) return next(url, context);
  return { format: 'module', shortCircuit: true, source: stripped(readFileSync(path, 'utf8'), path) };
}

function pathOf(url) {
  const [file] = url.split(/[?#]/);
  if (!file.startsWith('file:') || !/\.m?ts$/.test(file)) return undefined;
  const path = fileURLToPath(file);
  return path.includes('/node_modules/') ? undefined : path;
}

/** Types become spaces, so that lines and columns stay: no source map. */
function stripped(source, path) {
  const hash = createHash('sha256').update(source).digest('base64');
  const before = known.get(hash);
  if (before !== undefined) return before;
  const { transformSync } = require('@swc/wasm-typescript');
  const code = codeOf(() => transformSync(source, { mode: 'strip-only', filename: path }), path);
  known.set(hash, code);
  clearTimeout(calm);
  calm = setTimeout(keep, CALM);
  return code;
}

/** The stripper throws plain text or an object: an error names the file, as a syntax error of Node's does. */
function codeOf(transform, path) {
  try {
    return transform().code;
  } catch (problem) {
    const { message = String(problem), startLine, startColumn } = problem ?? {};
    const place = startLine === undefined ? path : `${path}:${startLine}:${startColumn + 1}`;
    throw new SyntaxError(`${place}: ${message}`);
  }
}

function readKept() {
  try {
    return keptIn === undefined ? [] : JSON.parse(readFileSync(keptIn, 'utf8'));
  } catch {
    // Absent or cut off: everything is stripped anew.
    return [];
  }
}

function keep() {
  if (keptIn === undefined) return;
  const draft = `${keptIn}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify([...known].slice(-MOST)));
    renameSync(draft, keptIn);
  } catch {
    // A folder that cannot be written keeps nothing.
    remove(draft);
  }
}

function remove(draft) {
  try {
    rmSync(draft, { force: true });
  } catch {
    // The folder itself is gone.
  }
}
