import type { ToolsetFactory } from '../../core/tool.ts';
import { airlineTools } from './airline-tools.ts';

/** The airline agent's tools, and the facts its rules read. */
export const toolset: ToolsetFactory = ({ records }) => ({ tools: airlineTools(records), facts: {} });
