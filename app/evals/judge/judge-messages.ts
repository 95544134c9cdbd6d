import type { AgentEvals } from '../../../config/read/read-evals.ts';
import { UNKNOWN_INTENT } from '../../../core/intent.ts';
import { intentHandling, offeredIntents } from '../../../graphs/intent-handling.ts';
import { type MessageIntents, readIntent } from '../../../hearing/read-intent.ts';
import { agentClock } from '../../clock.ts';
import type { OpenedOffline } from '../../open/open-offline.ts';
import type { ItemResult, ItemState } from '../results.ts';
import { rowId } from '../row-id.ts';

type Messages = AgentEvals['datasets'][number]['messages'];

/**
 * Judges the agent's reading of messages, with its thresholds.
 *
 * The labelled intent is right. Without a guess, or with a question between two, a row is right if its label is
 * `unknown` or the agent's intent for out of scope.
 */
export async function judgeMessages(
  { classifier, thresholds, declaration }: OpenedOffline,
  messages: Messages,
): Promise<readonly ItemResult[]> {
  const { config } = declaration;
  const { intents } = intentHandling(config, declaration.flows, false);
  const flows = new Map(config.intents.options.map(({ name, flow }) => [name, flow ?? null]));
  const options = {
    thresholds,
    choices: offeredIntents(config),
    flowOf: (name: string) => flows.get(name) ?? null,
    acts: (name: string) => intents.get(name)?.acts ?? false,
    changes: (name: string) => intents.get(name)?.changes ?? false,
    valuesIn: () => [],
  };
  const run = {
    tenant: '',
    thread_id: '',
    signal: new AbortController().signal,
    now: await agentClock(config.clock).now(),
    note: () => {},
  };
  const outside = [UNKNOWN_INTENT, config.intents.outOfScope];
  const items: ItemResult[] = [];
  for (const { value } of messages) {
    const read = await readIntent(value.text, options, classifier, run);
    items.push({
      id: rowId({ ...value }),
      title: value.text,
      state: stateOf(read, value.label, outside),
      expected: value.label,
      actual: inWords(read),
    });
  }
  return items;
}

function stateOf(
  { main, between }: MessageIntents,
  label: string,
  outside: readonly (string | undefined)[],
): ItemState {
  const answer = between === null ? main.name : UNKNOWN_INTENT;
  if (answer === label) return 'right';
  if (answer !== UNKNOWN_INTENT) return 'wrong';
  return outside.includes(label) ? 'right' : 'unsure';
}

function inWords({ main, between }: MessageIntents): string {
  const guesses = main.guesses.map(({ name, confidence }) => `${name} ${confidence.toFixed(2)}`);
  if (between !== null) return `asks between ${guesses.slice(0, 2).join(' and ')}`;
  const [best = 'nothing'] = guesses;
  return main.name === UNKNOWN_INTENT ? `too unsure: ${best}` : `${main.name} (${guesses.join(', ')})`;
}
