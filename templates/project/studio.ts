import { graphs } from 'trestle';

const graphOf = graphs({ project: new URL('.', import.meta.url) });

/** The agent's graph, as `langgraph.json` names it. */
export const agent = () => graphOf('my-agent');
