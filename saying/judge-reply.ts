import { withoutSpans } from '../core/span.ts';
import { type ClaimGrounds, claimFaults } from './claim-faults.ts';
import { isQuestion } from './claims/claiming-clauses.ts';
import { plainClause } from './claims/clause-words.ts';
import { once } from './claims/once.ts';
import { timesBetween } from './claims/said-dates.ts';
import { type Sentence, sentencesOf } from './claims/sentences.ts';
import { isTalk, statementIn } from './claims/statement-risk.ts';
import { type TellingValue, tellingValues } from './claims/telling-values.ts';
import { contradictionsIn } from './contradictions.ts';
import { formFault } from './form-faults.ts';
import { amountEntries, differences } from './grounds/amount-entries.ts';
import { amountsOf, placeFault } from './grounds/amount-places.ts';
import { amountRoleFault, type KnownAmounts } from './grounds/amount-role.ts';
import { totals } from './grounds/amount-totals.ts';
import { amountsFrom } from './grounds/amounts-from.ts';
import type { Grounds } from './grounds/grounds.ts';
import { effectGrounds } from './grounds/known-deeds.ts';
import { knownTexts } from './grounds/known-texts.ts';
import { quantityFault } from './grounds/quantity-ground.ts';
import { boundFault, codedRecords } from './grounds/records/bound-values.ts';
import { recordWords } from './grounds/records/foreign-words.ts';
import { sumsIn } from './grounds/records/named-sums.ts';
import { thingsOf } from './grounds/records/things.ts';
import { type ValueGrounds, valueGrounds, valueStands } from './grounds/value-ground.ts';
import { languageFault } from './language-fault.ts';
import type { ReplyFault } from './reply-fault.ts';

/** The grounds, read once for a reply. */
interface Known extends ClaimGrounds {
  readonly values: ValueGrounds;
  /** Times between dates of the reply. */
  readonly durations: ReadonlySet<string>;
  readonly amounts: KnownAmounts;
  readonly coded: () => ReturnType<typeof codedRecords>;
  /** Read when it is first asked for: most replies tell nothing of how money went. */
}

/**
 * The parts of a reply without a ground, in the order of the text.
 *
 * Deterministic. Effects are checked against what was executed, values and statements of the business against
 * records and texts. Wording that states nothing of the business passes.
 */
export function judgeReply(reply: string, grounds: Grounds): readonly ReplyFault[] {
  const form = formFault(reply) ?? languageFault(reply);
  if (form) return [{ kind: 'form', span: { from: form.at, to: reply.length }, why: form.why }];
  const sentences = sentencesOf(reply);
  const values = tellingValues(reply);
  if (values.length > MOST_VALUES) {
    const why = `it has ${values.length} values, and at most ${MOST_VALUES} are checked`;
    return [{ kind: 'form', span: { from: 0, to: reply.length }, why }];
  }
  const known = knownOf(grounds, values);
  const spans = values.map(({ span }) => span);
  const stated = withoutSpans(reply, spans);
  const claims = sentences.flatMap((sentence) => claimFaults(sentence, stated, known));
  const money = amountsOf(values);
  const misplaced = money.length > MOST_COMPARED ? null : placeFault(reply, sentences, money, known, grounds);
  const places = misplaced === null ? [] : [{ kind: 'amount' as const, ...misplaced }];
  return [...claims, ...valueFaults(sentences, values, known), ...places].toSorted(
    (one, other) => one.span.from - other.span.from,
  );
}

/** The largest number of values of a reply. */
const MOST_VALUES = 1000;

const NOWHERE = 'it stands nowhere';
const OF_ANOTHER = 'it is of another record';

/** The values of an author's wording that stand nowhere: its templates may show a record wrongly, and claim nothing. */
export function judgeValues(reply: string, grounds: Grounds): readonly ReplyFault[] {
  const values = tellingValues(reply);
  const { values: known, amounts, durations } = knownOf(grounds, values);
  return values
    .filter((value) => value.kind !== 'link')
    .filter((value) => isLoose(value, { theirs: true, states: false, known, amounts, durations }))
    .map(({ kind, span }) => ({ kind, span, why: NOWHERE }));
}

function knownOf(grounds: Grounds, values: readonly TellingValue[]): Known {
  const entries = amountEntries(grounds.records);
  const known = valueGrounds(grounds);
  const { sums, trips } = totals(grounds.records);
  const things = once(() => thingsOf([...grounds.records, ...grounds.executed.map(({ result }) => result)]));
  const variants = new Set([...differences(entries), ...sums]);
  const shown = values
    .filter(({ kind, form }) => kind === 'amount' && (known.amounts.has(form) || variants.has(form)))
    .map(({ form }) => form);
  const workedOut = new Set([...variants, ...amountsFrom(shown)]);
  return {
    effects: effectGrounds(
      grounds,
      things().flatMap(({ code }) => code?.toLowerCase() ?? []),
    ),
    texts: knownTexts(grounds),
    tried: grounds.tried ?? [],
    contradictions: contradictionsIn(grounds.passages ?? []),
    values: known,
    durations: timesBetween(values.flatMap(({ kind, form }) => (kind === 'date' ? [form] : []))),
    amounts: {
      entries,
      stated: new Set([...known.stated, ...trips.map(({ amount }) => amount)]),
      workedOut,
      totals: sums,
      trips,
    },
    records: once(() => recordWords(things())),
    things,
    prices: () => entries,
    coded: once(() => codedRecords(things())),
  };
}

/** In longer sentences, and with more amounts, an amount is not compared with the words around it. */
const LONGEST_COMPARED = 2000;
const MOST_COMPARED = 40;

function valueFaults(
  sentences: readonly Sentence[],
  values: readonly TellingValue[],
  known: Known,
): readonly ReplyFault[] {
  const inOrder = values.toSorted((one, other) => one.span.from - other.span.from);
  let next = 0;
  return sentences.flatMap((sentence) => {
    const inside: TellingValue[] = [];
    for (let value = inOrder[next]; value && value.span.from < sentence.span.to; value = inOrder[++next])
      if (value.span.from >= sentence.span.from) inside.push(value);
    return inside.length === 0 ? [] : faultsInside(sentence, inside, known);
  });
}

function faultsInside(
  sentence: Sentence,
  inside: readonly TellingValue[],
  { values, durations, amounts, texts, coded }: Known,
): readonly ReplyFault[] {
  const theirs = repeatsTheCustomer(sentence);
  const context = { theirs, states: statesSomething(sentence.text), known: values, amounts, durations };
  const money = inside.filter(({ kind }) => kind === 'amount');
  const compares = sentence.text.length <= LONGEST_COMPARED && money.length <= MOST_COMPARED;
  const said = plainClause(sentence.text);
  const foreign = boundFault(said, inside, coded);
  const named = once(() => sumsIn(said, amounts.entries));
  return inside.flatMap((value) => {
    const { kind, span } = value;
    const isNowhere = isLoose(value, context) && !(kind === 'amount' && named().has(value.form));
    const loose = isNowhere ? NOWHERE : null;
    const role = () =>
      kind === 'quantity'
        ? quantityFault(sentence.text, span.from - sentence.span.from, value, texts.units)
        : amountRoleFault(sentence, money, money.indexOf(value), amounts);
    const why = loose ?? (value === foreign ? OF_ANOTHER : null) ?? (compares ? role() : null);
    return why === null ? [] : [{ kind, span, why }];
  });
}

interface Context {
  readonly theirs: boolean;
  readonly states: boolean;
  readonly known: ValueGrounds;
  readonly durations: ReadonlySet<string>;
  readonly amounts: KnownAmounts;
}

function isLoose(value: TellingValue, { theirs, states, known, durations, amounts }: Context): boolean {
  // "How can I help you today?" names no day.
  if (value.kind === 'date' && /[a-z]/.test(value.form) && !states) return false;
  if (valueStands(value, theirs, known)) return false;
  if (value.kind === 'quantity') return !durations.has(value.form);
  return value.kind !== 'amount' || !amounts.workedOut.has(value.form);
}

const THEIRS =
  /\byou (?:mentioned|said|say|write|wrote|describe|described|report|reported|think|believe|expect|expected|told|asked|want|wanted|would like|would prefer|provided|stated|requested|specified|can afford)|\b(?:budget|limit|range)\b|\byour (?:request|message|preference)|\b(?:above|below|under|within|exceeds?)\b|\bas you\b|\?["')*_]*$/;

/** A wish may be denied with its values: "I cannot do it in 3 days". */
const DENIED = /\b(?:can|could|will|would) not\b|\bunable\b/;

/** True if a sentence repeats what the customer said as theirs, or asks. */
function repeatsTheCustomer({ text, lead }: Sentence): boolean {
  const plain = plainClause(text);
  return THEIRS.test(plain) || DENIED.test(plain) || (lead !== null && THEIRS.test(plainClause(lead)));
}

function statesSomething(text: string): boolean {
  const plain = plainClause(text);
  return !isQuestion(plain) && !isTalk(statementIn(plain));
}
