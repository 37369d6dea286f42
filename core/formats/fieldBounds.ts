/**
 * Fields that go into table items are bounded, since an item holds 400 KB. Nothing is lost by it: what is too long for its field stands in
 * the body instead, and a flag says so.
 */
import type { Content, Paragraph } from '../document/record.ts';

/** In UTF-16 units; a headline of more is none. */
const longestTitle = 300;
const longestStandfirst = 5_000;
const longestName = 300;
const mostAuthors = 100;

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
    ...(standfirst === undefined ? {} : { standfirst }),
    ...(byline === undefined ? {} : { byline }),
    authors,
    paragraphs: [...moved, ...content.paragraphs],
    source: { ...content.source, name: cut(content.source.name, longestName) },
    quality: { ...content.quality, flags: [...flags] },
  };
}

/** Never through the middle of a character. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
  return text.slice(0, end).trimEnd();
}
