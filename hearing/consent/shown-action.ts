import type { ActionWords, Preview } from '../../core/tool.ts';
import type { JsonObject } from '../../core/values/json.ts';

/** The action that was shown to the customer before their answer. */
export interface ShownAction {
  readonly words: ActionWords;
  readonly arguments: JsonObject;
  readonly preview: Preview;
}
