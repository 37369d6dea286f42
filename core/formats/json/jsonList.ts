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

/** Where a list of articles begins. */
interface ArticleList {
  /** The offset of the first byte after the list's bracket. */
  start: number;
  /** How many objects are around the list. */
  around: number;
}

/**
 * Finds the list of articles: a list at the top level, or one under a known name in an object that has no
 * text of its own.
 *
 * @returns `undefined` if no list begins within these bytes
 */
export function findArticleList(head: Uint8Array): ArticleList | undefined {
  const text = latin1.decode(head);
  /** Of each open bracket, whether the list may be inside it. */
  const opened: boolean[] = [];
  let [key, lastString] = ['', ''];
  let found: ArticleList | undefined;
  /** Whether the list that was found has a name that also a list of comments has. */
  let isInner = false;
  /** In how many objects the last headline is. */
  let titled: number | undefined;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const depth = opened.length;
    const isAround = opened.at(-1) ?? true;
    const isString = token.startsWith('"');
    if (isAround && isString && titleNames.has(key)) titled = depth;
    if (isInner && titled === found?.around) return undefined;
    const isText = isAround && textNames.has(key) && (isString || key === 'bodies');
    if (isText && depth === (found?.around ?? depth)) return undefined;
    const inside = depth - (found?.around ?? depth);
    if (token === '[' && isSpeechUnder(key, isAround, inside) && beginsSpeech(text, index)) return undefined;
    if (token === '{' || token === '[') {
      const use = isAround ? useOf(key, depth, titled === depth) : undefined;
      const isList = token === '[' && (use === 'list' || use === 'inner list');
      if (isList && found === undefined && beginsWithObject(text, index + 1)) {
        found = { start: index + 1, around: depth };
        isInner = use === 'inner list';
      }
      if (depth === 0 && token === '[') return found;
      const leadsOn = use === 'wrapper' || (use !== undefined && token === '{');
      opened.push(leadsOn && depth < deepest);
      if (use !== 'wrapper' || token === '{') key = '';
    } else if (token === '}' || token === ']') {
      opened.pop();
      if (opened.length === 0) return found;
    } else if (token === ':') key = lastString.toLowerCase();
    else if (token === ',') key = '';
    else lastString = isString ? token.slice(1, -1) : '';
  }
  return found;
}

/**
 * Whether a list under the key may have what somebody said, so that the file is one record: the transcripts
 * beside the list of its words, or the readings of each piece.
 * @param inside how many brackets of the list found so far are around it
 */
const isSpeechUnder = (key: string, isAround: boolean, inside: number): boolean =>
  (isAround && key === 'transcripts') || (key === 'alternatives' && inside === 2);

/** Other lists with these names are of links to transcripts, and of products. */
const beginsSpeech = (text: string, at: number): boolean =>
  /^\[\s*\{\s*(?:"confidence"\s*:\s*[\d.e+-]+\s*,\s*)?"transcript"/.test(text.slice(at, at + 300));

/** What may be under a key of the objects around the list; `undefined` if nothing. */
function useOf(key: string, depth: number, titled: boolean): 'wrapper' | 'list' | 'inner list' | undefined {
  if (wrappers.has(key)) return 'wrapper';
  if (depth === 0 || lists.has(key)) return 'list';
  return depth > 1 && !titled && innerListNames.has(key) ? 'inner list' : undefined;
}

const beginsWithObject = (text: string, at: number): boolean => /^\s*[{\]]/.test(text.slice(at, at + 1000));
