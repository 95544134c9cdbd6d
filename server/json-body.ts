import type { MiddlewareHandler } from 'hono';
import { AgentError } from '../core/errors.ts';
import { isJsonObject } from '../core/values/json.ts';
import { requestInvalid } from './request-invalid.ts';

const JSON_IN_UTF8 = /^application\/json(\s*;\s*charset="?utf-8"?)?$/i;
const EMPTY_OBJECT = new TextEncoder().encode('{}');
const MAX_DEPTH = 32;
// A lone surrogate has no UTF-8 form, and databases do not store NUL in text.
const UNSTORABLE = /\p{Surrogate}|\0/u;

/**
 * Reads a JSON body strictly: media type JSON, at most `maxBytes`, valid UTF-8, only storable text.
 * An empty body counts as `{}`.
 */
export function jsonBody(maxBytes: number): MiddlewareHandler {
  return async function readJsonBody(c, next) {
    const mediaType = c.req.header('content-type')?.trim();
    if (mediaType !== undefined && !JSON_IN_UTF8.test(mediaType)) throw unsupported();
    if (Number(c.req.header('content-length')) > maxBytes) throw tooLarge(maxBytes);
    const bytes = await readBytes(c.req.raw.body, maxBytes);
    // Bytes, because a text body would get its own media type.
    c.req.raw = new Request(c.req.raw, { body: accepted(bytes, mediaType) });
    await next();
  };
}

function accepted(bytes: Uint8Array, mediaType: string | undefined): Uint8Array {
  if (bytes.byteLength === 0) return mediaType === undefined ? bytes : EMPTY_OBJECT;
  if (mediaType === undefined) throw unsupported();
  refuseUnstorable(parsed(decoded(bytes)));
  return bytes;
}

async function readBytes(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new AgentError('BODY_NOT_JSON', 'the body ended early', { cause });
    });
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge(maxBytes);
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AgentError('BODY_NOT_JSON', 'the body is not valid UTF-8', { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AgentError('BODY_NOT_JSON', 'the body is not JSON', { cause });
  }
}

/** Rejects text that cannot be stored. Without recursion, so that a deep body cannot exhaust the stack. */
function refuseUnstorable(body: unknown): void {
  const left: { readonly value: unknown; readonly path: readonly string[] }[] = [{ value: body, path: [] }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, path } = next;
    const fault = faultOf(value, path);
    if (fault) throw requestInvalid([{ in: 'body', path: path.join('.').slice(0, 100), message: fault }]);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, item] of Object.entries(value)) left.push({ value: item, path: [...path, key] });
  }
}

function faultOf(value: unknown, path: readonly string[]): string | undefined {
  if (path.length > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH} levels`;
  if (typeof value === 'string' && UNSTORABLE.test(value)) return 'holds a character that is not text';
  if (!isJsonObject(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.some((key) => UNSTORABLE.test(key))) return 'holds a key with a character that is not text';
  return keys.includes('__proto__') ? 'unknown key `__proto__`' : undefined;
}

const unsupported = () =>
  new AgentError('MEDIA_TYPE_UNSUPPORTED', 'send the body as `Content-Type: application/json` in UTF-8');

const tooLarge = (maxBytes: number) =>
  new AgentError('BODY_TOO_LARGE', `the body is longer than ${maxBytes} bytes`);
