/**
 * What can be measured of each block of a page that tells a story from the rest of it: of its text, of the elements around it, of its
 * place among the others, and of what the page says of itself for machines. The numbers are what the trees in `storyTrees.json` were
 * trained on (training/story), so they change together.
 */

import { momentOnLine } from '../dates/moment.ts';
import type { Element } from '../markup/htmlTree.ts';
import { isByline } from '../text/byline.ts';
import type { Block } from './blocks.ts';
import { isFurniture } from './storyParagraphs.ts';
import { type LocatedArticle, proseOf } from './findArticle.ts';
import { enclosingNames, type Surroundings, measureSurroundings } from './surroundings.ts';

/** What the page says of itself. */
export interface DeclaredContent {
  title: string;
  description: string;
  body: string;
}

const tags = ['p', 'li', 'h1', 'h2', 'h3', 'h4', 'td', 'div', 'span', 'figcaption', 'section', 'blockquote'];
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;

const capital = /^["“„«‘(]?\p{Lu}/u;

/** Of the text alone. */
function textFeatures(block: Block): number[] {
  const { text, linked } = block;
  const head = text.slice(0, 500);
  const words = head.split(' ');
  const letters = head.length;
  const count = (pattern: RegExp) => head.match(pattern)?.length ?? 0;
  const capitals = words.filter((word) => capital.test(word)).length;
  return [
    Math.log2(1 + text.length + 1.5 * count(wide)),
    linked / text.length,
    text.length - linked,
    count(/[.!?。！？؟।…](?:\s|["”’»)]|$)/g),
    /[.!?。！？؟।…]["”’»)\]]*$/.test(text) ? 1 : /[:：]$/.test(text) ? 2 : /[,;–—-]$/.test(text) ? 3 : 0,
    capitals / words.length,
    count(/\d/g) / letters,
    count(/[,،、，;]/g) / words.length,
    letters / words.length,
    words.filter((word) => word.length <= 3).length / words.length,
    head === head.toUpperCase() ? 1 : 0,
    /^[\p{Ll}]/u.test(head)
      ? 1
      : /^["“„«'‘「»]/.test(head)
        ? 2
        : /^[\d]/.test(head)
          ? 3
          : /^[^\p{L}]/u.test(head)
            ? 4
            : 0,
    count(/[@#|•·→»›©]|https?:|www\./g),
    block.bold ? 1 : 0,
    isFurniture(block) ? 1 : 0,
    cue(head),
    text.length < 100 && (isByline(text) || momentOnLine(text) !== undefined) ? 1 : 0,
  ];
}

/** Lines around stories in the languages of the larger press: 1 leads elsewhere, 2 credits a picture, 3 asks for something, 4 ends the story. */
function cue(text: string): number {
  if (leads.test(text.replace(/^[^\p{L}]{1,3}/u, ''))) return 1;
  if (text.length < 300 && credits.test(text)) return 2;
  if (text.length < 400 && asks.test(text)) return 3;
  if (text.length < 400 && ends.test(text)) return 4;
  return 0;
}
const leads =
  /^(?:read (?:more|also|next|the)|more (?:on|from|about)|see also|related|also read|recommended|don['’]t miss|up next|watch|mehr (?:zum|zu|dazu|lesen)|lesen sie|lesetipp|weiterlesen|auch interessant|(?:à )?lire (?:aussi|également|la suite)|sur le même|leggi (?:anche|tutto)|lea (?:también|más)|te puede|más (?:información|sobre)|ver (?:más|también)|lees (?:ook|meer|verder)|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lue myös|leia (?:também|mais)|veja (?:também|mais)|czytaj|zobacz|więcej|čtěte|читайте|подробнее|смотрите|devamını|関連|あわせて)/iu;
const credits =
  /(?:^|[\s(])(?:photo(?:graph)?s?|foto|fotos|image|images|bild|bilder|imago|quelle|credit|credits|crédito|crédits?|kuva|zdjęcie|фото|video|illustration|getty|shutterstock|reuters|afp|dpa|epa|ap|ansa|efe|scanpix|istock|pixabay|unsplash)\s?(?:[:/©)|]|images?\b|$)|^©|^picture /i;
const asks =
  /newsletter|subscri|sign up|abonn|suscr[ií]|iscriviti|assine|follow (?:us|me|him|her|them|@)|folgen sie|síguenos|seguici|suivez-nous|download (?:the|our) app|whatsapp|telegram|facebook|twitter|instagram|donat|spende|register|log in|anmelden|cookies?|your inbox|your email|e-mail-adresse|click here|hier klicken|support (?:us|our)|become a member|comments? (?:are|section)|kommentar/i;
const ends =
  /©|copyright|all rights reserved|alle rechte|contributed to this|(?:with|includes) (?:reporting|information|material)|reporting by|editing by|this (?:article|story|post) (?:was|first|originally|appeared|is)|contact (?:the|us|him|her)|can be (?:reached|contacted)|is an? (?:[\w-]+ ){0,3}(?:writer|reporter|editor|journalist|author|correspondent|columnist|contributor|professor|fellow)|the views expressed|disclaimer|correction|affiliate|commission|posted in|filed under|tags?:|schlagw|dieser (?:artikel|beitrag|eintrag)|veröffentlicht|source:|quelle:/i;

interface Sides {
  block: Block;
  around: Surroundings;
  prose: number;
}

/** Of longer texts the beginning is compared. In characters. */
const longestCompared = 1500;
const longestSaid = 60_000;

/** How much of a text is also in others, by runs of three words; -1 where there is no other. */
function overlapsWith(others: readonly string[]): (text: string) => number[] {
  const said = others.map((other) =>
    other === '' ? undefined : new Set(runsOf(other.slice(0, longestSaid))),
  );
  return (text) => {
    const own = runsOf(text.slice(0, longestCompared));
    return said.map((runs) => {
      if (runs === undefined) return -1;
      let shared = 0;
      for (const run of own) if (runs.has(run)) shared++;
      return own.length === 0 ? 0 : shared / own.length;
    });
  };
}

function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const runs: string[] = [];
  for (let i = 0; i === 0 || i + 3 <= words.length; i++)
    runs.push(`${words[i]} ${words[i + 1]} ${words[i + 2]}`);
  return runs;
}

/** One row of numbers for each block that the page shows, in the same order. */
export function storyFeatures({ shown, element: container, blocks }: LocatedArticle, evidence: DeclaredContent): Float64Array[] {
  const around = measureSurroundings(shown, proseOf);
  const sides: Sides[] = shown.map((block) => ({
    block,
    around: around(block.element),
    prose: proseOf(block),
  }));
  const total = Math.max(
    1,
    sides.reduce((sum, { prose }) => sum + prose, 0),
  );
  const kinds = tally(sides);
  const chosen = new Set(blocks.map(({ text }) => text));
  const headline = sides.findIndex(({ block }) => block.element.tag === 'h1');
  const overlaps = overlapsWith([evidence.body, evidence.description, evidence.title]);
  const seen = new Map<string, number>();
  const first = sides.findIndex(({ block }) => inside(block.element, container) && proseOf(block) > 0);
  const containerAround = around(container);
  let before = 0;
  let sinceHeadline = 0;
  return sides.map((side, i) => {
    const { block, around: own, prose } = side;
    const row = textFeatures(block);
    const earlier = seen.get(block.text) ?? 0;
    seen.set(block.text, earlier + 1);
    row.push(earlier, tags.indexOf(block.element.tag), own.depth);
    for (let b = 0; b < enclosingNames.length; b++) row.push(own.within & (1 << b) ? 1 : 0);
    row.push(...own.hints);
    let at: Element | undefined = block.element;
    for (let levels = 0; levels < 4; levels++, at = at?.parent) {
      const sum: Surroundings = at === undefined ? own : around(at);
      row.push(sum.prose / total, sum.chars === 0 ? 0 : sum.linked / sum.chars, sum.blocks);
    }
    const kind = kinds.get(own.kind);
    row.push((kind?.prose ?? 0) / total, kind?.count ?? 0, (kind?.chars ?? 0) / (kind?.count ?? 1));
    row.push(
      i / sides.length,
      before / total,
      i < headline || headline < 0 ? -1 : sinceHeadline,
      i - headline,
    );
    row.push(
      levelsTo(block.element, container),
      i - first,
      chosen.has(block.text) ? 1 : 0,
      containerAround.prose / total,
    );
    for (const offset of offsets) pushNeighbour(row, sides[i + offset], side);
    row.push(...overlaps(block.text));
    row.push(Math.log2(total), sides.length);
    before += prose;
    if (i >= headline) sinceHeadline += block.text.length;
    return new Float64Array(row);
  });
}

const offsets = [-3, -2, -1, 1, 2, 3];

function pushNeighbour(row: number[], other: Sides | undefined, side: Sides): void {
  if (other === undefined) {
    row.push(-1, -1, -1);
    return;
  }
  const { block, around: near } = other;
  const same = block.element.parent === side.block.element.parent ? 2 : 0;
  row.push(
    block.text.length,
    block.linked / block.text.length,
    same + (near.kind === side.around.kind ? 1 : 0),
  );
}

function tally(sides: readonly Sides[]): Map<string, { prose: number; chars: number; count: number }> {
  const kinds = new Map<string, { prose: number; chars: number; count: number }>();
  for (const { around: own, prose, block } of sides) {
    const kind = kinds.get(own.kind) ?? { prose: 0, chars: 0, count: 0 };
    kind.prose += prose;
    kind.chars += block.text.length;
    kind.count++;
    kinds.set(own.kind, kind);
  }
  return kinds;
}

function inside(element: Element, container: Element): boolean {
  return levelsTo(element, container) >= 0;
}

/** How many levels the container is above the element; -1 where it is not. */
function levelsTo(element: Element, container: Element): number {
  let levels = 0;
  for (let at: Element | undefined = element; at !== undefined; at = at.parent, levels++)
    if (at === container) return levels;
  return -1;
}
