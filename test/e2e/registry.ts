import { spawnSync } from 'node:child_process';

const { status, stderr } = spawnSync('npm', ['view', 'zod', 'version', '--prefer-online'], {
  encoding: 'utf8',
  timeout: 30_000,
});

/** The package registry: whether it answers here, or the reason why not. */
export const registry = {
  answers: status === 0,
  reason: `no package registry answers: ${stderr?.trim().split('\n')[0] ?? 'it takes too long'}`,
};
