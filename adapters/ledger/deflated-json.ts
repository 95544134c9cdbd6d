import { deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import { compactJson, expandJson } from './compact-json.ts';

/**
 * Texts that most steps and results have, the commonest last. A deflated column refers to them instead of keeping them.
 *
 * INVARIANT: it never changes. Rows that were written with another one cannot be read.
 */
const DICTIONARY = Buffer.from(
  [
    '{"name":"","arguments":{},"preview":[]},"kind":"confirm"},"goals":[{"intent":"","state":"waiting"},{"intent":"","state":"active"}],',
    '{"slot":"","slots":[""],"type":"option","options":["~#",["label","value"],["",""]],"many":false,"action":null,"kind":"question"}',
    ' {"outcome":"awaiting_confirmation","outcome":"asked","outcome":"answered","intent":{"name":"","confidence":0.999,"certified":true},"confidence":0.9,',
    '"asks":{"slot":null,"slots":[],"type":"yes-no","options":[],"many":false,"action":',
    '"asks":null,"goals":[],"actions":[{"action_id":"~..a1","name":"","arguments":{},"verdict":{"decision":"allow","rules":[]},"executed":true}],',
    '"cost_usd":0,"latency_ms":1.5,"mode":"embedded","mode":"model","escalation_id":null,"reply":{"text":{"said":""},"citations":[]},"steps":6}',
    ' ["~#",["step_id","number","node","started_at","ms","input_tokens","output_tokens","cached_tokens","cost_nano","confidence","model","error","detail"],',
    '["~..s1",1,"classify","202",0,0,0,0,0.999,null,null,{"guesses":["~#",["name","confidence"],["",0.999],["",0.0000]],"sure":[""],"certified":true}],',
    '["~..s2",2,"assemble","2026-",0,0,0,0,null,null,null,{"context":["~#",["source","provenance","tokens","score"],["knowledge","#",0.5],["rules","customer-",29,1],["rules","",0.99],["customer","",1]]}],',
    '["~..s3",3,"act","202",0,0,0,0,null,null,null,{"flow":"","effect":"ask"}],',
    '["~..s4",4,"validate","202",0,0,0,0,null,null,null,{"action_id":"~..a1","action":"","decision":"allow","rules":[],"codes":[],"micros":63}],',
    '["~..s5",5,"execute","202",0,0,0,0,null,null,null,{"action_id":"~..a1","action":"","decision":"allow","rules":[],"codes":[],"micros":63,"end":"result"}],',
    '["~..s6",6,"respond","202",0,0,0,0,1,null,null,{"by":"engine","faults":[]}],',
    '["~..s7",7,"observe","202",0,0,0,0,0.9,null,null,{"signals":{"intent":0.999,"intent_margin":0.999,"retrieval":null,"retrieval_margin":null,"regenerations":0,"denials":0,"token_log_probability":null}}]]',
  ].join(''),
);

/** The first byte of what `deflatedJson` writes. The raw form of an earlier release cannot begin with it. */
const ZLIB = 0x78;

/** Compact JSON, deflated. */
export function deflatedJson(value: unknown, id: string): Buffer {
  return deflateSync(compactJson(value, id), { dictionary: DICTIONARY });
}

/** The value of a column that `deflatedJson` wrote, or an earlier release: in a raw form, or as text. */
export function inflatedJson<T>(kept: Buffer | string, id: string): T {
  return expandJson<T>(typeof kept === 'string' ? kept : inflated(kept).toString(), id);
}

const inflated = (kept: Buffer): Buffer =>
  kept[0] === ZLIB ? inflateSync(kept, { dictionary: DICTIONARY }) : inflateRawSync(kept);
