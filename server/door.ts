import type { OpenAPIHono } from '@hono/zod-openapi';
import type { IncidentCount } from '../app/turns/incidents.ts';
import type { Runtime } from '../app/turns/runtime.ts';
import type { EscalationLog } from '../core/ports/escalation-log.ts';
import type { EventLog, ThreadLog, TurnLog } from '../core/ports/ledger.ts';
import type { Principal } from '../core/principal.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** What the HTTP door uses of the ledger: it only reads. */
export interface DoorLedger {
  readonly threads: Pick<ThreadLog, 'get' | 'transcript'>;
  readonly turns: Pick<TurnLog, 'list'>;
  readonly escalations: Pick<EscalationLog, 'get' | 'list'>;
  readonly events: Pick<EventLog, 'since'>;
}

/** What the HTTP door uses of the running product for one tenant. */
export interface DoorTenant
  extends Pick<Runtime, 'openThread' | 'takeTurn' | 'decide' | 'giveFeedback' | 'subscribe'> {
  readonly ledger: DoorLedger;
}

/** What the HTTP door uses of the running product. */
export interface DoorRuntime
  extends DoorTenant,
    Pick<Runtime, 'agents' | 'notReady' | 'recovering' | 'degraded'> {
  of(tenant: string): DoorTenant;
  /** What went wrong since the start, beside answers. */
  incidents(): readonly IncidentCount[];
}

/** Who sends a request, as the door has made out. */
export interface Caller {
  readonly tenant: string;
  /** Null where nobody is authenticated: a decision then names who makes it. */
  readonly principal: Principal | null;
}

export interface HttpAppOptions {
  readonly runtime: DoorRuntime;
  readonly log: Log;
  readonly now: () => Date;
  /** Makes out who sends a request, from its headers; without, everybody belongs to the default tenant. */
  readonly callerOf?: (headers: Headers) => Promise<Caller>;
  /** How many lines of output nobody could take; 0 without. */
  readonly lostLines?: () => number;
  readonly maxBodyBytes?: number;
  /** How often a quiet event stream says that it lives. */
  readonly heartbeatMs?: number;
  /** How often a quiet event stream asks the ledger what other processes appended. */
  readonly pollMs?: number;
}

/** Per-request values: `runtime` is that of the caller's tenant, `principal` the caller; `stopping` is set by `listen` and aborts when the server stops. */
export interface DoorEnvironment {
  readonly Bindings: { readonly stopping?: AbortSignal };
  readonly Variables: {
    readonly requestId: string;
    readonly runtime: DoorRuntime;
    readonly principal: Principal | null;
  };
}

export type HttpApp = OpenAPIHono<DoorEnvironment>;

/** What the routes are given. */
export interface Door {
  /** Whether requests may be authenticated. */
  readonly authenticates: boolean;
  readonly now: () => Date;
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
  readonly heartbeatMs: number;
  readonly pollMs: number;
}
