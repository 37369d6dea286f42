/**
 * The paragraphs of a Word document (ECMA-376, part 1, section 17), with the roles that their styles give
 * them.
 */

import type { Paragraph } from '../../document/record.ts';
import { childrenOf, elementAt, textIn, type XmlElement } from '../../markup/xmlElement.ts';
import { looksLikeSubheading } from '../../text/headline.ts';
import { tidyLine } from '../../text/tidy.ts';

export interface WordParagraph {
  text: string;
  /** The lines of a text with line breaks in it. */
  lines?: readonly string[];
  role: Paragraph['role'];
  /** Set for a paragraph that the document styles as title or subtitle. */
  place?: 'title' | 'subtitle';
}

/**
 * By id of a paragraph style: its name and those of the styles it is based on, in lower case and without
 * spaces.
 */
export type StyleNames = ReadonlyMap<string, readonly string[]>;

/** A longer chain of styles that are based on one another must be a circle. */
const maxChain = 10;

/** The names of each style and of those that it is based on, by the style's id. */
export function styleNamesIn(styles: XmlElement): StyleNames {
  const byId = new Map(
    childrenOf(styles, 'w:style').map((style) => [style.attributes['w:styleId'] ?? '', style]),
  );
  const names = [...byId.keys()].map((id): [string, string[]] => {
    const found: string[] = [];
    let style = byId.get(id);
    for (let step = 0; style !== undefined && step < maxChain; step++) {
      found.push(normalizeStyleName(settingOf(elementAt(style, 'w:name')) ?? ''));
      style = byId.get(settingOf(elementAt(style, 'w:basedOn')) ?? '');
    }
    return [id, found];
  });
  return new Map(names);
}

/**
 * Built-in names are English in every language's Word. "heading 1", "Heading1" and "HEADING 1" are one style.
 */
const normalizeStyleName = (written: string): string => written.replace(/\s+/g, '').toLowerCase();

function settingOf(property: XmlElement | undefined): string | undefined {
  return property?.attributes['w:val'];
}

/** A property that is present is on, unless its value turns it off. */
function isOn(property: XmlElement | undefined): boolean {
  return property !== undefined && !/^(?:0|false|off|none)$/.test(settingOf(property) ?? 'on');
}

/** The paragraphs in a `w:p`: its own text and that of text boxes anchored to it. Empty ones are left out. */
export function paragraphsOfWord(paragraph: XmlElement, styles: StyleNames): WordParagraph[] {
  const content = new ParagraphContent();
  content.collect(paragraph);
  const { role, place } = kindOf(paragraph, styles);
  const texts = content.text
    .split(/\n{2,}/)
    .flatMap((written) => {
      const text = tidyLine(written);
      const lines = written.split('\n').flatMap((line) => tidyLine(line) ?? []);
      return text === undefined ? [] : [{ text, ...(lines.length > 1 && { lines }) }];
    })
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  return [
    ...texts.map(({ text, ...more }) => ({
      text,
      ...more,
      role: role === 'text' && content.bold && looksLikeSubheading(text) ? 'subheading' : role,
      ...(place && { place }),
    })),
    ...content.boxes.flatMap((box) => paragraphsOfWord(box, styles)),
  ];
}

function kindOf(paragraph: XmlElement, styles: StyleNames): Pick<WordParagraph, 'role' | 'place'> {
  const properties = elementAt(paragraph, 'w:pPr');
  const id = settingOf(elementAt(properties, 'w:pStyle')) ?? '';
  for (const name of styles.get(id) ?? [normalizeStyleName(id)]) {
    if (name === 'title') return { role: 'text', place: 'title' };
    if (name === 'subtitle') return { role: 'text', place: 'subtitle' };
    if (/^heading\d$/.test(name)) return { role: 'subheading' };
    if (/quote$|^blocktext$/.test(name)) return { role: 'quote' };
    if (name === 'caption') return { role: 'caption' };
    if (/^list(?:bullet|number)?\d?$/.test(name)) return { role: 'list' };
  }
  const list = settingOf(elementAt(properties, 'w:numPr', 'w:numId'));
  return { role: list !== undefined && list !== '0' ? 'list' : 'text' };
}

/**
 * Elements without text: properties, field instructions, deleted or moved text, the fallback copy of a
 * drawing.
 */
const skipped = new Set(['w:pPr', 'w:del', 'w:moveFrom', 'w:instrText', 'w:sdtPr', 'mc:Fallback']);
/** Elements that stand for a character. */
const characters: ReadonlyMap<string, string> = new Map([
  ['w:tab', ' '],
  ['w:ptab', ' '],
  ['w:br', '\n'],
  ['w:cr', '\n'],
  ['w:noBreakHyphen', '-'],
]);

class ParagraphContent {
  /** The paragraphs of text boxes. */
  readonly boxes: XmlElement[] = [];
  /** Whether all of the text is bold. */
  bold = true;
  #parts: string[] = [];

  get text(): string {
    return this.#parts.join('');
  }

  collect({ children }: XmlElement, bold = false): void {
    for (const child of children) {
      if (typeof child === 'string' || skipped.has(child.tag)) continue;
      if (child.tag === 'w:t') this.#add(textIn(child), bold);
      else if (child.tag === 'w:txbxContent') this.boxes.push(...childrenOf(child, 'w:p'));
      else if (characters.has(child.tag)) this.#parts.push(characters.get(child.tag) ?? '');
      else if (child.tag !== 'w:r') this.collect(child, bold);
      else if (!isOn(elementAt(child, 'w:rPr', 'w:vanish')))
        this.collect(child, isOn(elementAt(child, 'w:rPr', 'w:b')));
    }
  }

  #add(text: string, bold: boolean): void {
    this.#parts.push(text);
    if (!bold && text.trim() !== '') this.bold = false;
  }
}
