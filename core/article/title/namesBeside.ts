/** Names that stand beside the headline in a declared title: of the site, or of the story's authors. */
import { isByline } from '../../text/byline/byline.ts';
import { authorsInByline, authorsInField } from '../../text/byline/names.ts';
import { lettersAndDigits } from '../../text/lettersAndDigits.ts';
import type { PageMetadata } from '../metadata.ts';
import { linksHome, type PageHeading, partsOfTitle, type TitleCandidate } from './titleCandidates.ts';
import type { TitleContext } from './titleFeatures.ts';

/** The site's name links to its first page, in one of so many blocks at the top and in so many characters. */
const top = { blocks: 40, length: 60 };
/** Blocks around the start of the story among which its byline may be. */
const reach = { before: 12, after: 3 };

/** Names as letters and digits. */
export interface NamesBeside {
  sites: ReadonlySet<string>;
  authors: ReadonlySet<string>;
}

/** The names of the site and of the authors that the page states. */
export function namesBeside(
  { visibleBlocks, story, sites }: TitleContext,
  metadata: PageMetadata,
): NamesBeside {
  const start = Math.max(0, story.first);
  const home = visibleBlocks
    .slice(0, Math.min(start, top.blocks))
    .filter((block) => block.text.length <= top.length && linksHome(block))
    .map(({ text }) => text);
  const declared = [...(metadata.article?.authors ?? []).map(({ name }) => name), ...metadata.authors];
  const printed = visibleBlocks
    .slice(Math.max(0, start - reach.before), start + reach.after)
    .filter(({ text }) => isByline(text))
    .flatMap(({ text }) => authorsInByline(text));
  return {
    sites: setOf([...sites, ...home]),
    authors: setOf([...declared.flatMap(authorsInField), ...printed]),
  };
}

const setOf = (names: readonly string[]) =>
  new Set(names.map(lettersAndDigits).filter((name) => name !== ''));

/**
 * The text of a candidate without such names: of a part that is only a name, the rest. A whole title that is
 * only a name may be the headline, and so may what a heading prints. The trees know of a site's name at the
 * end.
 */
export function withoutNames(
  { text, cut, rest }: TitleCandidate,
  headings: readonly PageHeading[],
  { sites, authors }: NamesBeside,
): string {
  if (headings.some((heading) => heading.text === text)) return text;
  /** How much a part says: the name of the site least, then that of an author. */
  const weigh = (part: string) => {
    const name = lettersAndDigits(part);
    return sites.has(name) ? 0 : authors.has(name) ? 1 : 2;
  };
  const headline = cut !== 'whole' && weigh(rest) > weigh(text) ? rest : text;
  const parts = partsOfTitle(headline);
  if (parts === undefined) return headline;
  const { first, withoutFirst, withoutLast, last } = parts;
  if (weigh(withoutFirst) > weigh(first)) return withoutFirst;
  return authors.has(lettersAndDigits(last)) && weigh(withoutLast) > weigh(last) ? withoutLast : headline;
}
