/**
 * Bounds the fields that are stored in table items, because an item holds 400 KB. No text is lost: what is
 * too long for its field moves to the body, and a flag says so.
 */
import type { Content, Paragraph } from '../document/record.ts';
import { omitUndefined } from '../omitUndefined.ts';
import { offsetOutsidePairs } from '../text/slices.ts';

/** All lengths are in UTF-16 code units. */
const longestTitle = 300;
const longestStandfirst = 5_000;
export const longestName = 300;
const mostAuthors = 100;
const mostSubjects = 200;
/** Characters of an address, an id, or a note on usage. */
const longestLine = 2_000;

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
    ...cutNames({ kicker: content.kicker, genre: content.genre }),
    ...(content.dateline && { dateline: cutNames(content.dateline) }),
    authors,
    paragraphs: [...moved, ...content.paragraphs],
    source: { ...cutAll(content.source, longestLine), name: cut(content.source.name, longestName) },
    subjects: content.subjects.slice(0, mostSubjects).map((subject) => cut(subject, longestName)),
    quality: { ...content.quality, flags: [...flags] },
  };
}

const cutNames = <T extends object>(fields: T): T => cutAll(fields, longestName);

/** Cuts each field that is a text; absent ones are left out. */
function cutAll<T extends object>(fields: T, longest: number): T {
  const texts = Object.entries(fields).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts.map(([name, text]) => [name, cut(text as string, longest)])) as T;
}

/** Cuts a text without splitting a surrogate pair. */
function cut(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, offsetOutsidePairs(text, longest)).trimEnd();
}
