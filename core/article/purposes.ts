/** Recognises what part of a page an element is for, from the words in its class and id. */
import { type Element, withoutNumbers } from '../markup/htmlTree.ts';
import { anyOf } from '../text/anyOf.ts';
import { hyphenateCamelCase } from '../text/camelCase.ts';
import { remembering } from '../text/remembering.ts';

/**
 * Words by purpose, as regex fragments. The trees were trained on the order of the purposes, so it must not
 * change.
 */
const vocabularies = {
  comment: anyOf`comments?, commentlist, disqus, replies, reply, respond, discussion, forum`,
  related: anyOf`
    related, recirc\w*, recommend\w*, teasers?, more-?on, read-?more, read-?next, readmore, trending, popular,
    most-?read, mostread, latest, outbrain, taboola, promo\w*, suggest\w*, similar, next-?up, see-?also, also,
    cards?, river, playlist, ticker
  `,
  advert: anyOf`
    ads?, advert\w*, sponsor\w*, promotion, commercial, affiliate, shopping, product, deals?, buy\w*,
    donat\w*, support
  `,
  share: anyOf`
    share, sharing, social, follow, facebook, twitter, whatsapp, addtoany, tools, toolbar, actions,
    buttons?, print
  `,
  frame: anyOf`
    nav\w*, menu, header, masthead, footer, foot, topbar, breadcrumbs?, pagination, pager, skip\w*, search,
    login, logo, sitemap, lang\w*, toc, banner, cookies?, consent, gdpr, modal, overlay, popup, dialog,
    copyright, legal, disclaimer
  `,
  side: anyOf`
    sidebar, side, rail, aside, widgets?, complementary, secondary, infobox, factbox, fact, box, note, notice,
    info, alert, accordion, expand\w*, collaps\w*
  `,
  picture: anyOf`
    captions?, wp-caption-text, image, img, picture, photos?, galler\w*, figure, media, video, player,
    slideshow, slides?, credits?, embed, carousel, lightbox, poster
  `,
  newsletter: anyOf`
    newsletters?, subscri\w*, signup, sign-up, paywall, piano, premium, register, registration, regwall, abo,
    membership, optin, cta, form
  `,
  about: anyOf`
    byline, author\w*, bio, meta, metadata, dateline, date, time, timestamp, published, updated, tags?,
    taglist, topics?, categor\w*, kicker, label, rubric, eyebrow, source, contributors?, profile,
    attribution, signature, post-info, entry-meta
  `,
  hidden: anyOf`
    hidden, hide, visually-hidden, sr-only, screen-reader\w*, invisible, noprint, d-none, print-only
  `,
  standfirst: anyOf`
    stand-?first, dek, deck, lede, lead, leadin, summary, subtitle, sub-?head\w*, subheading, intro, excerpt,
    description, abstract, teaser-?text, strapline, chapo, vorspann, ingress, ingres, sottotitolo,
    entradilla
  `,
  title: anyOf`title, headline, heading, hed, titel, titre, titulo`,
  body: anyOf`
    body, content, text, story, article, entry, post, copy, paragraph, rich-?text, richtext, wysiwyg, prose,
    main, news, page, inhalt, texte, corpo, cuerpo, nota, noticia, artikel, beitrag, detail
  `,
} as const;

export type Purpose = keyof typeof vocabularies;
export const purposeNames = Object.keys(vocabularies) as readonly Purpose[];
const patterns = purposeNames.map((purpose) => new RegExp(`^(?:${vocabularies[purpose]})$`));

/** The bit of a purpose in the numbers that `purposesOf` returns. */
export const bitOf = (purpose: Purpose): number => 1 << purposeNames.indexOf(purpose);

const maxNamesLength = 600;

/** The purposes that an element's class and id name, as a bit set. */
export function purposesOf({ attributes: { class: named, id } }: Element): number {
  return (
    (named === undefined ? 0 : purposeBits(named)) | (id === undefined ? 0 : purposeBits(withoutNumbers(id)))
  );
}

/** Classes recur on page after page; most ids do not, so each is asked for by itself. */
const purposeBits = remembering((names) => {
  const words = hyphenateCamelCase(names.slice(0, maxNamesLength))
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.reduce((bits, word, i) => {
    const before = words[i - 1] ?? '';
    return bits | wordBits(word) | (firstWords.has(before) ? wordBits(`${before}-${word}`) : 0);
  }, 0);
});

/** The first words of two-word names: "read" of "read-more". */
const firstWords = new Set(
  patterns.flatMap(({ source }) => [...source.matchAll(/(?<=[(|:])(\w+)-/g)].map(([, first = '']) => first)),
);

/** Most names have no purpose; one test against all words spares a test for each purpose. */
const anyPurpose = new RegExp(patterns.map(({ source }) => source).join('|'));

/** The purposes of a word, or of two joined by a hyphen: "read-more". */
const wordBits = remembering((name) =>
  anyPurpose.test(name)
    ? patterns.reduce((bits, pattern, i) => (pattern.test(name) ? bits | (1 << i) : bits), 0)
    : 0,
);
