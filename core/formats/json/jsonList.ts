/** What JSON is that has letters before it is read: one article, or a list of them in an object or two. Told by its first 64 KB. */
import { names } from './jsonArticle.ts';

/** What files and programming interfaces call the list of their articles, and the objects around it. */
const listNames = new Set(
  (
    'articles items results data docs documents stories news entries posts hits records response rows feed payload list collection ' +
    '@graph newsitems news_items newsItems'
  ).split(' '),
);
const textNames = new Set<string>([...names.text, 'body_xhtml', 'body_text', 'bodies', 'articleBody']);
/** Objects around the list. */
const deepest = 3;

/** An object's first name, an empty object or list, or brackets as no text has them. */
const begins = /^(?:ï»¿)?\s*(?:(?:\[\s*)*(?:\{\s*(?:"[^"\n]{0,500}"\s*:|\})|(?<=\[\s*)\])|(?:\[\s*){100})/;

/** Does a file begin as an object or a list of JSON does? A bracket or brace alone is no sign: lines of text begin with them. */
export function beginsAsJson(head: Uint8Array): boolean {
  return begins.test(latin1.decode(head.subarray(0, 4096)));
}

const latin1 = new TextDecoder('latin1');
const tokens = /"(?:[^"\\\n]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/**
 * The offset of the first byte in the list of articles, after its bracket: of a list at the top, or of one under a known name in an object that
 * has no text of its own. `undefined` where there is none that begins within these bytes.
 */
export function listIn(head: Uint8Array): { start: number; around: number } | undefined {
  const text = latin1.decode(head);
  const opened: ('object' | 'list' | 'other')[] = [];
  let key = '';
  let last = '';
  let found: { start: number; around: number } | undefined;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const trail = opened.every((kind) => kind === 'object');
    const isText = trail && textNames.has(key) && (token.startsWith('"') || key === 'bodies');
    if (isText && opened.length === (found?.around ?? opened.length)) return undefined;
    if (token === '{' || token === '[') {
      const named = opened.length === 0 || (trail && listNames.has(key));
      if (
        named &&
        token === '[' &&
        found === undefined &&
        /^\s*[{\]]/.test(text.slice(index + 1, index + 1000))
      )
        found = { start: index + 1, around: opened.length };
      if (opened.length === 0 && token === '[') return found;
      opened.push(named && token === '{' && opened.length < deepest ? 'object' : 'other');
      key = '';
    } else if (token === '}' || token === ']') {
      opened.pop();
      if (opened.length === 0) return found;
    } else if (token === ':') key = last;
    else if (token === ',') key = '';
    else last = token.startsWith('"') ? token.slice(1, -1) : '';
  }
  return found;
}
