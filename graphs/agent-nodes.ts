import { DEFAULT_TURN_CONFIDENCE, type TurnConfidence } from '../confidence/turn-confidence.ts';
import { identityName } from '../config/check/session-names.ts';
import { declaredAmounts, withDeclaredUnits } from '../config/read/declared-units.ts';
import type { AgentDeclaration } from '../config/read/project.ts';
import type { IntentThreshold } from '../core/confidence.ts';
import type { AnswerThresholds } from '../core/context.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Judge } from '../core/ports/judge.ts';
import type { KnowledgeStore } from '../core/ports/knowledge-store.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { Model } from '../core/ports/model.ts';
import { sessionFacts } from '../core/session.ts';
import type { ByTenant } from '../core/tenant.ts';
import type { FlowFunctions, Tool } from '../core/tool.ts';
import type { Json, JsonObject } from '../core/values/json.ts';
import { readLanguage } from '../hearing/languages/read-language.ts';
import { compileSignals } from '../hearing/signals.ts';
import { act } from '../nodes/act/act.ts';
import { flowDriver } from '../nodes/act/flow-driver.ts';
import { pieceAsSent } from '../nodes/act/model/context-text.ts';
import { modelDriver } from '../nodes/act/model/model-driver.ts';
import { servedWithoutModel } from '../nodes/act/model/without-model.ts';
import { offeredLists } from '../nodes/act/offered-lists.ts';
import { assemble } from '../nodes/assemble.ts';
import { classify } from '../nodes/classify/classify.ts';
import { type AskPerson, escalate } from '../nodes/escalate.ts';
import { execute } from '../nodes/gate/execute.ts';
import { validate } from '../nodes/gate/validate.ts';
import { observe } from '../nodes/observe.ts';
import { respond } from '../nodes/respond/respond.ts';
import { type AnswerModel, fitBy } from '../saying/answers/answer-model.ts';
import { authoredTexts } from './authored-texts.ts';
import { declaredThresholds, intentHandling, offeredIntents, standInFlow } from './intent-handling.ts';
import { modelDriving } from './model-driving.ts';

/** The ports of one agent's graph. */
export interface AgentPorts {
  readonly tools: ReadonlyMap<string, Tool>;
  /** The functions of flows. */
  readonly functions: FlowFunctions;
  /** Runs a read tool outside the graph's own actions: for facts and the customer's record. */
  readonly read: (
    tool: string,
    args: JsonObject,
    call: { readonly signal: AbortSignal; readonly now: Date },
  ) => Promise<Json>;
  readonly classifier: Classifier;
  readonly knowledge: Pick<KnowledgeStore, 'search'>;
  readonly judge: Judge;
  readonly ledger: ByTenant<Pick<Ledger, 'threads' | 'actions'>>;
  /** Null: no model endpoint is configured. */
  readonly model: Model | null;
  readonly countTokens: (text: string) => number;
  readonly clock: Clock;
}

export interface AgentNodeOptions {
  readonly askPerson: AskPerson;
  readonly modelOnly: boolean;
  /** The confidence from which each intent is acted on. Default: the declared one, unproven. */
  readonly thresholds?: ReadonlyMap<string, IntentThreshold> | undefined;
  /** The learned model of when articles answer. Default: none, and nothing is quoted outright. */
  readonly answers?: AnswerModel | null | undefined;
  /** The confidence of turns. Default: the documented weights. */
  readonly turnConfidence?: Pick<TurnConfidence, 'of'> | undefined;
}

/** Builds an agent's eight nodes from its declaration. */
export function agentNodes(
  declaration: AgentDeclaration,
  ports: AgentPorts,
  { askPerson, modelOnly, thresholds, answers = null, turnConfidence }: AgentNodeOptions,
) {
  const { config } = declaration;
  const { tools, functions, judge, ledger } = ports;
  const flows = flowsOf(declaration, ports);
  const handling = intentHandling(config, flows, modelOnly);
  const { reach, intents, actionSpace, openers } = handling;
  const { limits, says } = config;
  const identity = identityOf(config);
  const gate = { tools, openers, ...identity, denials: limits.denials, says };
  const judging = { judge, ...logsOf(ledger) };

  return {
    classify: classifying({ config, flows }, ports, handling, { thresholds, actions: judging.actions }),
    assemble: assemble(assembling(config, answers, intents), { ...ports, threads: judging.threads }),
    act: act(
      { driverOf: (name) => intents.get(name)?.driver ?? 'flow' },
      drivers({ config, flows }, ports, handling, answers ?? NOTHING_LEARNED),
    ),
    validate: validate(
      {
        actionSpace,
        ...gate,
        escalationTool: config.escalation.tool ?? null,
        reach,
      },
      judging,
    ),
    execute: execute(
      {
        ...gate,
        identityAttempts: config.identity?.attempts ?? 1,
        settleMs: limits.seconds * 1000,
      },
      judging,
    ),
    respond: respond(
      {
        recorded: modelOnly,
        identityAs: identity.identityAs,
        tools,
        moneyKeys: declaredAmounts(flows, { tools, functions }),
        authored: authoredTexts(config, { tools, judge }),
      },
      judging,
    ),
    observe: observe({
      frustration: limits.frustration,
      questions: limits.questions,
      confidence: limits.confidence,
      confidenceOf: (turnConfidence ?? DEFAULT_TURN_CONFIDENCE).of,
    }),
    escalate: escalate({ askPerson, lookedAt: says.lookedAt }),
  };
}

const flowsOf = (
  { flows, config: { locale, says } }: AgentDeclaration,
  { tools, functions }: Pick<AgentPorts, 'tools' | 'functions'>,
) => withDeclaredUnits(flows, { tools, functions, locale, and: says.and });

const assembling = (
  config: AgentDeclaration['config'],
  answers: AnswerModel | null,
  intents: Parameters<typeof assemble>[0]['intents'],
): Parameters<typeof assemble>[0] => ({
  agent: config.name,
  budget: config.context,
  asSent: pieceAsSent,
  knowledge: config.knowledge,
  fitted: answers && fitBy(answers),
  fits: { asked: answers?.offer ?? 0, beside: answers?.quote ?? answers?.offer ?? 0 },
  customer: config.customer ?? null,
  identityAs: identityName(config),
  intents,
});

/** Where nothing was learned, all that is found is offered. */
const NOTHING_LEARNED: AnswerThresholds = { quote: null, offer: 0, beside: 0 };

const logsOf = (ledger: AgentPorts['ledger']) => ({
  actions: (tenant: string) => ledger(tenant).actions,
  threads: (tenant: string) => ledger(tenant).threads,
});

const identityOf = (config: AgentDeclaration['config']) => ({
  identityAs: identityName(config),
  identityTools: config.identity?.tools ?? [],
  identityArgument: config.identity?.argument ?? null,
});

function drivers(
  { config, flows }: Pick<AgentDeclaration, 'config' | 'flows'>,
  { model, functions, ...ports }: AgentPorts,
  handling: ReturnType<typeof intentHandling>,
  { quote, offer, beside }: AnswerThresholds,
): Parameters<typeof act>[1] {
  const { limits, says } = config;
  const { reach } = handling;
  const flow = flowDriver({
    flows,
    reach,
    functions,
    about: new Map([...flows].map(([name, flow]) => [name, flow.about])),
    choices: offeredIntents(config),
    identityAs: identityName(config),
    questions: limits.questions,
    zone: config.zone,
    answers: { quote, offer, beside },
    language: readLanguage(config.language),
    says,
  });
  if (!model) return { flow, model: null };
  const byModel = modelDriver(modelDriving(config, ports, handling), { model });
  const standIn = (intent: string) => (flows.has(standInFlow(intent)) ? standInFlow(intent) : null);
  return { flow, model: servedWithoutModel({ standInFlow: standIn }, { model: byModel, flow }) };
}

/** The sentences in other languages than the agent's. */
function languagesOf({ language, languages }: AgentDeclaration['config']): ReadonlyMap<string, string> {
  const declared = Object.entries(languages).filter(([code]) => code !== language);
  return new Map(declared.flatMap(([code, text]) => (text === false ? [] : [[code, text]])));
}

function classifying(
  { config, flows }: Pick<AgentDeclaration, 'config' | 'flows'>,
  { tools, functions, classifier }: AgentPorts,
  { intents, reach, attested }: ReturnType<typeof intentHandling>,
  {
    thresholds,
    actions,
  }: Pick<AgentNodeOptions, 'thresholds'> & Pick<Parameters<typeof classify>[1], 'actions'>,
) {
  const { limits, says } = config;
  const identityAs = identityName(config);
  return classify(
    {
      intents,
      reach,
      thresholds: thresholds ?? declaredThresholds(config),
      attested,
      choices: offeredIntents(config),
      outOfScope: config.intents.outOfScope,
      signals: compileSignals(config.signals),
      confirmation: { ...config.confirmation, language: readLanguage(config.language) },
      zone: config.zone,
      languages: languagesOf(config),
      tools,
      questions: limits.questions,
      about: new Map([...flows].map(([name, flow]) => [name, flow.about])),
      lists: (frame, session, now) => {
        const slots = reach.get(frame.flow)?.slots ?? new Map();
        const known = sessionFacts(session, identityAs, false);
        return offeredLists({ flows, functions, slots, session: known, now }, frame);
      },
      says,
    },
    { classifier, actions },
  );
}
