import type { Reason } from './reason.ts';
import { contentHash, type JsonObject } from './values/json.ts';

/** A tool call that has not run. */
export interface ProposedAction {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** Who proposed an action. A person's edit is a proposal of its own. */
export type Proposer = 'flow' | 'model' | 'person';

/** What rules changed in an action. */
export interface Modified {
  /** The arguments as they were proposed. */
  readonly from: JsonObject;
  /** Those of the rules that changed something. */
  readonly reasons: readonly Reason[];
}

/** A proposed action with the identity under which it is judged, claimed and recorded. */
export interface Proposal {
  /** Derived from the turn and the proposal's number in it, so that a replayed node names the same action. */
  readonly action_id: string;
  readonly action: ProposedAction;
  readonly by: Proposer;
  /** The model's own id of the call; null when no model proposed it. */
  readonly call_id: string | null;
  /** What makes the call unusable before any rule is asked, for example malformed JSON; null when nothing does. */
  readonly problem: string | null;
  /** Hash of the action as its driver first proposed it: stays when a rule modifies or a person edits the action. */
  readonly origin: string;
  /** Missing where no rule changed the action. It stays through a yes and an approval; an edit is not changed yet. */
  readonly modified?: Modified;
}

/** Binds verdicts and confirmations to exactly these arguments of exactly this tool. */
export function actionHash(action: ProposedAction): string {
  return contentHash({ name: action.name, arguments: action.arguments });
}
