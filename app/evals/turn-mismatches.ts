import type { Expectation } from '../../config/schemas/scenario-schema.ts';
import type { Tool } from '../../core/tool.ts';
import type { TurnAction, TurnResult } from '../../core/turn.ts';
import { commandsOf, compareHeard } from './heard.ts';
import { holds } from './holds.ts';
import type { Mismatch } from './results.ts';

type Tools = ReadonlyMap<string, Tool>;
type Check = (expect: Expectation, result: TurnResult, tools: Tools) => readonly Mismatch[];

/** The unmet expectations of a turn. */
export const turnMismatches: Check = (expect, result, tools) =>
  CHECKS.flatMap((check) => check(expect, result, tools));

const checkOutcome: Check = ({ outcome }, result) => {
  const allowed = [outcome ?? result.outcome].flat();
  if (allowed.includes(result.outcome)) return [];
  return [{ what: 'outcome', expected: allowed.join(' or '), actual: result.outcome }];
};

const checkIntent: Check = ({ intent }, result) => {
  if (intent === undefined || result.intent?.name === intent) return [];
  return [{ what: 'intent', expected: intent, actual: shownIntent(result.intent) }];
};

const checkHeard: Check = ({ heard: expected }, result) => {
  if (expected === undefined) return [];
  const is = commandsOf(result);
  const compared = compareHeard({ expected, is });
  if (compared.missed.length === 0 && compared.false.length === 0) return [];
  return [{ what: 'heard', expected: shownCommands(expected), actual: shownCommands(is) }];
};

const shownCommands = (commands: readonly string[]): string => commands.join(', ') || 'nothing';

const checkReply: Check = ({ reply }, result) => {
  const { text } = result.reply;
  return [
    ...(reply?.has ?? [])
      .filter((wanted) => !says(text, wanted))
      .map((wanted) => ({ what: 'reply.has', expected: wanted, actual: text })),
    ...(reply?.lacks ?? [])
      .filter((unwanted) => says(text, unwanted))
      .map((unwanted) => ({ what: 'reply.lacks', expected: `not: ${unwanted}`, actual: text })),
  ];
};

const checkCites: Check = ({ cites }, { reply }) => {
  if (cites === undefined) return [];
  const cited = new Set(reply.citations.flatMap(({ passage_id, source }) => [passage_id, source]));
  const ids = reply.citations.map(({ passage_id }) => passage_id).join(', ') || 'nothing';
  if (cites.length === 0)
    return cited.size === 0 ? [] : [{ what: 'cites', expected: 'nothing', actual: ids }];
  return cites.filter((id) => !cited.has(id)).map((id) => ({ what: 'cites', expected: id, actual: ids }));
};

const checkActions: Check = ({ actions }, result, tools) => {
  if (actions === undefined) return [];
  const happened = result.actions.map(shownAction).join('; ') || 'none';
  if (actions.length === 0) {
    const effects = result.actions.filter(
      ({ name, verdict }) => tools.get(name)?.effects && verdict.decision !== 'deny',
    );
    return effects.length === 0
      ? []
      : [{ what: 'actions', expected: 'none with effects', actual: effects.map(shownAction).join('; ') }];
  }
  return actions
    .filter((wanted) => !result.actions.some((action) => isAction(action, wanted)))
    .map((wanted) => ({ what: 'actions', expected: shownWanted(wanted), actual: happened }));
};

const checkConfidence: Check = ({ confidence }, result) => {
  const { atLeast, atMost } = confidence ?? {};
  const is = result.confidence;
  const actual = is === null ? 'none' : is.toFixed(3);
  return [
    ...(atLeast !== undefined && (is === null || is < atLeast)
      ? [{ what: 'confidence', expected: `at least ${atLeast}`, actual }]
      : []),
    ...(atMost !== undefined && (is === null || is > atMost)
      ? [{ what: 'confidence', expected: `at most ${atMost}`, actual }]
      : []),
  ];
};

const CHECKS = [checkOutcome, checkIntent, checkHeard, checkReply, checkCites, checkActions, checkConfidence];

type Wanted = NonNullable<Expectation['actions']>[number];

function isAction(action: TurnAction, { name, arguments: args, decision, executed }: Wanted): boolean {
  return (
    action.name === name &&
    holds(action.arguments, args) &&
    (decision === undefined || action.verdict.decision === decision) &&
    (executed === undefined || action.executed === executed)
  );
}

/** True if a text contains another, ignoring case, kind of quotes and spaces. */
export function says(text: string, wanted: string): boolean {
  return plain(text).includes(plain(wanted));
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** `cancel-order (0.91)`. */
export const shownIntent = (intent: TurnResult['intent']): string =>
  intent ? `${intent.name} (${intent.confidence.toFixed(2)})` : 'none';

/** An action with its result, on one line. */
export const shownAction = ({
  name,
  arguments: args,
  verdict,
  executed,
}: Pick<TurnAction, 'name' | 'arguments' | 'verdict' | 'executed'>): string =>
  `${name} ${JSON.stringify(args)}: ${verdict.decision}${verdict.rules.length > 0 ? ` by ${verdict.rules.join(', ')}` : ''}, ${executed ? 'executed' : 'not executed'}`;

function shownWanted({ name, arguments: args, decision, executed }: Wanted): string {
  const parts = [
    ...(decision === undefined ? [] : [decision]),
    ...(executed === undefined ? [] : [executed ? 'executed' : 'not executed']),
  ];
  return `${name} ${JSON.stringify(args)}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}
