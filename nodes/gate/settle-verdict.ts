import { actionHash } from '../../core/action.ts';
import { escalationRequest } from '../../core/escalation.ts';
import { type NodeState, spokenText } from '../../core/state.ts';
import type { Refusal, Tool } from '../../core/tool.ts';
import { revised, toldDenials, type Verdict } from '../../core/verdict.ts';
import { confirmationText } from '../../saying/confirmation-text.ts';
import { showAction } from '../../saying/show-action.ts';
import type { GateSays } from './engine-checks.ts';
import { type Judged, type JudgePorts, type JudgingRun, record } from './judge-proposal.ts';
import { refusalReason } from './run-tool.ts';

export interface SettleOptions {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly denials: number;
  readonly says: Omit<GateSays, 'otherCustomer' | 'judged'>;
}

export type VerdictUpdate = Pick<
  NodeState,
  'proposal' | 'verdict' | 'pending' | 'draft' | 'lastAction' | 'denials' | 'escalation'
>;

/** Applies a verdict to the turn: run the action, ask the customer, correct the driver, or call a person. */
export async function settleVerdict(
  options: SettleOptions,
  state: Pick<NodeState, 'denials' | 'spoken' | 'turn_id' | 'goals'>,
  judged: Judged,
  ports: Pick<JudgePorts, 'actions'>,
  run: JudgingRun,
): Promise<Partial<VerdictUpdate>> {
  const { tools, denials, says } = options;
  const { proposal, verdict } = judged;
  switch (verdict.decision) {
    case 'allow':
      return judged;
    case 'deny': {
      const count = state.denials + 1;
      const tooMany = count >= denials && proposal.by !== 'flow';
      const escalation = tooMany
        ? escalationRequest('repeated_denial', `${count} proposals were denied in one turn`, { verdict })
        : null;
      return {
        ...judged,
        proposal: null,
        denials: count,
        lastAction: {
          proposal,
          status: 'denied',
          result: null,
          reasons: toldDenials(verdict.reasons),
        },
        escalation,
      };
    }
    case 'confirm': {
      const tool = tools.get(proposal.action.name);
      const preview = await showAction(tool, proposal, says, run);
      if ('detail' in preview) {
        const denied = await record(proposal, deniedUnshown(verdict, preview), state, ports, run);
        return settleVerdict(options, state, denied, ports, run);
      }
      const text = spokenText([...state.spoken, { text: confirmationText(preview, says.confirm) }]);
      return {
        ...judged,
        pending: { kind: 'confirm', proposal, hash: actionHash(proposal.action), preview, asked: 0 },
        draft: {
          text,
          citations: state.spoken.flatMap((spoken) => spoken.citations),
          grounds: [text],
          outcome: 'awaiting_confirmation',
          by: 'engine',
        },
      };
    }
    default:
      return {
        ...judged,
        escalation: escalationRequest('review', because(verdict), { proposal, verdict }),
      };
  }
}

/** Denies an action that cannot be shown in full: the customer must see what they confirm. */
function deniedUnshown(verdict: Verdict, refusal: Refusal): Verdict {
  return revised(verdict, { decision: 'deny', reasons: [refusalReason(refusal), ...verdict.reasons] });
}

/** The reason for a person in the rules' words: the `review` reasons, or all if there are none. */
function because({ reasons }: Verdict): string {
  const deciding = reasons.filter(({ decision }) => decision === 'review');
  return (deciding.length > 0 ? deciding : reasons).map(({ detail }) => detail).join('; ');
}
