import { z } from '@hono/zod-openapi';
import { own } from '../../core/values/own.ts';
import type { HttpApp } from '../../server/door.ts';

interface Operation {
  readonly responses: {
    readonly [status: string]: {
      readonly content?: { readonly [mediaType: string]: { readonly schema: unknown } };
    };
  };
}

/** The OpenAPI document, as far as conformance needs it. */
export interface ApiDocument {
  readonly openapi: string;
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: unknown } };
}

/** Says what in an answer the OpenAPI document does not promise; empty when it keeps to it. For tests. */
export async function broken(
  app: HttpApp,
  method: string,
  path: string,
  answer: Response,
): Promise<string[]> {
  const document = (await (await app.request('/openapi.json')).json()) as ApiDocument;
  const operation = operationOf(document, method, path);
  if (!operation)
    return answer.status === 404 || answer.status === 405 ? [] : [`no operation for ${method} ${path}`];
  const promised = operation.responses[answer.status];
  if (!promised) return [`${method} ${path} promises no ${answer.status}`];
  const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (!promised.content) return mediaType === '' ? [] : [`a body where none is promised`];
  const content = own(promised.content, mediaType);
  if (!content) return [`${method} ${path} promises no ${mediaType}`];
  if (!mediaType.endsWith('json')) return [];
  const schema = z.fromJSONSchema(
    inlined(content.schema, document) as Parameters<typeof z.fromJSONSchema>[0],
  );
  const checked = schema.safeParse(await answer.clone().json());
  return checked.success
    ? []
    : checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

function operationOf({ paths }: ApiDocument, method: string, path: string): Operation | undefined {
  const found = Object.entries(paths).find(([template]) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return own(found?.[1], method.toLowerCase());
}

function inlined(schema: unknown, document: ApiDocument): unknown {
  if (Array.isArray(schema)) return schema.map((item) => inlined(item, document));
  if (typeof schema !== 'object' || schema === null) return schema;
  const reference = (schema as { readonly $ref?: unknown }).$ref;
  if (typeof reference === 'string') {
    return inlined(own(document.components.schemas, reference.split('/').at(-1) ?? ''), document);
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, inlined(value, document)]));
}
