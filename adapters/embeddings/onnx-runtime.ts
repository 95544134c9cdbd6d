import { isMainThread } from 'node:worker_threads';
import { AgentError } from '../../core/errors.ts';

/** The release that vectors are measured with. */
const RELEASE = '1.30.0';

export type OnnxRuntime = typeof import('onnxruntime-node');

/**
 * ONNX Runtime with its telemetry off. Only this file imports it.
 *
 * Its native part reads the variable at load time. Without it, it writes a device id to the user's cache and
 * connects to its maker. Throws in a worker thread, whose environment native code does not see. Rejects with
 * `PACKAGE_MISSING` where it is not installed: it is an optional peer, since its install script downloads.
 */
export async function onnxRuntime(): Promise<OnnxRuntime> {
  if (!isMainThread)
    throw new Error('ONNX Runtime is loaded in the main thread only: its telemetry is off there');
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    throw notInstalled(error) ?? error;
  }
}

function notInstalled(error: unknown): AgentError | undefined {
  const { code, message } = error as Error & { readonly code?: unknown };
  if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes("'onnxruntime-node'")) return undefined;
  return new AgentError(
    'PACKAGE_MISSING',
    `intents and articles are read with \`onnxruntime-node\`, which is not installed here: put the line \`onnxruntime-node-install=skip\` into \`.npmrc\` and run \`npm install onnxruntime-node@${RELEASE}\` (\`trestle init\` does both in a new project)`,
    { cause: error },
  );
}
