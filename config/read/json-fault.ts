/** The first place where a text is not JSON, and why. */
export interface JsonFault {
  readonly offset: number;
  readonly message: string;
  readonly help?: string;
}

type Wants = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

interface Scan {
  readonly text: string;
  /** Offsets of the open brackets. */
  readonly open: number[];
  wants: Wants;
  /** Offset of the last token. */
  last: number;
}

interface Token {
  readonly kind: '{' | '}' | '[' | ']' | ':' | ',' | 'text' | 'plain' | 'other' | 'end';
  readonly at: number;
  readonly text: string;
}

const SPACE = /[ \t\r\n]*/y;
/** The opening quote and everything that a string may contain. */
const INSIDE =
  /"[\u0020\u0021\u0023-\u005b\u005d-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[\u0020\u0021\u0023-\u005b\u005d-\uffff]*)*/y;
const PLAIN = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const WORD = /[^\s"'{}[\]:,/#]+/y;

/** Finds the first fault in a text's JSON (RFC 8259); undefined if there is none. */
export function jsonFault(text: string): JsonFault | undefined {
  if (isJson(text)) return undefined;
  const scan: Scan = { text, open: [], wants: 'value', last: 0 };
  for (let at = 0; ; ) {
    const token = readToken(text, at);
    const fault = take(scan, token);
    if (fault) return fault;
    if (token.kind === 'end') return { offset: 0, message: 'the file is not JSON' };
    scan.last = token.at;
    at = token.at + token.text.length;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function readToken(text: string, from: number): Token {
  const at = from + (match(SPACE, text, from)?.length ?? 0);
  const first = text.charAt(at);
  if (first === '') return { kind: 'end', at, text: '' };
  if ('{}[]:,'.includes(first)) return { kind: first as ',', at, text: first };
  const inside = match(INSIDE, text, at);
  if (inside !== undefined && text.charAt(at + inside.length) === '"')
    return { kind: 'text', at, text: `${inside}"` };
  const plain = match(PLAIN, text, at);
  if (plain !== undefined) return { kind: 'plain', at, text: plain };
  return { kind: 'other', at, text: match(WORD, text, at) ?? first };
}

function take(scan: Scan, token: Token): JsonFault | undefined {
  if (token.kind === 'other') return strange(scan, token);
  if (token.kind === 'end') return scan.wants === 'nothing' ? undefined : endsEarly(scan, token);
  switch (scan.wants) {
    case 'key':
    case 'key or }':
      return takeKey(scan, token);
    case ':':
      return takeColon(scan, token);
    case ', or end':
      return takeNext(scan, token);
    case 'nothing':
      return { offset: token.at, message: 'nothing may follow the end of the JSON value' };
    default:
      return takeValue(scan, token);
  }
}

function takeKey(scan: Scan, { kind, at, text }: Token): JsonFault | undefined {
  if (kind === 'text') scan.wants = ':';
  else if (kind !== '}')
    return { offset: at, message: `a key in double quotes belongs here, not \`${text}\`` };
  else if (scan.wants === 'key') return commaTooMany(scan, text);
  else close(scan);
  return undefined;
}

function takeColon(scan: Scan, { kind, at }: Token): JsonFault | undefined {
  if (kind !== ':') return { offset: at, message: 'missing `:` between the key and its value' };
  scan.wants = 'value';
  return undefined;
}

function takeValue(scan: Scan, { kind, at, text }: Token): JsonFault | undefined {
  if (kind === '{' || kind === '[') {
    scan.open.push(at);
    scan.wants = kind === '{' ? 'key or }' : 'value or ]';
    return undefined;
  }
  if (kind === 'text' || kind === 'plain') return valueEnded(scan);
  if (kind === ']' && scan.wants === 'value or ]') return close(scan);
  const afterComma = kind === closing(scan) && scan.text[scan.last] === ',';
  return afterComma
    ? commaTooMany(scan, text)
    : { offset: at, message: `a value belongs here, not \`${text}\`` };
}

function takeNext(scan: Scan, { kind, at, text }: Token): JsonFault | undefined {
  const end = closing(scan);
  if (kind === ',') scan.wants = end === '}' ? 'key' : 'value';
  else if (kind === end) close(scan);
  else if (kind === '}' || kind === ']')
    return { offset: at, message: `\`${end}\` belongs here, not \`${text}\`` };
  else return { offset: at, message: 'missing `,` before this' };
  return undefined;
}

const closing = ({ text, open }: Scan): '}' | ']' => (text[open.at(-1) ?? 0] === '{' ? '}' : ']');

function close(scan: Scan): undefined {
  scan.open.pop();
  return valueEnded(scan);
}

function valueEnded(scan: Scan): undefined {
  scan.wants = scan.open.length === 0 ? 'nothing' : ', or end';
}

const commaTooMany = ({ last }: Scan, end: string): JsonFault => ({
  offset: last,
  message: `JSON has no comma before \`${end}\``,
  help: 'remove the comma',
});

function endsEarly(scan: Scan, { at }: Token): JsonFault {
  const opened = scan.open.at(-1);
  if (opened === undefined) return { offset: at, message: 'a value belongs here' };
  return { offset: opened, message: `\`${scan.text[opened]}\` is never closed by \`${closing(scan)}\`` };
}

function strange({ text, wants }: Scan, { at, text: word }: Token): JsonFault {
  const first = word.charAt(0);
  if (first === '#' || /^\/[/*]/.test(text.slice(at, at + 2)))
    return { offset: at, message: 'JSON has no comments', help: 'remove it, or say it in `why`' };
  if (first === '"') return brokenString(text, at);
  if (first === "'") return { offset: at, message: 'JSON needs double quotes around text' };
  if (wants === 'key' || wants === 'key or }')
    return { offset: at, message: `the key \`${word}\` needs double quotes` };
  if (/^[+\-.\d]/.test(word)) return { offset: at, message: `\`${word}\` is not a number in JSON` };
  return { offset: at, message: `\`${word}\` is not a value in JSON`, help: 'put text in double quotes' };
}

/** The reason why the string that begins here does not end. */
function brokenString(text: string, from: number): JsonFault {
  const readable = match(INSIDE, text, from) ?? '';
  const at = from + readable.length;
  const wrongEscape = /^\\u?./.exec(text.slice(at, at + 3))?.[0];
  if (wrongEscape !== undefined)
    return {
      offset: at,
      message: `\`${wrongEscape}\` is not an escape in JSON`,
      help: 'a backslash is written `\\\\`',
    };
  if (text.charAt(at) === '\t') return { offset: at, message: 'a tab in text is written `\\t`' };
  return {
    offset: from,
    message: 'the text that begins here has no closing quote on its line',
    help: 'a line break in text is written `\\n`',
  };
}
