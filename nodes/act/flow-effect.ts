import type { ProposedAction } from '../../core/action.ts';
import type { AgentError } from '../../core/errors.ts';
import type { Flow, FlowEnd, Slot } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import type { ListAttributes } from '../../core/slots/list-attribute.ts';
import type { Option } from '../../core/state.ts';
import type { FlowFunctions } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import type { Scope } from './flow-options.ts';

/** The next effect of a flow. */
export type FlowEffect =
  | {
      readonly do: 'ask';
      readonly slots: readonly string[];
      readonly text: string;
      readonly options: readonly Option[];
      /** True if the options are records, not declared choices. */
      readonly listed: boolean;
      readonly many: boolean;
      /** By what the list can be narrowed. */
      readonly attributes?: ListAttributes | undefined;
      /** The options with which the action was denied, if it was. */
      readonly refused?: readonly Option[];
    }
  | { readonly do: 'ask-yes-no'; readonly question: string }
  /** Keeps a slot's value with what records say of it. */
  | { readonly do: 'fill'; readonly key: string; readonly value: Json }
  | {
      readonly do: 'propose';
      readonly action: ProposedAction;
      /** The hash under which its end is remembered. */
      readonly hash: string;
      /** True if it is only judged. */
      readonly dry: boolean;
      /** The codes of the denials that count, if not all do. */
      readonly only?: readonly string[];
    }
  | {
      readonly do: 'ask-again';
      /** The slots that are asked again; failed attempts count for the first. */
      readonly slots: readonly string[];
      readonly forget: string;
      readonly tell: string | null;
    }
  /** `tell` is null where the author has no words for it: nothing is left to choose from. */
  | { readonly do: 'refuse'; readonly tell: string | null }
  | {
      readonly do: 'say';
      readonly key: string;
      readonly text: string;
      /** Its template, and the computed values that it states. */
      readonly grounds: readonly string[];
    }
  | { readonly do: 'answer'; readonly key: string }
  | { readonly do: 'escalate'; readonly reason: string }
  /** A function has failed, so that the flow cannot go on. */
  | { readonly do: 'fail'; readonly error: AgentError }
  | { readonly do: 'end'; readonly outcome: FlowEnd };

/** A place in a flow, with the values that are known there. */
export interface FlowSpot {
  readonly scope: Scope;
  /** The suffix of slot keys inside `each`: `@0`. */
  readonly suffix: string;
  /** The path in the flow, part of the key of said texts. */
  readonly path: string;
  /** The element that the steps run for, if it is of a list that a slot holds. */
  readonly element?: ListElement | undefined;
}

/** An element of a slot's list. */
export interface ListElement {
  readonly list: string;
  readonly index: number;
}

/** The input of an evaluation beside the frame. */
export interface FlowSetting {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly functions: FlowFunctions;
  readonly session: JsonObject;
  readonly now: Date;
  /** Receives the lists that the evaluation comes across, if anybody asks for them. */
  readonly lists?: AskedSlot[] | undefined;
}

/** An evaluation under way. */
export interface FlowWalk extends FlowSetting {
  readonly frame: FlowFrame;
  /** True once a value was computed, so that texts may state what no record says. */
  computed: boolean;
}

/** A slot with the options of its list, under its key in the memory. */
export interface AskedSlot {
  readonly key: string;
  readonly slot: Slot;
  readonly options: readonly Option[];
}
