/** The headline of a story, from what the page prints and what it says for machines. */
import type { Block } from './blocks.ts';
import type { Metadata } from './metadata.ts';
import type { Story } from './story.ts';
import { oneLine } from './text.ts';

const bars = [' | ', ' – ', ' — ', ' - ', ' · ', ' » ', ' :: '];

/**
 * What JSON-LD calls the headline, or the printed heading where that is the same but for a site's name or a cut. Without JSON-LD, the
 * printed heading that has words in common with what else the page says; else what it says, without the name of the site.
 */
export function titleOf(shown: readonly Block[], story: Story, { meta, article, pageTitle }: Metadata): string {
  const headline = oneLine(article?.headline);
  const said = [headline, oneLine(meta.get('og:title')), oneLine(meta.get('twitter:title')), oneLine(pageTitle)].filter(
    (title) => title !== undefined,
  );
  const headings = shown.flatMap(({ element, text }, i) =>
    element.tag === 'h1' && (story.first < 0 || i <= story.first + 3) ? [text] : [],
  );
  const printed = headings.flatMap((heading) => oneLine(heading) ?? []).toReversed();
  const [best] = said;
  if (best === undefined) return printed[0] ?? '';
  const same = printed.find(
    (heading) => best.startsWith(heading) || (/(?:\.\.\.|…)$/.test(best) && heading.startsWith(best.replace(/\s*(?:\.\.\.|…)$/, ''))),
  );
  if (same !== undefined || headline !== undefined) return same ?? best;
  const agreed = printed.find((heading) => said.some((title) => alike(heading, title)));
  if (agreed !== undefined) return agreed;
  return partPrinted(best, shown, story) ?? withoutSite(best, oneLine(meta.get('og:site_name')));
}

/**
 * «Coast Daily - Storm closes the harbour»: the part that the page prints by itself is the headline; where it prints the site's name too,
 * the one that stands nearer to the story.
 */
function partPrinted(title: string, shown: readonly Block[], { first }: Story): string | undefined {
  const distances = new Map(shown.map(({ text }, i) => [oneLine(text), Math.abs(i - first)]));
  const distance = (part: string) => distances.get(part) ?? Number.POSITIVE_INFINITY;
  const parts = title.split(/ (?:\||–|—|-|·|»|::) /).filter((part) => part.length >= 15 && part !== title && distances.has(part));
  return parts.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** Half of the words of the shorter are in the other. */
function alike(heading: string, title: string): boolean {
  const [a, b] = [wordsIn(heading), wordsIn(title)];
  const [short, long] = a.size < b.size ? [a, b] : [b, a];
  const shared = [...short].filter((word) => long.has(word)).length;
  return shared > 0 && shared >= 0.5 * short.size && (short.size >= 3 || heading === title);
}

function wordsIn(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  // Without spaces between words, two letters in a row do as one.
  return new Set(
    words.flatMap((word) =>
      /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word) ? pairsIn(word) : [word],
    ),
  );
}

function pairsIn(word: string): string[] {
  return word.length < 3 ? [word] : Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
}

/** «Storm closes the harbour | Coast Daily» → Storm closes the harbour. */
function withoutSite(title: string, site: string | undefined): string {
  if (site !== undefined && title.endsWith(site)) {
    const rest = title.slice(0, -site.length).replace(/[\s|–—·»:-]{1,20}$/, '');
    if (rest !== '') return rest;
  }
  const cut = Math.max(...bars.map((bar) => title.lastIndexOf(bar)));
  return cut >= 20 && title.length - cut < 40 ? title.slice(0, cut).trim() : title;
}
