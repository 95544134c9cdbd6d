import type { Proposal } from '../../core/action.ts';
import type { Message } from '../../core/message.ts';
import type { Tool } from '../../core/tool.ts';
import { argumentMismatches, givenMismatches } from '../../core/tool-arguments.ts';
import type { JsonObject } from '../../core/values/json.ts';
import type { Reason } from '../../core/verdict.ts';
import type { ConfirmWords } from '../../saying/confirmation-text.ts';
import type { ShownWords } from '../../saying/show-action.ts';

/** The engine's denial of a call that could not run at all. */
export interface EngineDenial {
  readonly rule: string;
  readonly code: string;
  /** The key of the declared wording for the customer. */
  readonly says: keyof EngineSays;
  /** For models, operators and the ledger. */
  readonly detail: string;
}

/** The wording of `says` for calls that could not run at all. */
export interface EngineSays {
  readonly notPossible: string;
  readonly otherCustomer: string;
}

/** The sentences of the nodes that judge. */
export interface GateSays extends EngineSays, ShownWords {
  readonly confirm: ConfirmWords;
  /** `{action}` was done. */
  readonly done: string;
  /** When limits kept changing while they were judged. */
  readonly judged: { readonly unsettled: string };
}

/** A denial as the reason of a verdict, in the agent's own wording. */
export function reasonOf({ rule, code, says, detail }: EngineDenial, wording: EngineSays): Reason {
  return { origin: 'engine', rule, decision: 'deny', code, tell: wording[says], detail };
}

export interface EngineChecks {
  readonly tools: ReadonlyMap<string, Tool>;
  /** The tools that may be proposed now. */
  readonly actionSpace: readonly string[];
  /** The intents that a model can open to get this tool. */
  readonly openers: (tool: string) => readonly string[];
  readonly identityTools: readonly string[];
  /** The identity tools' argument that is the customer id; null if they return it. */
  readonly identityArgument: string | null;
  /** The customer's id; null if unknown. */
  readonly customerId: string | null;
  readonly messages: readonly Message[];
  /** Values that a flow read from the customer's words, in the author's form; empty for other proposers. */
  readonly heard: readonly string[];
}

/** Checks a proposal: form, action space, arguments, and the customer's own words in an identification. */
export function engineDenial(proposal: Proposal, checks: EngineChecks): EngineDenial | null {
  const { name, arguments: args } = proposal.action;
  const tool = checks.tools.get(name);
  if (proposal.problem)
    return {
      rule: 'engine-call-form',
      code: 'malformed_call',
      says: 'notPossible',
      detail: `The call cannot be read: ${proposal.problem}.`,
    };
  if (!tool)
    return {
      rule: 'engine-action-space',
      code: 'unknown_tool',
      says: 'notPossible',
      detail: `There is no tool \`${name}\`.`,
    };
  if (!checks.actionSpace.includes(name)) {
    return {
      rule: 'engine-action-space',
      code: 'outside_action_space',
      says: 'notPossible',
      detail: notOpen(name, checks.openers(name)),
    };
  }
  const mismatch = (proposal.dry ? givenMismatches : argumentMismatches)(tool, args);
  if (mismatch.length > 0) {
    const problems = mismatch.map(({ path, message }) => `${path || 'arguments'}: ${message}`).join('; ');
    return {
      rule: 'engine-arguments',
      code: 'arguments_invalid',
      says: 'notPossible',
      detail: `The arguments of \`${name}\` do not fit: ${problems}.`,
    };
  }
  return checks.identityTools.includes(name) ? identityDenial(args, checks) : null;
}

function notOpen(tool: string, intents: readonly string[]): string {
  const detail = `\`${tool}\` is not available for what the customer has asked for so far.`;
  const calls = intents.map((intent) => `open_intent(${JSON.stringify({ intent })})`);
  const hint = ` Open the intent first: ${calls.join(' or ')}.`;
  return calls.length === 0 ? detail : `${detail}${hint}`;
}

function identityDenial(
  args: JsonObject,
  { customerId, identityArgument, messages, heard }: EngineChecks,
): EngineDenial | null {
  if (customerId !== null) {
    // A known customer may read only their own record again; otherwise they could look up other customers.
    if (Object.entries(args).some(([name, value]) => name === identityArgument && value === customerId))
      return null;
    return {
      rule: 'engine-identity',
      code: 'already_identified',
      says: 'otherCustomer',
      detail: 'Who the customer is is known already, and one conversation serves one customer.',
    };
  }
  const said = (value: string) => heard.includes(value) || saidByCustomer(value, messages);
  if (Object.values(args).every((value) => said(String(value)))) return null;
  return {
    rule: 'engine-identity',
    code: 'identity_not_from_customer',
    says: 'notPossible',
    detail: 'A customer is identified only by what they said themselves: ask them.',
  };
}

/** True if the customer's own messages contain this text as whole words, ignoring case. */
export function saidByCustomer(value: string, messages: readonly Message[]): boolean {
  const wanted = fold(value);
  if (wanted === '') return false;
  return messages.some(
    ({ type, content }) => type === 'human' && ` ${fold(content)} `.includes(` ${wanted} `),
  );
}

/** Keeps the characters of e-mail addresses and numbers. All others separate words. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@._+-]+/gu, ' ')
    .replace(/(?<![._-])[._-]+(?= |$)/g, '')
    .trim();
}
