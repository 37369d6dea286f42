/** Identifies XML by the root element and by what precedes it. */
import { asciiHead } from '../charset/asciiHead.ts';

export interface XmlRoot {
  /** The name without its prefix. */
  name: string;
  /** Whether a DOCTYPE with an internal subset (its own declarations) precedes the root. */
  declares: boolean;
  /** Whether an XML declaration or a DOCTYPE marks the file as XML. */
  declared: boolean;
  /** The root tag and what follows, up to 4,000 characters: namespaces are declared there. */
  start: string;
}

/** Enough for the comments and style sheet instructions before the root tag. */
const headBytes = 16 * 1024;

/** The root of an XML file; `undefined` if its first bytes are not XML. */
export function xmlRootOf(bytes: Uint8Array): XmlRoot | undefined {
  let rest = asciiHead(bytes, headBytes).trimStart();
  let declares = false;
  let declared = false;
  while (/^<[?!]/.test(rest)) {
    const { end, subset, name } = prologItem(rest);
    declared ||= /^<(?:\?xml\s|!DOCTYPE\s)/.test(rest);
    declares ||= subset;
    // A DOCTYPE names the root, which helps if the DOCTYPE continues beyond the first bytes.
    if (end === undefined) return name === undefined ? undefined : { name, declares, declared, start: '' };
    rest = rest.slice(end).trimStart();
  }
  const name = /^<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]/.exec(rest)?.[1];
  return name === undefined ? undefined : { name, declares, declared, start: rest.slice(0, 4000) };
}

/**
 * A comment, a processing instruction or a DOCTYPE; `end` is missing if it continues beyond the first bytes.
 */
function prologItem(rest: string): { end?: number; subset: boolean; name?: string } {
  const doctype = /^<!DOCTYPE\s{1,100}(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})/i.exec(rest);
  if (doctype === null) {
    const terminator = rest.startsWith('<!--') ? '-->' : '>';
    const at = rest.indexOf(terminator);
    return at < 0 ? { subset: false } : { end: at + terminator.length, subset: false };
  }
  const [, name = ''] = doctype;
  const { end, subset } = endOfDoctype(rest);
  return end === undefined ? { name, subset } : { name, end, subset };
}

function endOfDoctype(rest: string): { end?: number; subset: boolean } {
  let quote = '';
  let subset = false;
  let inside = false;
  for (let i = 0; i < rest.length; i++) {
    const character = rest.charAt(i);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '[') {
      subset = true;
      inside = true;
    } else if (character === ']') inside = false;
    else if (character === '>' && !inside) return { end: i + 1, subset };
  }
  return { subset };
}
