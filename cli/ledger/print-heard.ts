import pc from 'picocolors';
import type { Command, Heard, LostReading, Part } from '../../core/command.ts';
import { shown } from './shown.ts';

/** A message with its numbered parts, then a line for each command, each reading that lost, and unexplained words. */
export function prettyHeard(text: string, { commands, lost, unexplained }: Heard): readonly string[] {
  const marks = commands.flatMap(({ parts }, index) => parts.map((part) => ({ part, number: index + 1 })));
  const said = unexplained.map((part) => JSON.stringify(shown(text.slice(...part))));
  return [
    `heard ${oneLine(marked(text, marks))}`,
    ...commands.map(
      (command, index) => `  ${index + 1} ${pc.bold(command.kind)}${about(command)}${earlier(command)}`,
    ),
    ...lost.map((reading) =>
      pc.dim(`  - not ${reading.kind}${about(reading)}${words(text, reading)}: ${WHY[reading.why]}`),
    ),
    ...(said.length > 0 ? [pc.yellow(`  ? nothing explains ${said.join(', ')}`)] : []),
  ];
}

const WHY: { readonly [why in LostReading['why']]: string } = {
  threshold: 'below the threshold of this intent',
  surer: 'another intent is surer',
  close: 'two intents are about as likely, and the customer is asked',
  answer: 'the message was read as an answer first',
  overlap: 'another value explains more of these words',
  more: 'these words are no part of a yes',
};

function about({ kind, of, value, confidence }: Command | LostReading): string {
  const guess = kind === 'begin' || kind === 'ask' || kind === 'courtesy' || confidence < 1;
  return [
    of === null ? '' : ` ${shown(of)}`,
    value === null ? '' : ` = ${oneLine(value)}`,
    guess ? ` ${confidence.toFixed(2)}` : '',
  ].join('');
}

/** A command without a place in this message. */
const earlier = ({ parts }: Command): string => (parts.length === 0 ? '  (said before)' : '');

const words = (text: string, { parts }: LostReading): string =>
  parts.map((part) => ` ${JSON.stringify(shown(text.slice(...part)))}`).join('');

interface Mark {
  readonly part: Part;
  readonly number: number;
}

/** The message with `[1 …]` around the parts of command 1. */
function marked(text: string, marks: readonly Mark[]): string {
  // Of parts that begin together the longer one is outside.
  const opening = marks.toSorted((one, other) => other.part[1] - one.part[1]);
  const places = [...new Set(marks.flatMap(({ part }) => part))].toSorted((one, other) => one - other);
  let from = 0;
  let out = '';
  for (const place of places) {
    const ends = marks.filter(({ part: [start, end] }) => end === place && start < end);
    const begins = opening.filter(({ part: [start, end] }) => start === place && start < end);
    out += shown(text.slice(from, place));
    out +=
      ends.map(() => pc.cyan(']')).join('') + begins.map(({ number }) => pc.cyan(`[${number} `)).join('');
    from = place;
  }
  return out + shown(text.slice(from));
}

const oneLine = (text: string): string => text.replaceAll('\n', ' ');
