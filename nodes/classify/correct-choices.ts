import type { Command } from '../../core/command.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import { currentFlow, lapse, withFlow } from '../../core/goal.ts';
import type { Spoken } from '../../core/state.ts';
import { answerLead } from '../../hearing/answer-lead.ts';
import { chooseOptions, isOfList } from '../../hearing/choose-option.ts';
import { meantInstead } from '../../hearing/clauses/puts-right.ts';
import { bareCommand, partCommand } from '../../hearing/commands/make-commands.ts';
import { languageOf } from '../../hearing/consent/consent-grammar.ts';
import { correctChoice, type OfferedList } from '../../hearing/correct-choices.ts';
import { isChosenAgain } from '../../hearing/is-chosen-again.ts';
import { correctedList } from '../../hearing/lists/correct-list.ts';
import type { Answer } from './answer-slot.ts';
import type { ClassifyOptions, ClassifyState } from './classify-options.ts';
import type { PendingUpdate } from './pending-options.ts';

/** Questions while no flow is under way. */
const NO_CHOICE: ReadonlySet<string> = new Set(['unsure', 'which-intent', 'offer', 'model-question']);

/**
 * Reads a message that is no answer as a change of what was chosen from a list before. A shown action is shown again,
 * as it is then. Gives back the answer if it changes nothing.
 */
export function withCorrection(
  options: ClassifyOptions,
  state: ClassifyState,
  answer: Answer,
  now: Date,
): Answer {
  const { pending } = state;
  if (answer.kind === 'settled') return besideAnswer(options, state, answer, now);
  if (!pending || NO_CHOICE.has(pending.kind)) return answer;
  const before: Partial<PendingUpdate> = answer.kind === 'weak' ? answer.update : {};
  const goals = before.goals ?? state.goals;
  const frame = currentFlow(goals);
  if (!frame) return answer;
  const lists = options.lists(frame, state.session, now);
  const change =
    attributesChange(options, state, { frame, lists }, now) ??
    changeOf(options, state, { frame, lists }, answer.kind !== 'weak');
  if (!change) return answer;
  return {
    kind: change.onlyThat ? 'settled' : 'weak',
    update: {
      commands: [...(before.commands ?? []), change.command],
      reading: 'answer',
      pending: null,
      session: before.session ?? state.session,
      goals: lapse(withFlow(goals, change.frame)),
      ...(change.says ? { spoken: [change.says] } : sayChanged(options, state, change.labels)),
    },
  };
}

/** Says at a question what is chosen now. A shown action shows it itself. */
function sayChanged(
  { says }: ClassifyOptions,
  { pending }: ClassifyState,
  labels: readonly string[],
): Pick<PendingUpdate, 'spoken'> {
  if (labels.length === 0 || pending?.kind === 'confirm') return {};
  const text = says.changed.replace('{choice}', () => labels.join('; '));
  return { spoken: [{ text, citations: [], grounds: [text] }] };
}

/** An answer with "I meant the lamp" beside it, which is about an earlier list and no part of the answer. */
function besideAnswer(
  options: ClassifyOptions,
  state: ClassifyState,
  answer: Extract<Answer, { kind: 'settled' }>,
  now: Date,
): Answer {
  const { text, pending, goals, session } = state;
  const language = languageOf(options.confirmation);
  const meant =
    answer.update.reading === 'answer' && pending?.kind === 'question' ? meantInstead(text, language) : null;
  const frame = currentFlow(answer.update.goals ?? goals);
  if (meant === null || !frame || pending?.kind !== 'question') return answer;
  const { options: offered, many } = pending;
  if (isOfList(meant, offered, language) || chooseOptions(meant, offered, many, [], language) !== null)
    return answer;
  const lists = options.lists(frame, answer.update.session ?? session, now);
  const corrected = correctChoice(
    meant,
    lists.filter(({ key }) => !pending.slots.includes(key)),
    language,
  );
  if (!corrected) return answer;
  const slots = { ...frame.slots, [corrected.key]: corrected.value };
  return {
    kind: 'settled',
    update: {
      ...answer.update,
      commands: [...(answer.update.commands ?? []), partCommand('correct', corrected.key, corrected.spans)],
      goals: lapse(withFlow(answer.update.goals ?? goals, { ...frame, slots })),
      ...sayChanged(options, state, corrected.labels),
    },
  };
}

interface Change {
  readonly frame: FlowFrame;
  readonly command: Command;
  /** The labels of what is chosen instead. */
  readonly labels: readonly string[];
  /** True if nothing else is in the message. */
  readonly onlyThat: boolean;
  /** A sentence about it. */
  readonly says?: Spoken;
}

interface Choices {
  readonly frame: FlowFrame;
  readonly lists: readonly OfferedList[];
}

/** The change of a choice from a list with attributes. */
function attributesChange(
  { zone, says }: ClassifyOptions,
  { text, pending }: ClassifyState,
  { frame, lists }: Choices,
  now: Date,
): Change | null {
  const change = correctedList(text, frame, lists, {
    time: { now, zone },
    shown: pending?.kind === 'confirm',
  });
  if (!change) return null;
  const { key, spans, labels, onlyThat, noneFits } = change;
  const command = partCommand('correct', key, spans);
  const sentence = noneFits ? { says: { text: says.noneFits, citations: [], grounds: [says.noneFits] } } : {};
  return { frame: change.frame, command, labels, onlyThat, ...sentence };
}

/** The memory after a correction, or after a no to what nobody was asked. Null if the message is neither. */
function changeOf(
  options: ClassifyOptions,
  state: ClassifyState,
  { frame, lists }: Choices,
  mayRefuse: boolean,
): Change | null {
  const corrected = correctChoice(state.text, lists, languageOf(options.confirmation));
  if (corrected) {
    const { key, value, labels, spans, onlyThat } = corrected;
    const slots = { ...frame.slots, [key]: value };
    return { frame: { ...frame, slots }, command: partCommand('correct', key, spans), labels, onlyThat };
  }
  const left = mayRefuse ? refusedGuesses(options, state, frame, lists) : null;
  return left && { frame: left, command: bareCommand('decline', state.text), labels: [], onlyThat: false };
}

/**
 * After a no with more words, what was chosen without a question is asked, unless these words choose it again. Null if
 * there is nothing of the kind.
 */
function refusedGuesses(
  { confirmation }: ClassifyOptions,
  { pending, text }: ClassifyState,
  frame: FlowFrame,
  lists: readonly OfferedList[],
): FlowFrame | null {
  if (pending?.kind !== 'confirm' || answerLead(text, confirmation) !== 'decline') return null;
  const guessed = new Set(frame.guessed);
  const doubtful = lists.filter(
    (list) => guessed.has(list.key) && !isChosenAgain(text, list, lists, languageOf(confirmation)),
  );
  if (doubtful.length === 0) return null;
  const asked = new Set(doubtful.map(({ key }) => key));
  // Things of an `each` are numbered: another choice of things changes the numbers.
  const renumbers = doubtful.some(({ many }) => many);
  const kept = Object.entries(frame.slots).filter(
    ([key]) => !asked.has(key) && !(renumbers && key.includes('@')),
  );
  const attempts = Object.fromEntries([...asked].map((key) => [key, 0]));
  return { ...frame, slots: Object.fromEntries(kept), attempts: { ...frame.attempts, ...attempts } };
}
