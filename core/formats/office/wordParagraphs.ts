/** The paragraphs of a Word document (ECMA-376, part 1, section 17), each with what its style is called. */

import type { Paragraph } from '../../document/record.ts';
import type { Element } from '../../markup/htmlTree.ts';
import { childrenOf, elementAt, textIn } from '../../markup/xmlElement.ts';
import { tidy } from '../../text/tidy.ts';

export interface WordParagraph {
  text: string;
  role: Paragraph['role'];
  /** What the document itself sets apart. */
  place?: 'title' | 'subtitle';
}

/** Names of paragraph styles by their id, those of the style that each is based on after its own, without spaces and in small letters. */
export type Styles = ReadonlyMap<string, readonly string[]>;

/** A style is based on another, and so on; more steps than this are a circle. */
const mostSteps = 10;

export function stylesIn(styles: Element): Styles {
  const own = new Map(
    childrenOf(styles, 'w:style').map((style) => [style.attributes['w:styleId'] ?? '', style]),
  );
  const names = [...own.keys()].map((id): [string, string[]] => {
    const found: string[] = [];
    let style = own.get(id);
    for (let step = 0; style !== undefined && step < mostSteps; step++) {
      found.push(nameOf(settingOf(elementAt(style, 'w:name')) ?? ''));
      style = own.get(settingOf(elementAt(style, 'w:basedOn')) ?? '');
    }
    return [id, found];
  });
  return new Map(names);
}

/** The built-in names are English in every language's Word; «heading 1», «Heading1» and «HEADING 1» are one. */
const nameOf = (written: string): string => written.replace(/\s+/g, '').toLowerCase();

function settingOf(property: Element | undefined): string | undefined {
  return property?.attributes['w:val'];
}

/** A property that is there is on, unless it says otherwise. */
function isOn(property: Element | undefined): boolean {
  return property !== undefined && !/^(?:0|false|off|none)$/.test(settingOf(property) ?? 'on');
}

/** Of one `w:p`: itself, and what stands in text boxes that hang on it. Empty ones are left out. */
export function paragraphsOfWord(paragraph: Element, styles: Styles): WordParagraph[] {
  const run = new Run();
  run.collect(paragraph);
  const { role, place } = kindOf(paragraph, styles);
  const texts = run.text
    .split(/\n{2,}/)
    .map((text) => tidy(text).replace(/\s+/g, ' ').trim())
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
  return [
    ...texts.map((text) => ({
      text,
      role: role === 'text' && run.bold && looksLikeHeading(text) ? 'subheading' : role,
      ...(place && { place }),
    })),
    ...run.boxes.flatMap((box) => paragraphsOfWord(box, styles)),
  ];
}

function looksLikeHeading(text: string): boolean {
  return text.length <= 80 && !/[.!?:;,”"]$/.test(text);
}

function kindOf(paragraph: Element, styles: Styles): Pick<WordParagraph, 'role' | 'place'> {
  const properties = elementAt(paragraph, 'w:pPr');
  const id = settingOf(elementAt(properties, 'w:pStyle')) ?? '';
  for (const name of styles.get(id) ?? [nameOf(id)]) {
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

/** No text: properties, fields' instructions, what was deleted or moved away, the older twin of a drawing. */
const skipped = new Set(['w:pPr', 'w:del', 'w:moveFrom', 'w:instrText', 'w:sdtPr', 'mc:Fallback']);
const signs: Record<string, string> = {
  'w:tab': ' ',
  'w:ptab': ' ',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
};

class Run {
  /** Paragraphs of text boxes. */
  readonly boxes: Element[] = [];
  /** All of it. */
  bold = true;
  #parts: string[] = [];

  get text(): string {
    return this.#parts.join('');
  }

  collect({ children }: Element, bold = false): void {
    for (const child of children) {
      if (typeof child === 'string' || skipped.has(child.tag)) continue;
      if (child.tag === 'w:t') this.#add(textIn(child), bold);
      else if (child.tag === 'w:txbxContent') this.boxes.push(...childrenOf(child, 'w:p'));
      else if (child.tag in signs) this.#parts.push(signs[child.tag] ?? '');
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
