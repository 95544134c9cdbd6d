import type { OpenAPIHono } from '@hono/zod-openapi';
import type { IncidentCount } from '../app/turns/incidents.ts';
import type { Runtime } from '../app/turns/runtime.ts';
import type { EscalationLog } from '../core/ports/escalation-log.ts';
import type { JobCount } from '../core/ports/jobs.ts';
import type { EventLog, ThreadLog, TurnLog } from '../core/ports/ledger.ts';
import type { Principal } from '../core/principal.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** The reads of the ledger that the HTTP door uses. */
export interface DoorLedger {
  readonly threads: Pick<ThreadLog, 'get' | 'transcript'>;
  readonly turns: Pick<TurnLog, 'list'>;
  readonly escalations: Pick<EscalationLog, 'get' | 'list'>;
  readonly events: Pick<EventLog, 'since'>;
}

/** The parts of one tenant's runtime that the HTTP door uses. */
export interface DoorTenant
  extends Pick<Runtime, 'openThread' | 'takeTurn' | 'decide' | 'giveFeedback' | 'subscribe'> {
  readonly ledger: DoorLedger;
}

/** The parts of an open runtime that the HTTP door uses. */
export interface DoorRuntime
  extends DoorTenant,
    Pick<Runtime, 'agents' | 'notReady' | 'recovering' | 'degraded'> {
  of(tenant: string): DoorTenant;
  /** Failures since the start that no answer reports. */
  incidents(): readonly IncidentCount[];
  /** Background jobs by kind and state. */
  jobs(): Promise<readonly JobCount[]>;
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
  /** The number of lost lines of output; 0 if absent. */
  readonly lostLines?: () => number;
  readonly maxBodyBytes?: number;
  /** Milliseconds between heartbeats of a quiet event stream. */
  readonly heartbeatMs?: number;
  /** Milliseconds between reads of the ledger for events of other processes, on a quiet stream. */
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

/** The dependencies of the routes. */
export interface Door {
  /** True if requests can be authenticated. */
  readonly authenticates: boolean;
  readonly now: () => Date;
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
  readonly heartbeatMs: number;
  readonly pollMs: number;
}
