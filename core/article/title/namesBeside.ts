/** Names that stand beside the headline in a declared title: of the site, or of the story's authors. */
import { authorsInByline, authorsInField, isByline } from '../../text/byline.ts';
import { lettersAndDigits } from '../../text/oneLine.ts';
import type { PageMetadata } from '../metadata.ts';
import { linksHome, partsOfTitle, type TitleCandidate } from './titleCandidates.ts';
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
 * The text of a candidate without such names: of a part that is only a name, the rest. A heading or a whole
 * title that is only a name may be the headline. The trees know of a site's name at the end.
 */
export function withoutNames({ text, cut, rest }: TitleCandidate, { sites, authors }: NamesBeside): string {
  const isName = (part: string, names: ReadonlySet<string>) => names.has(lettersAndDigits(part));
  const headline = cut !== 'whole' && (isName(text, sites) || isName(text, authors)) ? rest : text;
  const parts = partsOfTitle(headline);
  if (parts === undefined) return headline;
  if (isName(parts.first, sites) || isName(parts.first, authors)) return parts.withoutFirst;
  return isName(parts.last, authors) ? parts.withoutLast : headline;
}
