import type { ToolsetFactory } from '../../core/tool.ts';
import { airlineTools } from './airline-tools.ts';
import { seed } from './demo-data.ts';
import { facts } from './facts/facts.ts';
import { functions } from './functions/functions.ts';

/** The airline agent's tools, the facts its rules read, and the demo airline. */
export const toolset: ToolsetFactory = ({ records }) => ({
  tools: airlineTools(records),
  facts,
  functions,
  seed,
});
