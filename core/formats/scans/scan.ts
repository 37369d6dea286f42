/** Pages as programs that read scans write them in XML: blocks of lines. */
import { binaryEvidence } from '../../charset/charset.ts';
import { refuse } from '../../errors.ts';
import { streamElements } from '../../markup/xml.ts';
import { elementsIn, type XmlElement } from '../../markup/xmlElement.ts';
import { type XmlRoot, xmlRootOf } from '../../markup/xmlRoot.ts';
import { joinLines, lineEndsOf } from '../../text/lineEnds.ts';
import { tidyLine } from '../../text/tidy.ts';
import type { SingleFormat } from '../format.ts';
import { iterate } from '../iterate.ts';
import { plainTextContent } from '../plain/text.ts';

/** One such format. */
interface ScanFormat {
  name: string;
  /** @param root of XML that is no binary file */
  recognises(root: XmlRoot): boolean;
  isLine(element: XmlElement): boolean;
  /** Whether an element that is in no line has the text of the block around it, for blocks without lines. */
  isBlockText?(element: XmlElement): boolean;
  /** Of a line, or of a block. */
  textOf(line: XmlElement): string;
  /** How sure the program is of the words of a line, from 0 to 1. */
  confidencesOf(line: XmlElement): number[];
  /** Whether an element around lines holds what stands at the edges of a page: running heads, numbers. */
  isEdge(around: XmlElement): boolean;
  /** The ids of blocks in the order in which they are read, if the file says it. */
  orderIn?(root: XmlElement): string[];
}

interface ScannedLine {
  text: string;
  block: XmlElement | undefined;
  isAtEdge: boolean;
}

/** A name without the prefix that the file has chosen for its namespace. */
export const localName = ({ tag }: XmlElement): string => tag.slice(tag.indexOf(':') + 1);

/** The children with a name, whatever its prefix. */
export const partsOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  elementsIn(element).filter((part) => localName(part) === name);

/**
 * The format as a reader. A block is a paragraph; a short one at the beginning is the headline, as in plain
 * text. The lines are streamed, since a page of a newspaper has ten thousand words, each an element.
 */
export function scanFormat(format: ScanFormat): SingleFormat {
  const { name, isLine, isBlockText } = format;
  return {
    name,
    kind: 'single',
    seconds: 5,
    recognises(head) {
      const root = xmlRootOf(head);
      return root !== undefined && format.recognises(root) && binaryEvidence(head) === undefined;
    },
    async read({ info, bytes }) {
      const pages = new ScannedPages(format);
      const flags = new Set<string>();
      let charset = '';
      const wanted = (element: XmlElement) => isLine(element) || isBlockText?.(element) === true;
      const options = { contentType: info.contentType, wanted };
      for await (const { element, ...read } of streamElements(iterate(bytes), options)) {
        charset = read.charset;
        for (const flag of read.flags) flags.add(flag);
        pages.add(element);
      }
      const { paragraphs, confidence } = pages;
      if (paragraphs.length === 0) return refuse('extract.no_content', 'no line of text on its pages');
      const apart = paragraphs.flatMap((text) => [text, '']);
      const content = plainTextContent(apart, info.modified, [...flags]);
      const quality = {
        ...content.quality,
        extractor: `${name}/1`,
        confidence: Math.min(content.quality.confidence, confidence),
      };
      return { charset, content: { ...content, quality } };
    },
  };
}

/** What is read on the pages of a file, element by element. */
class ScannedPages {
  readonly #format: ScanFormat;
  readonly #lines: ScannedLine[] = [];
  /** The elements in which a line is, or the text of a block. */
  readonly #withText = new Set<XmlElement>();
  readonly #sure = new Mean();
  #order: readonly string[] = [];

  constructor(format: ScanFormat) {
    this.#format = format;
  }

  /** @param element a line, the text of a block behind the block's lines, or the root, which comes last */
  add(element: XmlElement): void {
    const { isLine, isBlockText, textOf, orderIn } = this.#format;
    const { parent } = element;
    if (parent === undefined) this.#order = orderIn?.(element) ?? [];
    else if (isLine(element)) this.#addLines(element, [textOf(element)]);
    else if (isBlockText?.(element) && !this.#withText.has(parent))
      this.#addLines(element, textOf(element).split('\n'));
  }

  #addLines(element: XmlElement, written: readonly string[]): void {
    const around = aroundOf(element);
    const isAtEdge = around.some(this.#format.isEdge);
    const texts = written.map((line) => line.trim()).filter((text) => text !== '');
    for (const text of texts) this.#lines.push({ text, block: element.parent, isAtEdge });
    if (texts.length > 0) for (const each of around) this.#withText.add(each);
    for (const each of this.#format.confidencesOf(element)) this.#sure.add(each);
  }

  get paragraphs(): string[] {
    return paragraphsOf(inOrder(this.#lines, this.#order));
  }

  /** From 0 to 1, to two digits. */
  get confidence(): number {
    return this.#sure.rounded ?? 1;
  }
}

/** The elements around one, the innermost first. */
function aroundOf(element: XmlElement): XmlElement[] {
  const around: XmlElement[] = [];
  for (let at = element.parent; at !== undefined; at = at.parent) around.push(at);
  return around;
}

/** The lines as their blocks are read; those in no block of the order are last. */
function inOrder(lines: readonly ScannedLine[], order: readonly string[]): readonly ScannedLine[] {
  const places = new Map(order.map((id, place) => [id, place]));
  if (places.size === 0) return lines;
  const placeOf = ({ block }: ScannedLine) => {
    for (let at = block; at !== undefined; at = at.parent) {
      const place = places.get(at.attributes.id ?? '');
      if (place !== undefined) return place;
    }
    return places.size;
  };
  return lines
    .map((line) => ({ line, place: placeOf(line) }))
    .sort((a, b) => a.place - b.place)
    .map(({ line }) => line);
}

/** Signs that a line begins with, because the word before them stands whole in the line above. */
const signsApart = / ([.,]["'”’»]?)(?= |$)/g;

/** The text of each block, with the lines joined. Edges of pages count only if there is nothing else. */
function paragraphsOf(all: readonly ScannedLine[]): string[] {
  const inside = all.filter(({ isAtEdge }) => !isAtEdge);
  const lines = inside.length > 0 ? inside : all;
  const ends = lineEndsOf(lines.map(({ text }) => text));
  return [...Map.groupBy(lines, ({ block }) => block).values()].flatMap((block) => {
    const texts = block.map(({ text }) => text);
    return tidyLine(joinLines(texts, ends, true).replace(signsApart, '$1')) ?? [];
  });
}

/** Of numbers from 0 to 1; others do not count. */
class Mean {
  #sum = 0;
  #count = 0;

  add(value: number): void {
    if (!(value >= 0 && value <= 1)) return;
    this.#sum += value;
    this.#count++;
  }

  /** To two digits. */
  get rounded(): number | undefined {
    return this.#count === 0 ? undefined : Math.round((100 * this.#sum) / this.#count) / 100;
  }
}
