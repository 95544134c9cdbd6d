import type { Diagnostic } from '../../core/diagnostic.ts';
import { UNKNOWN_INTENT } from '../../core/intent.ts';
import { readFrontMatter } from '../../core/values/front-matter.ts';
import type { Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import { checkTool } from './check-invocation.ts';
import type { LinkCheck, LinkContext } from './link-context.ts';

type Intent = LinkContext['agent']['declaration']['config']['intents']['options'][number];

/** Checks that every intent is named once and can be handled. */
export const checkIntents: LinkCheck = (context) => {
  const { options, outOfScope } = context.agent.declaration.config.intents;
  const problems = options.flatMap((intent, index) => {
    const path = ['intents', 'options', index];
    return [
      ...checkName(intent, options.findIndex(({ name }) => name === intent.name) < index).map(
        (problem): Problem => ({ ...problem, path: [...path, 'name'] }),
      ),
      ...checkHandler(intent, context).map(
        (problem): Problem => ({
          ...problem,
          path: [...path, ...(intent.flow === undefined ? ['name'] : ['flow'])],
        }),
      ),
      ...intent.tools.flatMap((tool, position) =>
        checkTool(tool, [...path, 'tools', position], context.tools),
      ),
      ...checkTopics(intent, context).map(
        ({ position, ...problem }): Problem => ({ ...problem, path: [...path, 'topics', position] }),
      ),
    ];
  });
  return [...problems, ...checkOutOfScope(outOfScope, options)].map(context.agent.source.diagnose);
};

function checkOutOfScope(name: string | undefined, options: readonly Intent[]): readonly Problem[] {
  const names = options.map((intent) => intent.name);
  if (name === undefined || names.includes(name)) return [];
  return [
    {
      code: 'LINK_UNKNOWN',
      path: ['intents', 'outOfScope'],
      message: `unknown intent \`${name}\``,
      help: suggest(name, names),
    },
  ];
}

type Unplaced = Omit<Problem, 'path'>;

function checkName({ name }: Intent, taken: boolean): readonly Unplaced[] {
  if (name === UNKNOWN_INTENT)
    return [
      { code: 'LINK_TAKEN', message: `\`${name}\` is what the engine calls a message it does not know` },
    ];
  return taken ? [{ code: 'LINK_TAKEN', message: `intent \`${name}\` is declared twice` }] : [];
}

function checkHandler({ name, flow }: Intent, { agent }: LinkContext): readonly Unplaced[] {
  const { config, flows } = agent.declaration;
  if (flow === undefined) {
    const help = 'give it a `flow`, or the agent a `model`';
    return config.model
      ? []
      : [{ code: 'INTENT_UNHANDLED', message: `nothing handles the intent \`${name}\``, help }];
  }
  if (flows.has(flow) || agent.broken.has(`agents/${config.name}/flows/${flow}.yaml`)) return [];
  return [{ code: 'LINK_UNKNOWN', message: `unknown flow \`${flow}\``, help: suggest(flow, flows.keys()) }];
}

function checkTopics({ topics = [] }: Intent, { agent }: LinkContext) {
  const known = agent.declaration.articles.flatMap(({ text }) => readFrontMatter(text).topics);
  return topics.flatMap((topic, position) =>
    known.includes(topic)
      ? []
      : [
          {
            code: 'LINK_UNKNOWN' as const,
            position,
            message: `no article has the topic \`${topic}\``,
            help: suggest(topic, known),
          },
        ],
  );
}

/** Finds declared flows that no intent reaches. */
export function unusedFlows({ agent }: LinkContext, reached: ReadonlySet<string>): readonly Diagnostic[] {
  return [...agent.flows].flatMap(([name, source]) =>
    reached.has(name)
      ? []
      : [
          source.diagnose({
            code: 'LINK_UNUSED',
            severity: 'warning',
            path: [],
            message: `no intent uses the flow \`${name}\``,
          }),
        ],
  );
}
