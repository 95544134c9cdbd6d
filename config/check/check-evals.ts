import type { Diagnostic } from '../../core/diagnostic.ts';
import { UNKNOWN_INTENT } from '../../core/intent.ts';
import type { Tool } from '../../core/tool.ts';
import { byLocation } from '../read/parse-file.ts';
import type { AgentDeclaration } from '../read/project.ts';
import type { AgentEvals, ReadDataset } from '../read/read-evals.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import type { ScenarioCustomer } from '../schemas/customer-schema.ts';
import type { Expectation, ExpectedAction, Finally, Scenario } from '../schemas/scenario-schema.ts';
import { checkTool } from './check-invocation.ts';
import { aboutFile } from './link-context.ts';

/** The names that an agent's evals may use. */
export interface EvalLinks {
  readonly declaration: AgentDeclaration;
  /** Undefined if the tools could not be loaded; names of tools are then not checked. */
  readonly tools: ReadonlyMap<string, Tool> | undefined;
  /** Ids of the passages of the agent's articles. */
  readonly passages: ReadonlySet<string>;
}

/** Checks that the intents, tools, arguments, passages and files named in evals exist. */
export function checkEvals(evals: AgentEvals, links: EvalLinks): readonly Diagnostic[] {
  const inScenarios = evals.files.flatMap(({ source, scenarios }) =>
    scenarios.flatMap((scenario, index) =>
      checkScenario(scenario, ['scenarios', index], links).map(source.diagnose),
    ),
  );
  return [...inScenarios, ...evals.datasets.flatMap((each) => checkDataset(each, links))].toSorted(
    byLocation,
  );
}

function checkScenario(
  { customer, turns = [], finally: end }: Scenario,
  path: DocumentPath,
  links: EvalLinks,
): readonly Problem[] {
  return [
    ...turns.flatMap(({ expect }, index) =>
      expect ? checkExpectation(expect, [...path, 'turns', index, 'expect'], links) : [],
    ),
    ...(typeof customer === 'object' ? checkGoals(customer, [...path, 'customer', 'goals'], links) : []),
    ...(end ? checkEnd(end, [...path, 'finally'], links) : []),
  ];
}

function checkGoals({ goals }: ScenarioCustomer, path: DocumentPath, links: EvalLinks) {
  return goals.flatMap(({ intent }, index) =>
    unknown('intent', intent, intentsOf(links), [...path, index, 'intent']),
  );
}

function checkExpectation(
  { intent, heard = [], cites = [], actions = [] }: Expectation,
  path: DocumentPath,
  links: EvalLinks,
): readonly Problem[] {
  const citable = [...links.passages, ...links.declaration.articles.map((article) => article.path)];
  return [
    ...(intent === undefined ? [] : unknown('intent', intent, intentsOf(links), [...path, 'intent'])),
    ...heard.flatMap((command, index) => checkCommand(command, [...path, 'heard', index], links)),
    ...cites.flatMap((id, index) => unknown('passage', id, citable, [...path, 'cites', index])),
    ...actions.flatMap((action, index) => checkAction(action, [...path, 'actions', index], links)),
  ];
}

/** The kinds of command that can name only an intent, and those that name a slot. */
const ABOUT_INTENTS = ['begin'];
const ABOUT_SLOTS = ['set', 'correct'];

function checkCommand(command: string, path: DocumentPath, links: EvalLinks): readonly Problem[] {
  const [kind = '', of = ''] = command.split(' ');
  if (ABOUT_INTENTS.includes(kind)) return unknown('intent', of, intentsOf(links), path);
  if (!ABOUT_SLOTS.includes(kind)) return [];
  const slots = [...links.declaration.flows.values()].flatMap((flow) => Object.keys(flow.slots));
  return unknown('slot', of, slots, path);
}

function checkEnd({ executed = [], records }: Finally, path: DocumentPath, links: EvalLinks) {
  return [
    ...executed.flatMap((action, index) => [
      ...checkAction(action, [...path, 'executed', index], links),
      ...checkEffects(action.name, [...path, 'executed', index, 'name'], links),
    ]),
    ...records.flatMap((record, index): readonly Problem[] => [
      ...checkRead(record.read, [...path, 'records', index, 'read'], links),
      ...checkKeys(record.read, record.with, [...path, 'records', index, 'with'], links),
    ]),
  ];
}

function checkAction(
  { name, arguments: args }: ExpectedAction,
  path: DocumentPath,
  links: EvalLinks,
): readonly Problem[] {
  return [
    ...checkTool(name, [...path, 'name'], links.tools),
    ...checkKeys(name, args, [...path, 'arguments'], links),
  ];
}

function checkRead(name: string, path: DocumentPath, { tools }: EvalLinks): readonly Problem[] {
  if (!tools?.get(name)?.effects) return checkTool(name, path, tools);
  const message = `\`${name}\` has effects; records are read by a tool without effects`;
  return [{ code: 'LINK_EFFECTS', path, message }];
}

function checkEffects(name: string, path: DocumentPath, { tools }: EvalLinks): readonly Problem[] {
  if (tools?.get(name)?.effects !== false) return [];
  const message = `\`${name}\` has no effects; only actions with effects belong here`;
  return [{ code: 'LINK_EFFECTS', path, message, help: 'expect a read under `actions` of its turn' }];
}

function checkKeys(name: string, given: object, path: DocumentPath, { tools }: EvalLinks) {
  const tool = tools?.get(name);
  if (!tool) return [];
  const known = Object.keys(tool.input.shape);
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map(
      (key): Problem => ({
        code: 'LINK_ARGUMENTS',
        path: [...path, key],
        key: true,
        message: `\`${name}\` takes no argument \`${key}\``,
        help: suggest(key, known),
      }),
    );
}

function checkDataset({ file, messages, questions }: ReadDataset, links: EvalLinks): readonly Diagnostic[] {
  const found = [
    ...messages.map(({ line, value }) => ({
      line,
      problems: unknown('intent', value.label, intentsOf(links)),
    })),
    ...questions.map(({ line, value }) => ({
      line,
      problems: value.passages.flatMap((id) => unknown('passage', id, links.passages)),
    })),
  ];
  return found.flatMap(({ line, problems }) =>
    problems.map(({ code, message, help }) =>
      aboutFile(file, { code, line, message, ...(help === undefined ? {} : { help }) }),
    ),
  );
}

function intentsOf({ declaration }: EvalLinks): readonly string[] {
  return [...declaration.config.intents.options.map(({ name }) => name), UNKNOWN_INTENT];
}

function unknown(
  kind: string,
  name: string,
  known: Iterable<string>,
  path: DocumentPath = [],
): readonly Problem[] {
  const names = new Set(known);
  if (names.has(name)) return [];
  return [{ code: 'LINK_UNKNOWN', path, message: `unknown ${kind} \`${name}\``, help: suggest(name, names) }];
}
