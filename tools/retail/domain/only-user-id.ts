import { NOT_FOUND } from '../../../core/tool.ts';
import type { Json } from '../../../core/values/json.ts';

/** The id of the only user found: two of one description are as good as none. */
export function onlyUserId(found: readonly { readonly id: string }[]): Json {
  return found.length === 1 && found[0] ? found[0].id : NOT_FOUND;
}
