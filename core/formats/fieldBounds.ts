/**
 * Bounds the fields that are stored in table items, because an item holds 400 KB. No text is lost: what is
 * too long for its field moves to the body, and a flag says so.
 */
import type { Content, Paragraph } from '../document/record.ts';
import { omitUndefined } from '../omitUndefined.ts';

/** All lengths are in UTF-16 code units. */
const longestTitle = 300;
const longestStandfirst = 5_000;
const longestName = 300;
const mostAuthors = 100;

/** The content with every field within its bound. */
export function boundFields(content: Content): Content {
  const moved: Paragraph[] = [];
  const flags = new Set(content.quality.flags);
  let { title, standfirst, byline } = content;
  if (title.length > longestTitle) {
    moved.push({ role: 'text', text: title });
    title = cut(title, longestTitle);
    flags.add('title-cut');
  }
  if (standfirst !== undefined && standfirst.length > longestStandfirst) {
    moved.push({ role: 'text', text: standfirst });
    standfirst = undefined;
    flags.add('standfirst-moved');
  }
  if (byline !== undefined && byline.length > longestStandfirst) {
    moved.push({ role: 'text', text: byline });
    byline = undefined;
    flags.add('byline-moved');
  }
  const authors = content.authors.slice(0, mostAuthors).map((author) => cut(author, longestName));
  if (content.authors.length > mostAuthors) {
    moved.push({ role: 'text', text: content.authors.join(', ') });
    flags.add('authors-moved');
  }
  const { standfirst: _, byline: __, ...rest } = content;
  return {
    ...rest,
    title,
    ...omitUndefined({ standfirst, byline }),
    authors,
    paragraphs: [...moved, ...content.paragraphs],
    source: { ...content.source, name: cut(content.source.name, longestName) },
    quality: { ...content.quality, flags: [...flags] },
  };
}

/** Cuts a text without splitting a surrogate pair. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
  return text.slice(0, end).trimEnd();
}
