import { isMainThread } from 'node:worker_threads';

export type OnnxRuntime = typeof import('onnxruntime-node');

/**
 * ONNX Runtime, with its telemetry off. The only door to it.
 *
 * Its native part reads the variable when it is loaded, and would write a device id under the user's cache and
 * connect to its maker. Throws in a worker thread, whose environment native code does not see.
 */
export async function onnxRuntime(): Promise<OnnxRuntime> {
  if (!isMainThread)
    throw new Error('ONNX Runtime is loaded in the main thread only: its telemetry is off there');
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  return await import('onnxruntime-node');
}
