/** Builds elements from XML text under limits, and hands over each wanted element as soon as it ends. */

import { SaxesParser, type SaxesTagNS } from 'saxes';
import { BadInput, type Code } from '../errors.ts';
import type { XmlElement } from './xmlElement.ts';
import { attributeName, elementName, undeclaredNamespace } from './xmlNames.ts';

export const xmlLimits = {
  depth: 128,
  /** Elements, attributes and texts in memory at a time. */
  nodes: 100_000,
  /** Characters in memory at a time, markup included. */
  characters: 25 * 1024 * 1024,
};

/** A wanted element, or the root, after its end tag. */
export interface FinishedElement {
  element: XmlElement;
  /** The length of the element, markup included. */
  characters: number;
  /** Whether anything inside it was repaired. */
  repaired: boolean;
}

/** The wanted element that is open, and the position and counters at its start. */
interface OpenElement {
  element: XmlElement;
  start: number;
  characters: number;
  nodes: number;
  repaired?: boolean;
}

/** A reader of one document, fed in pieces. What it refuses is a `BadInput`. */
export class XmlTree {
  /** The root element, once it has ended. */
  root: XmlElement | undefined;
  readonly #wanted: (element: XmlElement) => boolean;
  readonly #parser = new SaxesParser({ xmlns: true, resolvePrefix: undeclaredNamespace });
  #rootEnd = 0;
  #open: XmlElement | undefined;
  #depth = 0;
  /** Nodes and characters in memory. */
  #nodes = 0;
  #characters = 0;
  #position = 0;
  #current: OpenElement | undefined;
  #finished: FinishedElement[] = [];
  /** Positions of repairs: all in the current chunk, and the last one before it. */
  #repairs: number[] = [];
  #nextRepair = 0;
  #written = 0;

  constructor(wanted: (element: XmlElement) => boolean) {
    this.#wanted = wanted;
    this.#parser.on('error', (error) => this.#fault(error.message));
    this.#parser.on('doctype', (doctype) => {
      if (doctype.replace(/"[^"]*"|'[^']*'/g, '').includes('['))
        throw this.#refusal('xml.entity_decl', 'a DOCTYPE with declarations of its own');
    });
    this.#parser.on('attribute', () => this.#count());
    this.#parser.on('opentag', (tag) => this.#opened(tag));
    this.#parser.on('text', (text) => this.#text(text));
    this.#parser.on('cdata', (text) => this.#text(text));
    this.#parser.on('closetag', () => this.#closed());
  }

  /**
   * Parses a chunk.
   *
   * @param repairs the offsets of repairs in it
   * @throws BadInput at an error or a limit; the elements before it are still in `takeFinished`
   */
  write(text: string, repairs: readonly number[]): void {
    this.#repairs = [...this.#repairs.slice(-1), ...repairs.map((at) => this.#written + at)];
    this.#nextRepair = 0;
    this.#written += text.length;
    if (this.root === undefined) this.#parser.write(text);
    this.#account();
  }

  /** The wanted elements that have ended since the last call. */
  takeFinished(): FinishedElement[] {
    const finished = this.#finished;
    this.#finished = [];
    return finished;
  }

  /**
   * The root without the wanted elements.
   *
   * @throws BadInput `input.truncated` if the root has not ended
   */
  end(): FinishedElement {
    if (this.root !== undefined)
      return { element: this.root, characters: this.#characters, repaired: this.#repairs.length > 0 };
    throw this.#refusal(
      'input.truncated',
      this.#open === undefined ? 'the XML has no element' : `the XML ends before </${this.#open.tag}>`,
    );
  }

  #opened(tag: SaxesTagNS): void {
    if (this.root !== undefined) return;
    if (++this.#depth > xmlLimits.depth)
      throw this.#refusal('xml.too_deep', `elements nested more than ${xmlLimits.depth} deep`);
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map((attribute) => [attributeName(attribute), attribute.value]),
    );
    const element: XmlElement = { tag: elementName(tag), attributes, parent: this.#open, children: [] };
    if (this.#current === undefined && this.#wanted(element)) {
      this.#account();
      this.#current = {
        element,
        start: this.#position,
        characters: this.#characters,
        nodes: this.#nodes,
      };
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
      this.#rootEnd = this.#parser.position;
    } else if (this.#current?.element === element) this.#finish(element.parent, this.#current);
  }

  #finish(parent: XmlElement, { element, start, characters, nodes, repaired = false }: OpenElement): void {
    this.#account();
    while ((this.#repairs[this.#nextRepair] ?? Number.POSITIVE_INFINITY) < start) this.#nextRepair++;
    const repairInside = (this.#repairs[this.#nextRepair] ?? Number.POSITIVE_INFINITY) < this.#position;
    this.#finished.push({
      element,
      characters: this.#characters - characters,
      repaired: repaired || repairInside,
    });
    parent.children.pop();
    this.#characters = characters;
    this.#nodes = nodes;
    this.#current = undefined;
  }

  #count(): void {
    if (++this.#nodes > xmlLimits.nodes)
      throw this.#refusal(
        'input.too_large',
        `more than ${xmlLimits.nodes} elements and attributes in one item`,
      );
  }

  /** Adds what the parser has read since the last call to the characters in memory. */
  #account(): void {
    const { position } = this.#parser;
    this.#characters += position - this.#position;
    this.#position = position;
    if (this.#characters > xmlLimits.characters)
      throw this.#refusal('input.too_large', `more than ${xmlLimits.characters} characters in one item`);
  }

  #fault(message: string): void {
    // Errors after the root do not matter, but a wrong end tag of the root itself does.
    if (this.root !== undefined && this.#parser.position > this.#rootEnd) return;
    // XML forbids ]]> in text, but its meaning is clear.
    if (message.includes(']]>')) {
      if (this.#current !== undefined) this.#current.repaired = true;
      return;
    }
    const [, line, column, what] = /^(?:undefined:)?(\d+):(\d+): (.*)$/s.exec(message) ?? [
      '',
      '?',
      '?',
      message,
    ];
    // A repair changes the length of its line, so the column would be wrong.
    const place = this.#repairs.length > 0 ? `line ${line}` : `line ${line}, column ${column}`;
    throw new BadInput('xml.malformed', `${place}: ${(what ?? '').replace(/\.$/, '').slice(0, 200)}`);
  }

  #refusal(code: Code, evidence: string): BadInput {
    return new BadInput(code, `line ${this.#parser.line}: ${evidence}`);
  }
}
