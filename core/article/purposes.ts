/** What the words in a class or an id say that a part of a page is for. Content systems differ; these words do not. */

const word = (words: string) => new RegExp(`^(?:${words})$`);

/** By purpose. Each is a number in the measure of a block, so an order once trained on stays. */
const purposes = {
  comment: word('comments?|commentlist|disqus|replies|reply|respond|discussion|forum'),
  related: word(
    'related|recirc\\w*|recommend\\w*|teasers?|more-?on|read-?more|read-?next|readmore|trending|popular|most-?read|mostread|latest|outbrain|taboola|promo\\w*|suggest\\w*|similar|next-?up|see-?also|also|cards?|river|playlist|ticker',
  ),
  advert: word(
    'ads?|advert\\w*|sponsor\\w*|promotion|commercial|affiliate|shopping|product|deals?|buy\\w*|donat\\w*|support',
  ),
  share: word(
    'share|sharing|social|follow|facebook|twitter|whatsapp|addtoany|tools|toolbar|actions|buttons?|print',
  ),
  frame: word(
    'nav\\w*|menu|header|masthead|footer|foot|topbar|breadcrumbs?|pagination|pager|skip\\w*|search|login|logo|sitemap|lang\\w*|toc|banner|cookies?|consent|gdpr|modal|overlay|popup|dialog|copyright|legal|disclaimer',
  ),
  side: word(
    'sidebar|side|rail|aside|widgets?|complementary|secondary|infobox|factbox|fact|box|note|notice|info|alert|accordion|expand\\w*|collaps\\w*',
  ),
  picture: word(
    'captions?|wp-caption-text|image|img|picture|photos?|galler\\w*|figure|media|video|player|slideshow|slides?|credits?|embed|carousel|lightbox|poster',
  ),
  newsletter: word(
    'newsletters?|subscri\\w*|signup|sign-up|paywall|piano|premium|register|registration|regwall|abo|membership|optin|cta|form',
  ),
  about: word(
    'byline|author\\w*|bio|meta|metadata|dateline|date|time|timestamp|published|updated|tags?|taglist|topics?|categor\\w*|kicker|label|rubric|eyebrow|source|contributors?|profile|attribution|signature|post-info|entry-meta',
  ),
  hidden: word('hidden|hide|visually-hidden|sr-only|screen-reader\\w*|invisible|noprint|d-none|print-only'),
  standfirst: word(
    'stand-?first|dek|deck|lede|lead|leadin|summary|subtitle|sub-?head\\w*|subheading|intro|excerpt|description|abstract|teaser-?text|strapline|chapo|vorspann|ingress|ingres|sottotitolo|entradilla',
  ),
  title: word('title|headline|heading|hed|titel|titre|titulo'),
  body: word(
    'body|content|text|story|article|entry|post|copy|paragraph|rich-?text|richtext|wysiwyg|prose|main|news|page|inhalt|texte|corpo|cuerpo|nota|noticia|artikel|beitrag|detail',
  ),
} as const;

export const purposeNames = Object.keys(purposes) as readonly (keyof typeof purposes)[];

const longestNames = 600;
const mostKnown = 20_000;
const known = new Map<string, number>();

/** @returns one bit for each of `purposeNames`, for the class and id of an element */
export function purposeBits(names: string): number {
  return remembered(names, () => {
    const words = names
      .slice(0, longestNames)
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split(/[^a-z]+/);
    return words.reduce((bits, each, i) => {
      const before = words[i - 1] ?? '';
      return bits | hintsOfWord(each) | (firsts.has(before) ? hintsOfWord(`${before}-${each}`) : 0);
    }, 0);
  });
}

/** The first words of the names that are two: «read» of «read-more». */
const firsts = new Set(
  Object.values(purposes).flatMap(({ source }) =>
    [...source.matchAll(/(?<=[(|:])(\w+)-/g)].map(([, first = '']) => first),
  ),
);

/** Most names say nothing: one look at all the words together spares one at each purpose. */
const any = new RegExp(purposeNames.map((purpose) => purposes[purpose].source).join('|'));

/** A word, or two that stand together: «read-more». */
function hintsOfWord(name: string): number {
  return remembered(`:${name}`, () =>
    any.test(name)
      ? purposeNames.reduce((bits, purpose, i) => (purposes[purpose].test(name) ? bits | (1 << i) : bits), 0)
      : 0,
  );
}

/** Names come back on page after page. */
function remembered(name: string, find: () => number): number {
  const found = known.get(name);
  if (found !== undefined) return found;
  const bits = find();
  if (known.size >= mostKnown) known.clear();
  known.set(name, bits);
  return bits;
}
