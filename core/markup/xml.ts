/**
 * XML as elements, read strictly (saxes) and under limits: entities are never expanded, nothing is fetched, and of a stream only the element
 * in hand is in memory. Small faults of feeds in the wild are mended before (`xmlMend.ts`); any other is a refusal with its line.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { refuse } from '../errors.ts';
import { BadInput } from '../formats/format.ts';
import { limits } from '../formats/limits.ts';
import type { Element } from './htmlTree.ts';
import { Letters } from './xmlCharacters.ts';
import { textIn, unmangle } from './xmlElement.ts';
import { attributeName, nameOf, usualNamespace } from './xmlNames.ts';
import { XmlRepair } from './xmlRepair.ts';

export const xmlLimits = {
  depth: 128,
  /** Elements, attributes and texts that are held in memory at a time. */
  nodes: 100_000,
  /** Characters that are held in memory at a time, markup included. */
  characters: limits.single,
};

/** An element with all that is in it, and what is known of its letters. */
export interface Piece {
  element: Element;
  charset: string;
  /** With the markup. */
  characters: number;
  flags: string[];
}

/**
 * The elements that are wanted, in their order, each as soon as it ends; its parents are there with what stands before it. An element
 * that was handed over is taken out of its parent. The root comes last in any case.
 *
 * @param wanted is asked when a tag opens; inside a wanted element it is not asked again
 * @throws BadInput `xml.malformed`, `xml.entity_decl`, `xml.too_deep`, `input.truncated`, `input.too_large`, `decode.charset`
 */
export async function* elementsOf(
  stream: AsyncIterable<Uint8Array>,
  {
    contentType,
    wanted = () => false,
  }: { contentType?: string | undefined; wanted?: (element: Element) => boolean },
): AsyncGenerator<Piece> {
  const letters = new Letters(contentType);
  const mender = new XmlRepair();
  const tree = new Tree(wanted);
  const pieceOf = ({ element, characters, mended }: Held): Piece => {
    const flags = flagsOf(textIn(element), letters.flags);
    if (unmangle(element)) flags.push('mojibake-mended');
    if (mended) flags.push('xml-mended');
    return { element, characters, charset: letters.charset, flags };
  };
  function* read(text: string): Generator<Piece> {
    let fault: unknown;
    try {
      tree.write(text, mender.mends);
    } catch (error) {
      fault = error;
    }
    // What came before the fault is whole.
    yield* tree.taken().map(pieceOf);
    if (fault !== undefined) throw fault;
  }
  for await (const text of letters.of(stream)) {
    yield* read(mender.write(text));
    // What follows the root is no part of it.
    if (tree.root !== undefined) break;
  }
  yield* read(mender.write('', true));
  yield pieceOf(tree.end());
}

/** What is said of the letters of a whole stream is true of what is not ASCII in it. */
function flagsOf(text: string, ofLetters: readonly string[]): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  const flags = /[^\x00-\x7f]/.test(text) ? ofLetters : [];
  return [...new Set([...flags, ...(text.includes('\ufffd') ? ['charset-damaged'] : [])])];
}

/** The root of a document that is read as a whole. Throws as `elementsOf` does. */
export async function rootElement(
  document: Uint8Array | AsyncIterable<Uint8Array>,
  contentType?: string,
): Promise<Piece> {
  for await (const piece of elementsOf(document instanceof Uint8Array ? once(document) : document, {
    contentType,
  }))
    return piece;
  throw new Error('the root always comes');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface Held {
  element: Element;
  characters: number;
  mended: boolean;
}

/** The wanted element that is open, where it began, and what was held before it. */
interface Item {
  element: Element;
  began: number;
  characters: number;
  nodes: number;
  mended?: boolean;
}

class Tree {
  /** There once it has ended. */
  root: Element | undefined;
  readonly #wanted: (element: Element) => boolean;
  readonly #parser = new SaxesParser({ xmlns: true, resolvePrefix: usualNamespace });
  #ended = 0;
  #open: Element | undefined;
  #depth = 0;
  #nodes = 0;
  /** Those that are held. */
  #characters = 0;
  #position = 0;
  #item: Item | undefined;
  #taken: Held[] = [];
  /** Where something was mended: in the text before the one in hand the last, in this one all; and the first not looked at yet. */
  #mends: number[] = [];
  #nextMend = 0;
  #written = 0;

  constructor(wanted: (element: Element) => boolean) {
    this.#wanted = wanted;
    this.#parser.on('error', (error) => this.#fault(error.message));
    this.#parser.on('doctype', (doctype) => {
      if (doctype.replace(/"[^"]*"|'[^']*'/g, '').includes('['))
        throw new BadInput(
          refuse('xml.entity_decl', `line ${this.#parser.line}: a DOCTYPE with declarations of its own`),
        );
    });
    this.#parser.on('attribute', () => this.#count());
    this.#parser.on('opentag', (tag) => this.#opened(tag));
    this.#parser.on('text', (text) => this.#text(text));
    this.#parser.on('cdata', (text) => this.#text(text));
    this.#parser.on('closetag', () => this.#closed());
  }

  /** @param mends where in the text something was mended */
  write(text: string, mends: readonly number[]): void {
    this.#mends = [...this.#mends.slice(-1), ...mends.map((at) => this.#written + at)];
    this.#nextMend = 0;
    this.#written += text.length;
    if (this.root === undefined) this.#parser.write(text);
    this.#account();
  }

  taken(): Held[] {
    const taken = this.#taken;
    this.#taken = [];
    return taken;
  }

  /** @throws BadInput where the root has no end */
  end(): Held {
    if (this.root !== undefined)
      return { element: this.root, characters: this.#characters, mended: this.#mends.length > 0 };
    const unclosed = this.#open === undefined ? 'no element' : `<${this.#open.tag}> has no end`;
    throw new BadInput(refuse('input.truncated', `line ${this.#parser.line}: the XML ends, and ${unclosed}`));
  }

  #opened(tag: SaxesTagNS): void {
    if (this.root !== undefined) return;
    if (++this.#depth > xmlLimits.depth)
      throw new BadInput(
        refuse(
          'xml.too_deep',
          `line ${this.#parser.line}: more than ${xmlLimits.depth} elements inside one another`,
        ),
      );
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map((attribute) => [attributeName(attribute), attribute.value]),
    );
    const element: Element = { tag: nameOf(tag), attributes, parent: this.#open, children: [] };
    if (this.#item === undefined && this.#wanted(element)) {
      this.#account();
      this.#item = { element, began: this.#position, characters: this.#characters, nodes: this.#nodes };
    }
    this.#count();
    this.#open?.children.push(element);
    this.#open = element;
  }

  #text(text: string): void {
    const children = this.#open?.children;
    if (children === undefined) return;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + text;
    else {
      this.#count();
      children.push(text);
    }
  }

  #closed(): void {
    const element = this.#open;
    if (element === undefined) return;
    this.#depth--;
    this.#open = element.parent;
    if (element.parent === undefined) {
      this.root = element;
      this.#ended = this.#parser.position;
    } else if (this.#item?.element === element) this.#take(element.parent, this.#item);
  }

  #take(parent: Element, { element, began, characters, nodes, mended = false }: Item): void {
    this.#account();
    while ((this.#mends[this.#nextMend] ?? Number.POSITIVE_INFINITY) < began) this.#nextMend++;
    const inIt = (this.#mends[this.#nextMend] ?? Number.POSITIVE_INFINITY) < this.#position;
    this.#taken.push({ element, characters: this.#characters - characters, mended: mended || inIt });
    parent.children.pop();
    this.#characters = characters;
    this.#nodes = nodes;
    this.#item = undefined;
  }

  #count(): void {
    if (++this.#nodes > xmlLimits.nodes)
      throw new BadInput(
        refuse(
          'input.too_large',
          `line ${this.#parser.line}: more than ${xmlLimits.nodes} elements and attributes in one piece`,
        ),
      );
  }

  /** What was read since the last time is held now. */
  #account(): void {
    const { position } = this.#parser;
    this.#characters += position - this.#position;
    this.#position = position;
    if (this.#characters > xmlLimits.characters)
      throw new BadInput(
        refuse(
          'input.too_large',
          `line ${this.#parser.line}: more than ${xmlLimits.characters} characters in one piece`,
        ),
      );
  }

  #fault(message: string): void {
    // What follows the root does not matter; but it has to be ended by its own name.
    if (this.root !== undefined && this.#parser.position > this.#ended) return;
    // «]]>» in a text: forbidden, but never in doubt.
    if (message.includes(']]>')) {
      if (this.#item !== undefined) this.#item.mended = true;
      return;
    }
    const [, line, column, what] = /^(?:undefined:)?(\d+):(\d+): (.*)$/s.exec(message) ?? [
      '',
      '?',
      '?',
      message,
    ];
    const place = this.#mends.length > 0 ? `line ${line}` : `line ${line}, column ${column}`;
    throw new BadInput(refuse('xml.malformed', `${place}: ${(what ?? '').replace(/\.$/, '').slice(0, 200)}`));
  }
}
