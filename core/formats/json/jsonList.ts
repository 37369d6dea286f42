/**
 * Decides by the first 64 KB of a JSON file whether it is one article or a list of articles, and where the
 * list begins.
 */
import { wordSet } from '../../text/wordSet.ts';
import { fieldNames } from './fieldNames.ts';

/** Names of lists of articles, and of the objects around them, in files and APIs. */
export const listNames = wordSet`
  articles items _items item results data docs documents stories news entries posts hits records response
  rows feed payload list collection @graph newsitems news_items newsItems orderedItems messages
`;
/** In lower case, as the keys are compared with them: programs of Microsoft write "Items". */
const inLowerCase = (names: Iterable<string>) => new Set([...names].map((name) => name.toLowerCase()));
const lists = inLowerCase(listNames);
const textNames = inLowerCase([...fieldNames.text, 'body_xhtml', 'body_text', 'bodies', 'articleBody']);
/**
 * Only in an object with one of the names above, and without a headline: by itself, a record has the comments
 * on it there.
 */
const innerListNames = new Set(['children']);
const titleNames = inLowerCase([...fieldNames.title, ...fieldNames.standfirst]);
/** Lists of one object, around the lists of a database. */
const wrappers = new Set(['db']);
/** How many objects may be around the list. */
const deepest = 4;

/** An object with its first name, an empty object or list, or more brackets than any text has. */
const begins = /^(?:ï»¿)?\s*(?:(?:\[\s*)*(?:\{\s*(?:"[^"\n]{0,500}"\s*:|\})|(?<=\[\s*)\])|(?:\[\s*){100})/;

/**
 * Whether a file begins like an object or a list of JSON. A single bracket or brace is not enough: text can
 * begin with one.
 */
export function beginsLikeJson(head: Uint8Array): boolean {
  return begins.test(latin1.decode(head.subarray(0, 4096)));
}

const latin1 = new TextDecoder('latin1');
/**
 * The pattern accepts a string without its closing quote. If it failed there, the engine would try each quote
 * of the string again, up to the end of the text.
 */
const tokens = /"(?:[^"\\\n]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g;

/**
 * Finds the list of articles: a list at the top level, or one under a known name in an object that has no
 * text of its own.
 *
 * @returns `start`: the offset of the first byte after the list's bracket; `around`: how many objects are
 *   around the list. `undefined` if no list begins within these bytes.
 */
export function findArticleList(head: Uint8Array): { start: number; around: number } | undefined {
  const text = latin1.decode(head);
  const opened: ('object' | 'list' | 'other')[] = [];
  let key = '';
  let last = '';
  let found: { start: number; around: number } | undefined;
  /** Around how many objects of a list of the name of comments. */
  let inner: number | undefined;
  /** In how many objects a headline is. */
  let titled: number | undefined;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const trail = opened.every((kind) => kind === 'object');
    const isText = trail && textNames.has(key) && (token.startsWith('"') || key === 'bodies');
    if (trail && titleNames.has(key) && token.startsWith('"')) titled = opened.length;
    if (inner !== undefined && titled === inner) return undefined;
    if (isText && opened.length === (found?.around ?? opened.length)) return undefined;
    if (token === '{' || token === '[') {
      const wraps = trail && wrappers.has(key);
      const isInner = opened.length > 1 && titled !== opened.length && innerListNames.has(key);
      const isListName = lists.has(key) || isInner;
      const named = opened.length === 0 || wraps || (trail && isListName);
      if (
        !wraps &&
        named &&
        token === '[' &&
        found === undefined &&
        /^\s*[{\]]/.test(text.slice(index + 1, index + 1000))
      ) {
        found = { start: index + 1, around: opened.length };
        if (isInner) inner = opened.length;
      }
      if (opened.length === 0 && token === '[') return found;
      opened.push(named && (wraps || token === '{') && opened.length < deepest ? 'object' : 'other');
      if (!wraps || token === '{') key = '';
    } else if (token === '}' || token === ']') {
      opened.pop();
      if (opened.length === 0) return found;
    } else if (token === ':') key = last.toLowerCase();
    else if (token === ',') key = '';
    else last = token.startsWith('"') ? token.slice(1, -1) : '';
  }
  return found;
}
