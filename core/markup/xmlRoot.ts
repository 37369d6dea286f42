/** Which XML an object is, told by what stands before the first element and by that element's own tag. */

export interface Root {
  /** The name without its prefix. */
  name: string;
  /** A DOCTYPE with declarations of its own (an internal subset) stands before it. */
  declares: boolean;
  /** Said to be XML by an XML declaration or a DOCTYPE. */
  declared: boolean;
  /** The tag itself and what follows, some 4,000 characters: namespaces are declared there. */
  start: string;
}

/** Enough for comments and style sheet instructions before the first tag. */
const headBytes = 16 * 1024;
const ascii = new TextDecoder('windows-1252');

/** `undefined`: no XML, as far as the first bytes tell. */
export function rootOf(bytes: Uint8Array): Root | undefined {
  let rest = headOf(bytes).trimStart();
  let declares = false;
  let declared = false;
  while (/^<[?!]/.test(rest)) {
    const { end, subset, name } = pieceBefore(rest);
    declared ||= /^<(?:\?xml\s|!DOCTYPE\s)/.test(rest);
    declares ||= subset;
    // A DOCTYPE names the root, so that it is known where the DOCTYPE goes on beyond the first bytes.
    if (end === undefined) return name === undefined ? undefined : { name, declares, declared, start: '' };
    rest = rest.slice(end).trimStart();
  }
  const name = /^<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]/.exec(rest)?.[1];
  return name === undefined ? undefined : { name, declares, declared, start: rest.slice(0, 4000) };
}

/** The first bytes as ASCII; of UTF-16 every other byte, which comes to the same. */
export function headOf(bytes: Uint8Array): string {
  return ascii
    .decode(bytes.subarray(0, headBytes))
    .replaceAll('\0', '')
    .replace(/^(?:ï»¿|ÿþ|þÿ)/, '');
}

/** A comment, an instruction or a DOCTYPE; `end` is missing where it goes on beyond the first bytes. */
function pieceBefore(rest: string): { end?: number; subset: boolean; name?: string } {
  const doctype = /^<!DOCTYPE\s{1,100}(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})/i.exec(rest);
  if (doctype === null) {
    const mark = rest.startsWith('<!--') ? '-->' : '>';
    const at = rest.indexOf(mark);
    return at < 0 ? { subset: false } : { end: at + mark.length, subset: false };
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
    const letter = rest.charAt(i);
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '[') {
      subset = true;
      inside = true;
    } else if (letter === ']') inside = false;
    else if (letter === '>' && !inside) return { end: i + 1, subset };
  }
  return { subset };
}
