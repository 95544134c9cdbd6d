import { AgentError } from '../../core/errors.ts';

/** `NODE_UNSUPPORTED` if an error is from a native package that was installed for another Node, else undefined. */
export function otherNode(error: unknown): AgentError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!('code' in cause) || cause.code !== 'ERR_DLOPEN_FAILED') continue;
    if (!/compiled against a different Node\.js version/.test(cause.message)) continue;
    return new AgentError(
      'NODE_UNSUPPORTED',
      `the packages were installed with another Node than this one (${process.version}): run \`npm rebuild\`, or the Node that installed them`,
      { cause: error },
    );
  }
  return undefined;
}
