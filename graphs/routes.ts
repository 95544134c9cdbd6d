import type { AgentState } from '../core/state.ts';
import type { NodeName } from '../core/step-details.ts';

export const END = '__end__' as const;

type Route = (state: AgentState) => NodeName | typeof END;

/** A call for a person has precedence over every other route. */
const unlessEscalated =
  (route: Route): Route =>
  (state) =>
    state.turn.escalation ? 'escalate' : route(state);

/** The edges of each node, and the choice among them. */
export const ROUTES: Readonly<
  Record<NodeName, { readonly to: readonly (NodeName | typeof END)[]; readonly route: Route }>
> = {
  classify: {
    to: ['assemble', 'act', 'validate', 'respond', 'escalate'],
    route: unlessEscalated(({ turn: { reading, draft } }) =>
      draft ? 'respond' : reading === 'confirmed' ? 'validate' : reading === 'declined' ? 'act' : 'assemble',
    ),
  },
  assemble: { to: ['act', 'escalate'], route: unlessEscalated(() => 'act') },
  act: {
    to: ['validate', 'act', 'respond', 'escalate'],
    // A model that used only the engine's own tools is asked again.
    route: unlessEscalated(({ turn: { proposal, draft, further } }) =>
      proposal ? 'validate' : further && !draft ? 'act' : 'respond',
    ),
  },
  validate: {
    to: ['execute', 'act', 'respond', 'escalate'],
    route: unlessEscalated(afterVerdict('execute')),
  },
  execute: { to: ['act', 'respond', 'escalate'], route: unlessEscalated(afterVerdict('act')) },
  respond: {
    to: ['observe', 'act', 'escalate'],
    route: unlessEscalated(({ turn: { draft } }) => (draft ? 'observe' : 'act')),
  },
  observe: { to: [END, 'escalate'], route: unlessEscalated(() => END) },
  escalate: {
    to: ['validate', 'act', 'respond'],
    route: ({ turn: { proposal, draft } }) => (draft ? 'respond' : proposal ? 'validate' : 'act'),
  },
};

/** Routes after a verdict: an end goes back to the driver, a confirmation to the customer, an allow on. */
function afterVerdict(allowed: 'execute' | 'act'): Route {
  return ({ turn: { lastAction, verdict } }) =>
    lastAction ? 'act' : verdict?.decision === 'confirm' ? 'respond' : allowed;
}
