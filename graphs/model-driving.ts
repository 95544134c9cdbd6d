import type { AgentConfig } from '../config/schemas/agent-schema.ts';
import type { Judge } from '../core/ports/judge.ts';
import type { ModelTool } from '../core/ports/model.ts';
import type { Tool } from '../core/tool.ts';
import { argumentsSchema } from '../core/tool-arguments.ts';
import { prefixOf } from '../nodes/act/model/instructions.ts';
import type { ModelDriverOptions } from '../nodes/act/model/model-driver.ts';
import type { intentHandling } from './intent-handling.ts';
import { modelCalls } from './model-calls.ts';

interface ModelDrivingPorts {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly judge: Pick<Judge, 'version' | 'inWords'>;
  readonly countTokens: (text: string) => number;
}

/** The options of a model's driver: the beginning of its prompts, and what its calls may do. */
export function modelDriving(
  config: AgentConfig,
  { tools, judge, countTokens }: ModelDrivingPorts,
  handling: ReturnType<typeof intentHandling>,
): ModelDriverOptions {
  const { engineTools, ...calls } = modelCalls(config, handling, tools);
  const prefix = prefixOf(
    {
      author: config.model?.instructions ?? config.description,
      tools: handling.modelTools.flatMap((name) => describedTool(tools.get(name))),
      engineTools,
      ruleTokens: config.context.rules,
    },
    { judge, countTokens },
  );
  return { ...calls, prefix, zone: config.zone };
}

function describedTool(tool: Tool | undefined): readonly ModelTool[] {
  if (!tool) return [];
  const { name, description } = tool;
  return [{ name, description, parameters: argumentsSchema(tool) }];
}
