import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import { MAX_FILE_BYTES } from './read-yaml.ts';

const MAX_FOLDER_DEPTH = 8;

/** An entry of a project folder; `file` is relative to the project root, with `/` between names. */
export interface FolderEntry {
  readonly name: string;
  readonly file: string;
  readonly isFolder: boolean;
}

/** Lists a folder by name, without hidden entries. Follows links. Empty if the folder does not exist. */
export async function listFolder(root: string, folder: string): Promise<readonly FolderEntry[]> {
  const known = await stat(join(root, folder)).catch(ifAbsent);
  if (!known?.isDirectory()) return [];
  const names = (await readdir(join(root, folder))).filter((name) => !name.startsWith('.')).sort();
  const entries = await Promise.all(
    names.map(async (name): Promise<readonly FolderEntry[]> => {
      const file = `${folder}/${name}`;
      const status = await stat(join(root, file)).catch(ifAbsent);
      return status ? [{ name, file, isFolder: status.isDirectory() }] : [];
    }),
  );
  return entries.flat();
}

/** Lists every file below a folder, ordered by path. */
export async function listFiles(root: string, folder: string, depth = 0): Promise<readonly FolderEntry[]> {
  const entries = await listFolder(root, folder);
  const nested = await Promise.all(
    entries.map((entry) => {
      if (!entry.isFolder) return [entry];
      return depth < MAX_FOLDER_DEPTH ? listFiles(root, entry.file, depth + 1) : [];
    }),
  );
  return nested.flat();
}

/** Reads an author's file as text, or says why it cannot be read. */
export async function readText(
  root: string,
  file: string,
  maxBytes: number = MAX_FILE_BYTES,
): Promise<Parsed<string>> {
  const path = join(root, file);
  const status = await stat(path).catch(ifAbsent);
  if (!status?.isFile())
    return refuse({ code: 'CONFIG_FILE_MISSING', file, message: `there is no file \`${file}\`` });
  if (status.size > maxBytes) {
    return refuse({
      code: 'CONFIG_TOO_LARGE',
      file,
      message: `the file is larger than ${maxBytes} bytes`,
    });
  }
  const bytes = await readFile(path);
  if (isUtf8(bytes)) return { ok: true, value: bytes.toString('utf8').replace(/^\uFEFF/, '') };
  return refuse({
    code: 'CONFIG_NOT_UTF8',
    file,
    ...firstBadByte(bytes),
    message: 'the file is not text in UTF-8',
  });
}

function refuse(
  problem: Pick<Diagnostic, 'code' | 'file' | 'message'> & Partial<Diagnostic>,
): Parsed<string> {
  return { ok: false, diagnostics: [{ severity: 'error', line: 1, column: 1, ...problem }] };
}

function firstBadByte(bytes: Buffer): { readonly line: number; readonly column: number } {
  const lines = bytes.toString('latin1').split('\n');
  const index = lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1')));
  const decoded = Buffer.from(lines[index] ?? '', 'latin1').toString('utf8');
  return { line: index + 1, column: decoded.indexOf('\uFFFD') + 1 };
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ELOOP') return undefined;
  throw error;
}
