import type { SimulatedCustomer, WantedGoal } from '../../config/schemas/customer-schema.ts';
import { seededRandom } from '../../core/values/seeded-random.ts';
import { type AirlineErrand, errandsOf, type Kind } from './airline-errands.ts';
import { type AirlineMaterial, type AirlineTask, USER_ID } from './airline-material.ts';
import { wishesWithoutEffect } from './airline-wishes.ts';

const READS = /^(?:get_|find_|list_|search_|calculate$|think$|transfer_)/;
/** Which reservations are meant, the customer leaves to the agent: they can name none. */
const LEFT_TO_THE_AGENT = /\bfigure out\b|\blonger than\b/i;
/** Wordings of each simple errand, and of each task. */
const SEEDS = { simple: 3, whole: 2 } as const;

/** Customers of the airline's tasks: each task as a whole, and each of its wishes alone. */
export interface AirlineCustomers {
  readonly whole: readonly SimulatedCustomer[];
  readonly simple: readonly SimulatedCustomer[];
}

/** Makes customers of all tasks, also of those for which no action is right. */
export function airlineCustomers({ tasks, world, openings }: AirlineMaterial): AirlineCustomers {
  const made = tasks.flatMap((task) => {
    const { reason_for_call, task_instructions } = task.instruction;
    const text = `${reason_for_call} ${task_instructions}`;
    const effects = task.gold_actions.filter(({ name }) => !READS.test(name));
    const acting = errandsOf(effects, { text, world });
    if (!acting) return [];
    const wishes = LEFT_TO_THE_AGENT.test(text) ? [] : wishesWithoutEffect(task, kindsOf(acting), world);
    return [{ task, acting, all: [...wishes, ...acting], left: LEFT_TO_THE_AGENT.test(text) }];
  });
  return {
    whole: made.flatMap(({ task, all, left }) =>
      seeds(SEEDS.whole).map((seed) => {
        const said = openings.get(task.id) ?? [];
        const ways = left ? [...said, inFirstPerson(task)] : said;
        const opening = ways.length === 0 ? undefined : seededRandom(`${task.id} ${seed}`).pick(ways);
        return customerOf(
          `${task.id}/${seed}`,
          task,
          left ? all.map((each) => vague(each, task)) : all,
          opening,
        );
      }),
    ),
    simple: made.flatMap(({ task, all }) =>
      all.flatMap((errand, index) =>
        isAlone(errand, all)
          ? seeds(SEEDS.simple).map((seed) => customerOf(`${task.id}.${index + 1}/${seed}`, task, [errand]))
          : [],
      ),
    ),
  };
}

const seeds = (number: number): readonly number[] => Array.from({ length: number }, (_, index) => index + 1);

/** Who takes other flights may take another cabin with them. */
function kindsOf(acting: readonly AirlineErrand[]): ReadonlySet<Kind> {
  const kinds = acting.map(({ kind }) => kind);
  return new Set(kinds.includes('flights') ? [...kinds, 'cabin'] : kinds);
}

/** False for what the customer breaks off, and for an effect that rests on an earlier one of the same reservation. */
function isAlone({ effect, goal }: AirlineErrand, all: readonly AirlineErrand[]): boolean {
  if (!effect) return goal.outcome !== 'declined';
  const earlier = all.slice(
    0,
    all.findIndex((other) => other.effect === effect),
  );
  const { reservation_id } = effect.arguments;
  return (
    reservation_id === undefined ||
    effect.name === 'update_reservation_passengers' ||
    !earlier.some((other) => other.effect?.arguments['reservation_id'] === reservation_id)
  );
}

/** The wish of a customer who cannot say which reservation: in the words of the task, without a value. */
function vague({ goal, ...errand }: AirlineErrand, task: AirlineTask): AirlineErrand {
  const slots: WantedGoal['slots'] = {};
  return { ...errand, goal: { intent: goal.intent, slots, says: { [goal.intent]: [inFirstPerson(task)] } } };
}

/** The reason of a call, as its caller says it. */
function inFirstPerson({ instruction }: Pick<AirlineTask, 'instruction'>): string {
  const [first = ''] = instruction.reason_for_call.trim().split(/\n/);
  return first
    .replace(/\byou are\b/gi, 'I am')
    .replace(/\byourself\b/gi, 'myself')
    .replace(/\byour\b/gi, 'my')
    .replace(/\byou\b/gi, 'I')
    .trim();
}

function customerOf(
  id: string,
  { instruction }: AirlineTask,
  errands: readonly AirlineErrand[],
  opening?: string,
): SimulatedCustomer {
  const executed = errands.flatMap(({ effect }) => (effect ? [{ ...effect }] : []));
  const [user_id = ''] = USER_ID.exec(instruction.known_info) ?? [];
  return {
    id,
    customer: { identity: { user_id } },
    goals: errands.map(({ goal }) => goal),
    says: {},
    ...(opening === undefined ? {} : { opening }),
    expected: { executed: executed as SimulatedCustomer['expected']['executed'] },
    seed: id,
  };
}
