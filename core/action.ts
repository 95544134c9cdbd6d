import type { Reason } from './reason.ts';
import { contentHash, type JsonObject } from './values/json.ts';

/** A tool call that has not run. */
export interface ProposedAction {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** Who proposed an action. A person's edit is a proposal of its own. */
export type Proposer = 'flow' | 'model' | 'person';

/** The change that rules made to an action. */
export interface Modified {
  /** The proposed arguments. */
  readonly from: JsonObject;
  /** The reasons of the rules that changed something. */
  readonly reasons: readonly Reason[];
}

/** A proposed action with the ids under which it is judged, claimed and recorded. */
export interface Proposal {
  /** Derived from the turn and the proposal's number in it, so that a replayed node makes the same id. */
  readonly action_id: string;
  readonly action: ProposedAction;
  readonly by: Proposer;
  /** The model's id of the call; null if no model proposed it. */
  readonly call_id: string | null;
  /** The reason why the call is unusable before judging, for example malformed JSON; null if it is usable. */
  readonly problem: string | null;
  /** Hash of the action as its driver first proposed it. It stays the same after a rule's change or a person's edit. */
  readonly origin: string;
  /** Absent if no rule changed the action. It stays after a yes and an approval; a person's edit removes it. */
  readonly modified?: Modified;
  /** True: it is only judged, and never recorded, confirmed or run. */
  readonly dry?: true;
  /** Of an action that is only judged: the codes of the denials that count. Absent if all do. */
  readonly only?: readonly string[];
}

/** The hash that binds verdicts and confirmations to this tool with these arguments. */
export function actionHash(action: ProposedAction): string {
  return contentHash({ name: action.name, arguments: action.arguments });
}

/** The hash under which a flow remembers that an action was judged. No action has it, so that no consent fits it. */
export function judgementHash(action: ProposedAction, only?: readonly string[]): string {
  return contentHash({ judged: action.name, arguments: action.arguments, ...(only && { only }) });
}
