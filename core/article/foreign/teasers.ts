/** Finds teasers of other stories in a story: each has a headline that is a link, and its first lines. */
import { domainOf, webAddress } from '../../document/urls.ts';
import { type Element, elementsUnder, isHeading } from '../../markup/htmlTree.ts';
import { type Block, charactersOf } from '../blocks.ts';

/** Fewer side by side may be anything. */
const minTeasers = 3;
/** What was taken of a teaser for the story; a teaser has fewer elements. */
const most = { characters: 300, blocks: 2, elements: 100 };

/**
 * The elements side by side that each have one heading, which links to a page of the same site, and little
 * else.
 * @param parts with the blocks that were taken for the story
 * @param url the page's address, if known; without it, only relative links are known to stay on the site
 */
export function teasersAmong(
  parts: ReadonlyMap<Element, readonly Block[]>,
  url: string | undefined,
): Element[] {
  const teasers = [...parts].flatMap(([part, blocks]) =>
    blocks.length <= most.blocks && charactersOf(blocks) <= most.characters && isTeaser(part, url)
      ? [part]
      : [],
  );
  const lists = Map.groupBy(teasers, ({ parent }) => parent);
  return [...lists.values()].flatMap((list) => (list.length >= minTeasers ? list : []));
}

function isTeaser(part: Element, url: string | undefined): boolean {
  const within = elementsUnder(part, most.elements);
  if (within.length === most.elements) return false;
  const [heading, ...others] = [part, ...within].filter(isHeading);
  if (heading === undefined || others.length > 0) return false;
  const link = linkOf(heading, part);
  return link !== undefined && staysOnSite(link, url);
}

/** The address to which a heading links, as a whole: the link is in it or around it. */
function linkOf(heading: Element, part: Element): string | undefined {
  const texts = heading.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const [only] = texts;
  if (texts.length === 1 && only !== undefined && typeof only !== 'string' && only.tag === 'a')
    return only.attributes.href;
  for (let at: Element | undefined = heading; at !== undefined; at = at === part ? undefined : at.parent)
    if (at.tag === 'a') return at.attributes.href;
  return undefined;
}

function staysOnSite(href: string, url: string | undefined): boolean {
  if (!/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(href)) return !href.startsWith('#');
  const domain = domainOf(webAddress(href, url));
  return domain !== undefined && domain === domainOf(url);
}
