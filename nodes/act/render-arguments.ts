import type { Invocation } from '../../core/flow.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { setOwn } from '../../core/values/own.ts';
import { renderValue } from '../../core/values/template.ts';
import type { Scope } from './flow-options.ts';

/** The arguments of a declared invocation. Those without a value in scope are left out. */
export function renderArguments(declared: Invocation['with'], scope: Scope): JsonObject {
  const rendered: { [name: string]: Json } = {};
  for (const [name, template] of Object.entries(declared)) {
    const value = renderArgument(template, scope);
    if (value !== undefined) setOwn(rendered, name, value);
  }
  return rendered;
}

function renderArgument(template: Invocation['with'][string], scope: Scope): Json | undefined {
  if (typeof template === 'string') return renderValue(template, scope);
  if (Array.isArray(template)) return template.map((item) => renderValue(item, scope) ?? null);
  return template;
}
