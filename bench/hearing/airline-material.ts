import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProposedAction } from '../../core/action.ts';

/** A published task of the airline: the customer in prose, and the actions that are right. */
export interface AirlineTask {
  readonly id: string;
  readonly instruction: {
    readonly reason_for_call: string;
    readonly known_info: string;
    readonly task_instructions: string;
  };
  readonly gold_actions: readonly ProposedAction[];
}

export interface FlightOn {
  readonly flight_number: string;
  readonly date: string;
}

export interface Passenger {
  readonly first_name: string;
  readonly last_name: string;
  readonly dob: string;
}

export interface Reservation {
  readonly reservation_id: string;
  readonly user_id: string;
  readonly origin: string;
  readonly destination: string;
  readonly cabin: string;
  readonly flights: readonly FlightOn[];
  readonly passengers: readonly Passenger[];
  readonly created_at: string;
  readonly total_baggages: number;
}

export interface PaymentMethod {
  readonly source: string;
  readonly brand?: string;
  readonly last_four?: string;
  readonly amount?: number;
}

/** The airline's records, as far as customers know of them. */
export interface AirlineWorld {
  readonly flights: Readonly<Record<string, { readonly scheduled_departure_time_est: string }>>;
  readonly reservations: Readonly<Record<string, Reservation>>;
  readonly users: Readonly<
    Record<
      string,
      {
        readonly payment_methods: Readonly<Record<string, PaymentMethod>>;
        readonly reservations: readonly string[];
      }
    >
  >;
}

export interface AirlineMaterial {
  readonly tasks: readonly AirlineTask[];
  readonly world: AirlineWorld;
  /** First messages of recorded customers, by task. */
  readonly openings: ReadonlyMap<string, readonly string[]>;
}

interface Run {
  readonly task_id: number;
  readonly messages: readonly { readonly role: string; readonly content: string | null }[];
}

/** Reads the published airline tasks and the first messages recorded for them. */
export function readAirline(folder: string): AirlineMaterial {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const lines = <T>(file: string) =>
    read(file)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as T);
  const tasks = JSON.parse(read('tau/airline/tasks.dev.json')) as readonly AirlineTask[];
  const numbers = taskNumbers(lines<Run>('runs/airline-1.jsonl'), tasks);
  const openings = new Map<string, readonly string[]>();
  for (const row of lines<{ readonly agent: string; readonly message: string; readonly tau_task: number }>(
    'conversations/first-airline.jsonl',
  )) {
    const task = numbers.get(row.tau_task);
    if (task !== undefined && row.agent === 'airline')
      openings.set(task, [...(openings.get(task) ?? []), row.message]);
  }
  return { tasks, world: JSON.parse(read('tau/airline/db.json')) as AirlineWorld, openings };
}

export const USER_ID = /\b[a-z]+_[a-z]+_\d{4}\b/;

/** The least likeness of a recorded customer to the task of the same name. */
const ALIKE = 0.5;

/** The task of each recorded one, which are numbered otherwise: by who it is and what they said. */
export function taskNumbers(
  runs: readonly Run[],
  tasks: readonly AirlineTask[],
): ReadonlyMap<number, string> {
  const numbers = new Map<number, string>();
  for (const number of new Set(runs.map(({ task_id }) => task_id))) {
    const said = runs.filter(({ task_id }) => task_id === number).map(wordsOf);
    const own = tasks.filter(({ instruction }) =>
      said
        .flat()
        .join(' ')
        .includes(USER_ID.exec(instruction.known_info)?.[0] ?? '\n'),
    );
    const [best] = own
      .map((task) => ({ task, likeness: likeness(task, said) }))
      .toSorted((one, other) => other.likeness - one.likeness);
    if (best && best.likeness >= ALIKE) numbers.set(number, best.task.id);
  }
  return numbers;
}

const wordsOf = ({ messages }: Run): readonly string[] =>
  messages.flatMap(({ role, content }) => (role === 'user' && content !== null ? [content] : []));

/** The share of the reason that was told, and of the first messages that are about it: a customer can have several tasks. */
function likeness({ instruction }: AirlineTask, said: readonly (readonly string[])[]): number {
  const { reason_for_call: reason, task_instructions: more } = instruction;
  const firsts = said.map(([first = '']) => first).join(' ');
  return (shared(reason, said.flat().join(' ')) + shared(firsts, `${reason} ${more}`)) / 2;
}

/** The share of a text's longer words that stand in another. */
function shared(text: string, other: string): number {
  const words = [...new Set(text.toLowerCase().match(/[a-z0-9]{4,}/g) ?? [])].filter(
    (word) => !POLITE.has(word),
  );
  const heard = other.toLowerCase();
  return words.filter((word) => heard.includes(word)).length / Math.max(1, words.length);
}

const POLITE = new Set(
  'hello,there,need,want,would,like,help,with,please,hoping,looking,could,have,thanks,that,this'.split(','),
);
