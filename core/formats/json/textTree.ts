/**
 * Texts that editors keep as a tree of nodes (Contentful, ProseMirror, Lexical, Slate, Sanity, Draft.js), or
 * in pieces with headings: as markup, so that headings, quotations and lists keep their roles.
 */
import { isMarkup } from '../../markup/htmlFragment.ts';
import { isObject, type JsonObject, textField } from './jsonFields.ts';

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
  return nodes.flatMap((node) => blocksIn(node, 'p')).join('\n') || undefined;
}

const hasHeading = (node: JsonObject): boolean =>
  textField(node, headings) !== undefined && textField(node, texts) !== undefined;

/** Pieces of an article that are none of its text. */
export const isBesideText = ({ type }: JsonObject): boolean =>
  /^(?:interstitial_link|raw_html)$/.test(String(type));

/** The blocks of a node, each in its tag; those of a quotation or an item have its tag. */
function blocksIn(node: unknown, around: string): string[] {
  if (typeof node === 'string') return proseIn(node, around);
  if (!isObject(node) || isBesideText(node)) return [];
  const tag = tagOf(node) ?? around;
  const children = childrenOf(node);
  if (hasHeading(node))
    return [`<h2>${escaped(textField(node, headings))}</h2>`, ...proseIn(textField(node, texts) ?? '', tag)];
  if (children?.some(isRun) || textOf(node) !== undefined) {
    const text = wordsOf(node);
    return text.trim() === '' ? [] : [`<${tag}>${text}</${tag}>`];
  }
  return (children ?? [node.content]).flatMap((child) => blocksIn(child, tag));
}

function tagOf(node: JsonObject): string | undefined {
  if (typeof node.listItem === 'string') return 'li';
  const kind = String(node.nodeType ?? node.style ?? node.type);
  if (/^h[1-6]$|^head/i.test(kind)) return 'h2';
  if (/quote/i.test(kind)) return 'blockquote';
  return /list[-_]?item$/i.test(kind) ? 'li' : undefined;
}

const childrenOf = (node: JsonObject): unknown[] | undefined =>
  childKeys.map((key) => node[key]).find((list) => Array.isArray(list) && list.length > 0) as
    | unknown[]
    | undefined;

const textOf = ({ text, value }: JsonObject): string | undefined =>
  [text, value].find((each) => typeof each === 'string');

/** Whether a node is a run of a paragraph: a text without children. */
const isRun = (node: unknown): boolean =>
  isObject(node) && childrenOf(node) === undefined && textOf(node) !== undefined;

/** The words of a node and of those in it. The depth of JSON is limited. */
function wordsOf(node: unknown): string {
  if (!isObject(node)) return '';
  const children = childrenOf(node);
  if (children !== undefined) return children.map(wordsOf).join('');
  return escaped(textOf(node) ?? (/break/i.test(String(node.type)) ? ' ' : ''));
}

const escaped = (text = ''): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A text that is not of a tree may have markup, or paragraphs. */
function proseIn(text: string, tag: string): string[] {
  const parts = isMarkup(text) ? [text] : text.split(/\n\s*\n/).map(escaped);
  return parts.filter((part) => part.trim() !== '').map((part) => `<${tag}>${part}</${tag}>`);
}
