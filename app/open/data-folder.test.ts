import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDataFolder, unusable } from './data-folder.ts';
import { lockFolder } from './lock-folder.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'trestle-folder-'));
  writeFileSync(join(home, 'file'), '');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('a data folder', () => {
  test('is made with its parents', () => {
    lockFolder(join(home, 'a/b'))();
    expect(() => lockFolder(join(home, 'a/b'))()).not.toThrow();
  });

  test('that is a file is refused in a sentence', () => {
    expect(() => makeDataFolder(join(home, 'file'))).toThrow(
      expect.objectContaining({
        code: 'DATA_FOLDER_UNUSABLE',
        message: `\`${home}/file\` is a file; \`--data\` names a folder`,
      }),
    );
  });

  test('below a file is refused in a sentence', () => {
    expect(() => lockFolder(join(home, 'file/a/b'))).toThrow(
      expect.objectContaining({
        code: 'DATA_FOLDER_UNUSABLE',
        message: `\`${home}/file/a/b\` cannot be made: \`${home}/file\` is a file; \`--data\` names a folder`,
      }),
    );
  });

  test.each([
    { code: 'EACCES', says: 'cannot be written by this user' },
    { code: 'SQLITE_READONLY', says: 'cannot be written by this user' },
    { code: 'EROFS', says: 'is on a read-only file system' },
    { code: 'ENOSPC', says: 'is on a full disk' },
    { code: 'EIO', says: 'cannot be used: i/o error' },
  ])('that $says ($code) is named', ({ code, says }) => {
    const cause = Object.assign(new Error('i/o error'), { code });
    expect(unusable('/data', cause)).toMatchObject({
      code: 'DATA_FOLDER_UNUSABLE',
      message: `\`/data\` ${says}`,
    });
  });
});
