import { missingSentences } from '../languages/in-language.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import { patternProblem } from '../schemas/check-pattern.ts';
import { checkChoices } from './check-choices.ts';
import { checkArguments, checkRead, checkTool } from './check-invocation.ts';
import { checkTemplate } from './check-template.ts';
import type { LinkCheck, LinkContext } from './link-context.ts';
import { sessionShape } from './session-names.ts';

/** Checks what the agent's main file names: models, queue, tools, patterns and words. */
export const checkAgent: LinkCheck = (context) => {
  const checks = [
    checkModels,
    checkQueue,
    checkTools,
    checkSignals,
    checkConfirmation,
    checkIdentityName,
    checkLists,
    checkLanguage,
  ];
  return checks.flatMap((check) => check(context)).map(context.agent.source.diagnose);
};

type Check = (context: LinkContext) => readonly Problem[];

const checkModels: Check = ({ agent, project, broken }) => {
  const { model, intents } = agent.declaration.config;
  if (broken.has('models.yaml')) return [];
  const usual: readonly NamedModel[] = model
    ? [
        { name: model.use, path: ['model', 'use'] },
        ...model.fallbacks.map((name, index) => ({ name, path: ['model', 'fallbacks', index] })),
      ]
    : [];
  const others = [
    ...(model?.larger === undefined ? [] : [{ name: model.larger, path: ['model', 'larger'] }]),
    ...intents.options.flatMap((intent, index): readonly NamedModel[] =>
      intent.model === undefined
        ? []
        : [{ name: intent.model, path: ['intents', 'options', index, 'model'] }],
    ),
  ];
  const twice = usual.flatMap(({ name, path }, index): readonly Problem[] =>
    usual.findIndex((other) => other.name === name) < index
      ? [{ code: 'LINK_TAKEN', path, message: `model \`${name}\` is named twice` }]
      : [],
  );
  const alone = model ? [] : others.map(({ name, path }): Problem => modelOfNone(name, path));
  const unknown = [...usual, ...others].flatMap(({ name, path }): readonly Problem[] => {
    if (Object.hasOwn(project.models, name)) return [];
    return [
      {
        code: 'LINK_UNKNOWN',
        path,
        message: `\`models.yaml\` has no price for the model \`${name}\``,
        help: suggest(name, Object.keys(project.models)),
      },
    ];
  });
  return [...twice, ...alone, ...unknown];
};

interface NamedModel {
  readonly name: string;
  readonly path: DocumentPath;
}

const modelOfNone = (name: string, path: DocumentPath): Problem => ({
  code: 'LINK_UNUSED',
  severity: 'warning',
  path,
  message: `the model \`${name}\` is not used: the agent has no \`model\``,
});

const checkQueue: Check = ({ agent, project, broken }) => {
  const { queue } = agent.declaration.config.escalation;
  if (broken.has('queues.yaml') || Object.hasOwn(project.queues, queue)) return [];
  return [
    {
      code: 'LINK_UNKNOWN',
      path: ['escalation', 'queue'],
      message: `\`queues.yaml\` has no queue \`${queue}\``,
      help: suggest(queue, Object.keys(project.queues)),
    },
  ];
};

const checkTools: Check = (context) => {
  const { agent, tools } = context;
  const { identity, tools: own, customer, escalation } = agent.declaration.config;
  return [
    ...(identity?.tools ?? []).flatMap((name, index) => checkRead(name, ['identity', 'tools', index], tools)),
    ...(identity
      ? [...checkIdentityArgument(identity, context), ...checkIdentityFlow(identity, context)]
      : []),
    ...own.always.flatMap((name, index) => checkRead(name, ['tools', 'always', index], tools)),
    ...(escalation.tool === undefined ? [] : checkTool(escalation.tool, ['escalation', 'tool'], tools)),
    ...(customer ? checkCustomer(customer, context) : []),
  ];
};

function checkIdentityFlow(
  { flow }: { readonly flow?: string | undefined },
  { agent: { declaration, broken } }: LinkContext,
): readonly Problem[] {
  const { config, flows } = declaration;
  if (flow === undefined || flows.has(flow) || broken.has(`agents/${config.name}/flows/${flow}.yaml`))
    return [];
  const [message, help] = [`unknown flow \`${flow}\``, suggest(flow, flows.keys())];
  return [{ code: 'LINK_UNKNOWN', path: ['identity', 'flow'], message, help }];
}

function checkIdentityArgument(
  { tools: names, argument }: { readonly tools: readonly string[]; readonly argument?: string | undefined },
  { tools }: LinkContext,
): readonly Problem[] {
  if (argument === undefined || !tools) return [];
  return names.flatMap((name) => {
    const shape = tools.get(name)?.input.shape;
    if (!shape || Object.hasOwn(shape, argument)) return [];
    const help = suggest(argument, Object.keys(shape));
    return [
      {
        code: 'LINK_UNKNOWN' as const,
        path: ['identity', 'argument'],
        message: `\`${name}\` takes no argument \`${argument}\``,
        help,
      },
    ];
  });
}

function checkCustomer(
  customer: { readonly tool: string; readonly with: Record<string, string> },
  context: LinkContext,
): readonly Problem[] {
  const tool = context.tools?.get(customer.tool);
  const names = new Map([['session', sessionShape(context.agent)]]);
  return [
    ...checkRead(customer.tool, ['customer', 'tool'], context.tools),
    ...(tool ? checkArguments(tool, customer.with, ['customer', 'with'], names) : []),
    ...Object.entries(customer.with).flatMap(([key, template]) =>
      checkTemplate(template, ['customer', 'with', key], names),
    ),
  ];
}

const checkSignals: Check = ({ agent }) => {
  const { signals } = agent.declaration.config;
  return (['person', 'frustration'] as const).flatMap((kind) =>
    signals[kind].flatMap((pattern, index): readonly Problem[] => {
      const problem = patternProblem(pattern);
      return problem ? [{ ...problem, path: ['signals', kind, index] }] : [];
    }),
  );
};

const checkConfirmation: Check = ({ agent }) => {
  const { yes, no } = agent.declaration.config.confirmation;
  const plain = (words: string) => words.toLowerCase().trim();
  const refusals = new Set(no.map(plain));
  return yes.flatMap((words, index): readonly Problem[] =>
    refusals.has(plain(words))
      ? [
          {
            code: 'LINK_TAKEN',
            path: ['confirmation', 'yes', index],
            message: `\`${words}\` is a yes and a no`,
          },
        ]
      : [],
  );
};

/** Reports an identity's name that would hide one of the session's own facts. */
const checkIdentityName: Check = ({ agent }) => {
  const { identity } = agent.declaration.config;
  if (identity?.as !== 'user_confirmed') return [];
  return [
    {
      code: 'LINK_TAKEN',
      path: ['identity', 'as'],
      message: '`user_confirmed` is the name of the confirmation',
    },
  ];
};

/** Reports the sentences that would go out in English. */
const checkLanguage: Check = ({ agent }) => {
  const { config } = agent.declaration;
  const missing = missingSentences(config, agent.source.value);
  if (missing.length === 0) return [];
  const message = `no sentence in \`${config.language}\` for \`says.${missing.join('`, `says.')}\``;
  return [
    { code: 'CONFIG_MISSING_KEY', path: ['language'], message, help: 'docs/languages.md lists them all' },
  ];
};

const checkLists: Check = ({ agent: { declaration, broken } }) => {
  const used = new Set(
    [...declaration.flows.values()].flatMap(({ slots }) =>
      Object.values(slots).map(({ choices }) => choices),
    ),
  );
  return Object.entries(declaration.config.lists).flatMap(([name, choices]): readonly Problem[] => {
    const path = ['lists', name];
    const unused: readonly Problem[] =
      used.has(choices) || broken.size > 0
        ? []
        : [
            {
              code: 'LINK_UNUSED',
              severity: 'warning',
              path,
              key: true,
              message: `no slot uses the list \`${name}\``,
            },
          ];
    return [...checkChoices(choices, path), ...unused];
  });
};
