import type { ToolsetFactory } from '../../core/tool.ts';
import { seed } from './demo-data.ts';
import { facts } from './facts.ts';
import { retailTools } from './retail-tools.ts';

/** The retail agent's tools, the facts its rules read, and the demo shop. */
export const toolset: ToolsetFactory = ({ records }) => ({ tools: retailTools(records), facts, seed });
