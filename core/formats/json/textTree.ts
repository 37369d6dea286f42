/**
 * Texts that editors keep as a tree of nodes (Contentful, ProseMirror, Lexical, Slate, Sanity, Draft.js), or
 * in pieces with headings: as markup, so that headings, quotations and lists keep their roles.
 */
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { isMarkup } from '../../markup/htmlFragment.ts';
import { textField } from './jsonFields.ts';

const childKeys = ['children', 'content', 'nodes'];
const headings = ['heading', 'subheading'];
const texts = ['text', 'content', 'body'];

/** The markup of a tree, or of pieces with headings; `undefined` for any other value. */
export function markupOfTree(value: unknown): string | undefined {
  const root = isObject(value) && isObject(value.root) ? value.root : value;
  const list = isObject(root) ? (Array.isArray(root.blocks) ? root.blocks : childrenOf(root)) : root;
  const nodes: unknown[] = Array.isArray(list) ? list : [];
  // A list by itself may be one of other pieces.
  const isText = (node: JsonObject) => isObject(value) && textOf(node) !== undefined;
  const isNode = (node: JsonObject) => childrenOf(node) !== undefined || hasHeading(node) || isText(node);
  if (!nodes.some((node) => isObject(node) && isNode(node))) return undefined;
  const isPiece = (node: unknown) => !isObject(value) && isObject(node) && childrenOf(node) === undefined;
  return nodes.flatMap((node) => blocksIn(node, 'p', isPiece(node))).join('\n') || undefined;
}

const hasHeading = (node: JsonObject): boolean =>
  textField(node, headings) !== undefined && textField(node, texts) !== undefined;

/** Pieces of an article that are none of its text. */
export const isBesideText = ({ type }: JsonObject): boolean =>
  typeof type === 'string' && /^(?:interstitial_link|raw_html)$/.test(type);

/** The blocks of a node, each in its tag; those of a quotation or an item have its tag. */
function blocksIn(node: unknown, around: string, isPiece = false): string[] {
  if (typeof node === 'string') return proseIn(node, around);
  if (!isObject(node) || isBesideText(node)) return [];
  const tag = tagOf(node) ?? around;
  const heading = textField(node, headings);
  const children = childrenOf(node);
  const parts = children ?? partsOf(node);
  const isLeaf = !isPiece && heading === undefined && parts.length === 0 && textOf(node) !== undefined;
  return [
    ...(heading === undefined ? [] : [`<h2>${escaped(heading)}</h2>`]),
    ...(isLeaf ? blockOf([node], tag) : proseIn(textField(node, texts) ?? '', tag)),
    ...(children !== undefined && haveRuns(children)
      ? paragraphsOf(children, tag)
      : parts.flatMap((part) => blocksIn(part, tag))),
  ];
}

/** The blocks of runs, among which may be blocks: below an item's words is a list. */
function paragraphsOf(children: readonly unknown[], tag: string): string[] {
  const blocks: string[][] = [];
  let runs: unknown[] = [];
  for (const child of children) {
    if (!isObject(child) || !isBlock(child)) runs.push(child);
    else {
      blocks.push(blockOf(runs, tag), blocksIn(child, tag));
      runs = [];
    }
  }
  return [...blocks, blockOf(runs, tag)].flat();
}

function blockOf(runs: readonly unknown[], tag: string): string[] {
  const text = runs.map(wordsOf).join('');
  return text.trim() === '' ? [] : [`<${tag}>${text}</${tag}>`];
}

const kindOf = ({ nodeType, tagName, tag, style, type }: JsonObject): string =>
  [nodeType, tagName, tag, style, type].find((kind) => typeof kind === 'string') ?? '';

function tagOf(node: JsonObject): string | undefined {
  if (typeof node.listItem === 'string') return 'li';
  const kind = kindOf(node);
  if (/^h[1-6]$|^head/i.test(kind)) return 'h2';
  if (/quote/i.test(kind)) return 'blockquote';
  return /^li$|list[-_]?item$/i.test(kind) ? 'li' : undefined;
}

const block =
  /^(?:p|div|[uo]l|li|h[1-6]|table|t[rdh]|section|normal)$|^(?:para|head|unstyled)|quote|list|block/i;
const isBlock = (node: JsonObject): boolean => block.test(kindOf(node));

const childrenOf = (node: JsonObject): unknown[] | undefined =>
  childKeys.map((key) => node[key]).find((list) => Array.isArray(list) && list.length > 0) as
    | unknown[]
    | undefined;

/** What a piece has in place of children. */
const partsOf = ({ items, content_elements, content }: JsonObject): unknown[] =>
  [items, content_elements].find(Array.isArray) ?? (isObject(content) ? [content] : []);

/** A `value` by itself may be that of anything. */
function textOf(node: JsonObject): string | undefined {
  const values = [node.text, kindOf(node) === 'text' ? node.value : undefined];
  return values.find((each) => typeof each === 'string');
}

/** Whether there are runs of a paragraph: texts without children, or strings beside nodes. */
const haveRuns = (nodes: readonly unknown[]): boolean =>
  nodes.some(
    (node) =>
      isObject(node) && childrenOf(node) === undefined && textOf(node) !== undefined && !isBlock(node),
  ) ||
  (nodes.some(isObject) && nodes.some((node) => typeof node === 'string'));

/** The words of a node and of those in it. The depth of JSON is limited. */
function wordsOf(node: unknown): string {
  if (typeof node === 'string') return escaped(node);
  if (!isObject(node)) return '';
  const own = textOf(node) ?? (/break/i.test(kindOf(node)) ? ' ' : '');
  return escaped(own) + (childrenOf(node) ?? []).map(wordsOf).join('');
}

const escaped = (text = ''): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A text that is not of a tree may have markup, or paragraphs. */
function proseIn(text: string, tag: string): string[] {
  const parts = isMarkup(text) ? [text] : text.split(/\n\s*\n/).map(escaped);
  return parts.filter((part) => part.trim() !== '').map((part) => `<${tag}>${part}</${tag}>`);
}
