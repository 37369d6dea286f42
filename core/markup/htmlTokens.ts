/**
 * Divides HTML into tags and texts for htmlparser2's `Parser`, as the WHATWG standard does, without character
 * references (`htmlTree.ts` decodes them). It has the whole page at once, so it searches for the next sign
 * that matters, where htmlparser2's own tokenizer examines every character.
 */
import type { ParserOptions } from 'htmlparser2';

/** What `Parser` receives: positions in the page. */
interface Receiver {
  ontext(start: number, end: number): void;
  onopentagname(start: number, end: number): void;
  onattribname(start: number, end: number): void;
  onattribdata(start: number, end: number): void;
  onattribend(quote: number, end: number): void;
  onopentagend(end: number): void;
  onselfclosingtag(end: number): void;
  onclosetag(start: number, end: number): void;
  onend(): void;
  isInForeignContext(): boolean;
}

const sign = { bang: 0x21, slash: 0x2f, equals: 0x3d, more: 0x3e, question: 0x3f };
/** How `Parser` wants to be told that an attribute is over; it makes no difference here. */
const anyQuote = 0;

/** Elements whose content has no tags; each with the end tag that ends it. */
const withoutTags = new Map(
  ['script', 'style', 'title', 'textarea', 'iframe', 'noembed', 'noframes', 'xmp'].map((name) => [
    name,
    new RegExp(`</${name}(?=[ \\t\\n\\f\\r/>])`, 'gi'),
  ]),
);
/** It has no end tag: all that follows is its text. */
const endless = 'plaintext';
const commentEnd = /--!?>/g;

class HtmlTokens {
  readonly running = true;
  readonly #to: Receiver;
  #html = '';

  constructor(_options: unknown, to: Receiver) {
    this.#to = to;
  }

  /** Reads the whole page. */
  write(html: string): void {
    this.#html = html;
    let text = 0;
    let at = html.indexOf('<');
    while (at >= 0) {
      const after = this.#afterMarkup(at, text);
      if (after > at) text = after;
      at = html.indexOf('<', Math.max(after, at + 1));
    }
    this.#text(text, html.length);
  }

  end(): void {
    this.#to.onend();
  }

  #text(start: number, end: number): void {
    if (start < end) this.#to.ontext(start, end);
  }

  /**
   * Reads the tag or comment at a `<`, and the text before it, which begins at `text`.
   * @returns where it ends; `at` if the `<` is part of the text
   */
  #afterMarkup(at: number, text: number): number {
    const next = this.#html.charCodeAt(at + 1);
    const closes = next === sign.slash;
    if (
      closes ? at + 2 === this.#html.length : !isLetter(next) && next !== sign.bang && next !== sign.question
    )
      return at;
    this.#text(text, at);
    if (closes) return this.#afterEndTag(at);
    return isLetter(next) ? this.#afterElementStart(at + 1) : this.#afterComment(at);
  }

  #afterEndTag(at: number): number {
    const start = at + 2;
    if (isLetter(this.#html.charCodeAt(start))) {
      const end = this.#endOfName(start);
      if (end < this.#html.length) this.#to.onclosetag(start, end);
    }
    return this.#past('>', start);
  }

  #afterComment(at: number): number {
    const html = this.#html;
    if (html.startsWith('![CDATA[', at + 1)) return this.#past(']]>', at + 9);
    if (!html.startsWith('!--', at + 1)) return this.#past('>', at + 2);
    const start = at + 4;
    if (html.startsWith('>', start)) return start + 1;
    if (html.startsWith('->', start)) return start + 2;
    commentEnd.lastIndex = start;
    return commentEnd.test(html) ? commentEnd.lastIndex : html.length;
  }

  /** Reads a start tag, and the text of an element without tags. @param start of the name */
  #afterElementStart(start: number): number {
    const html = this.#html;
    const nameEnd = this.#endOfName(start);
    const name = html.slice(start, nameEnd).toLowerCase();
    const isPlain = (withoutTags.has(name) || name === endless) && !this.#to.isInForeignContext();
    this.#to.onopentagname(start, nameEnd);
    const end = this.#afterAttributes(nameEnd);
    if (!isPlain || end === html.length) return end;
    const endTag = withoutTags.get(name);
    if (endTag !== undefined) endTag.lastIndex = end;
    const found = endTag?.exec(html)?.index;
    this.#text(end, found ?? html.length);
    return found === undefined ? html.length : this.#afterEndTag(found);
  }

  /** Reads the rest of a start tag. A tag that does not end is dropped. */
  #afterAttributes(from: number): number {
    const html = this.#html;
    let at = from;
    while (at < html.length) {
      const unit = html.charCodeAt(at);
      if (unit === sign.more) {
        this.#to.onopentagend(at);
        return at + 1;
      }
      if (unit === sign.slash) {
        at = this.#afterSpace(at + 1);
        if (html.charCodeAt(at) !== sign.more) continue;
        this.#to.onselfclosingtag(at);
        return at + 1;
      }
      at = isSpace(unit) ? at + 1 : this.#afterAttribute(at);
    }
    return html.length;
  }

  #afterAttribute(start: number): number {
    const html = this.#html;
    let end = start + 1;
    while (end < html.length && html.charCodeAt(end) !== sign.equals && !endsName(html.charCodeAt(end)))
      end++;
    this.#to.onattribname(start, end);
    const at = this.#afterSpace(end);
    if (html.charCodeAt(at) !== sign.equals) {
      this.#to.onattribend(anyQuote, end);
      return at;
    }
    return this.#afterValue(this.#afterSpace(at + 1));
  }

  #afterValue(at: number): number {
    const html = this.#html;
    const quote = html.charAt(at);
    const isQuoted = quote === '"' || quote === "'";
    const start = isQuoted ? at + 1 : at;
    let end = isQuoted ? html.indexOf(quote, start) : start;
    if (end < 0) return html.length;
    if (!isQuoted)
      while (end < html.length && html.charCodeAt(end) !== sign.more && !isSpace(html.charCodeAt(end))) end++;
    this.#to.onattribdata(start, end);
    this.#to.onattribend(anyQuote, end);
    return isQuoted ? end + 1 : end;
  }

  #endOfName(start: number): number {
    let end = start;
    while (end < this.#html.length && !endsName(this.#html.charCodeAt(end))) end++;
    return end;
  }

  #afterSpace(from: number): number {
    let at = from;
    while (isSpace(this.#html.charCodeAt(at))) at++;
    return at;
  }

  /** The place after the next `mark`; the end of the page if there is none. */
  #past(mark: string, from: number): number {
    const at = this.#html.indexOf(mark, from);
    return at < 0 ? this.#html.length : at + mark.length;
  }
}

/** The class in the place of htmlparser2's own, whose private parts its type asks for. */
export const Tokenizer = HtmlTokens as unknown as NonNullable<ParserOptions['Tokenizer']>;

function isLetter(unit: number): boolean {
  const small = unit | 0x20;
  return small >= 0x61 && small <= 0x7a;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d && unit !== 0x0b);
}

function endsName(unit: number): boolean {
  return unit === sign.slash || unit === sign.more || isSpace(unit);
}
