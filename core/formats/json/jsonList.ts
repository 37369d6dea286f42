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

/** What stands before the list of statuses in an account's archive of X; its other files are no articles. */
const assignment = /^\s*window\.YTD\.tweets?\.part\d{1,6}\s*=\s*/;

/**
 * Whether a file begins like an object or a list of JSON. A single bracket or brace is not enough: text can
 * begin with one.
 */
export function beginsLikeJson(head: Uint8Array): boolean {
  return begins.test(latin1.decode(head.subarray(0, 4096)).replace(assignment, ''));
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

/** A string, a number, a word or a bracket. */
interface Token {
  token: string;
  at: number;
  /** The key that it is under, in lower case. */
  key: string;
}

/** What a value in one of the objects around the list may be. */
type Role = 'headline' | 'text' | 'transcripts' | 'wrapper' | 'list' | 'inner list';

/** A string, a number, a word or an opening bracket. */
interface Value extends Token {
  /** How many brackets are open before it. */
  depth: number;
  /** `undefined` also outside the objects around the list. */
  role: Role | undefined;
}

/**
 * Finds the list of articles: a list at the top level, or one under a known name in an object that has no
 * text of its own.
 *
 * @returns `undefined` if no list begins within these bytes
 */
export function findArticleList(head: Uint8Array): ArticleList | undefined {
  const text = latin1.decode(head);
  let list: Value | undefined;
  for (const value of valuesOf(text)) {
    if (showsOneArticle(text, value, list)) return undefined;
    if (list === undefined && beginsList(text, value)) list = value;
  }
  return list && { start: list.at + 1, around: list.depth };
}

/** @param list the list that was found before the value */
function showsOneArticle(text: string, { token, at, key, depth, role }: Value, list?: Value): boolean {
  if (role === 'headline') return list?.role === 'inner list' && depth === list.depth;
  if (role === 'text') return list === undefined || depth === list.depth;
  // The transcripts beside the list of a record's words, or the readings of each piece of it.
  const mayBeSpeech =
    role === 'transcripts' || (key === 'alternatives' && list !== undefined && depth === list.depth + 2);
  return token === '[' && mayBeSpeech && beginsSpeech(text, at);
}

/** Other lists with these names are of links to transcripts, and of products. */
const beginsSpeech = (text: string, at: number): boolean =>
  /^\[\s*\{\s*(?:"confidence"\s*:\s*[\d.e+-]+\s*,\s*)?"transcript"/.test(text.slice(at, at + 300));

const beginsList = (text: string, { token, at, role }: Value): boolean =>
  token === '[' && (role === 'list' || role === 'inner list') && beginsWithObject(text, at + 1);

const beginsWithObject = (text: string, at: number): boolean => /^\s*[{\]]/.test(text.slice(at, at + 1000));

/** The values up to the bracket of a list at the top level, or to the end of the object there. */
function* valuesOf(text: string): Generator<Value, void> {
  /** Of each open bracket, whether the list may be inside it. */
  const opened: boolean[] = [];
  /** At which depth the last headline is. */
  let titled: number | undefined;
  for (const { token, at, key } of tokensOf(text)) {
    if (token === '}' || token === ']') {
      opened.pop();
      if (opened.length === 0) return;
      continue;
    }
    const depth = opened.length;
    const isAround = opened.at(-1) ?? true;
    const role = isAround ? roleOf(token, key, depth, titled === depth) : undefined;
    yield { token, at, key, depth, role };
    if (role === 'headline') titled = depth;
    if (token === '[' && depth === 0) return;
    if (token === '{' || token === '[') opened.push(depth < deepest && leadsOn(token, role));
  }
}

/** @param isTitled whether a headline stands before it at the same depth */
function roleOf(token: string, key: string, depth: number, isTitled: boolean): Role | undefined {
  const isString = token.startsWith('"');
  if (isString && titleNames.has(key)) return 'headline';
  if (textNames.has(key) && (isString || key === 'bodies')) return 'text';
  if (key === 'transcripts') return 'transcripts';
  if (wrappers.has(key)) return 'wrapper';
  if (depth === 0 || lists.has(key)) return 'list';
  return depth > 1 && !isTitled && innerListNames.has(key) ? 'inner list' : undefined;
}

/** Whether the list may be inside a bracket. */
const leadsOn = (token: string, role: Role | undefined): boolean =>
  role === 'wrapper' || (token === '{' && (role === 'list' || role === 'inner list'));

function* tokensOf(text: string): Generator<Token, void> {
  let [key, lastString] = ['', ''];
  for (const { 0: token, index: at } of text.matchAll(tokens)) {
    if (token === ':') key = lastString.toLowerCase();
    else if (token === ',') key = '';
    else {
      yield { token, at, key };
      // The objects in the list of a wrapper are under its name.
      if (token === '{' || (token === '[' && !wrappers.has(key))) key = '';
      lastString = token.startsWith('"') ? token.slice(1, -1) : '';
    }
  }
}
