/**
 * Small faults of XML in the wild, mended where what was meant is certain: an ampersand that begins no reference, the names of HTML's
 * entities, numbers of windows-1252 letters, control characters, white space before the XML declaration. What is in CDATA and comments
 * stays, but for control characters.
 */
import { decodeHTMLStrict } from 'entities';

/** The longest of HTML's names has 31 letters. */
const longestReference = 40;
const reference = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,34}));/y;
const own = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);
/** What is left as it is, and where it ends. */
const endings: Record<string, string> = { '<![CDATA[': ']]>', '<!--': '-->', '<?': '?>' };
const special = /<!\[CDATA\[|<!--|<\?|&/g;
/** What XML 1.0 (section 2.2) allows nowhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

export class XmlRepair {
  /** Where in the text that was written last something was mended. */
  mends: number[] = [];
  #began = false;
  /** What may go on in the next piece. */
  #rest = '';
  /** What ends the part that is left as it is; '' outside of one. */
  #until = '';
  #out: string[] = [];
  #length = 0;

  /** The text as far as it is certain. */
  write(piece: string, last = false): string {
    const clean = piece.replace(forbidden, '');
    const text = this.#rest + (this.#began ? clean : clean.trimStart());
    this.#began ||= text !== '';
    this.mends = [];
    this.#out = [];
    this.#length = 0;
    let at = 0;
    while (at < text.length) {
      const next = this.#until === '' ? this.#outside(text, at, last) : this.#inside(text, at, last);
      if (next === at) break;
      at = next;
    }
    this.#rest = text.slice(at);
    return this.#out.join('');
  }

  /** Takes over what is left as it is, up to its end; what may begin the end waits. */
  #inside(text: string, at: number, last: boolean): number {
    const found = text.indexOf(this.#until, at);
    const end = found >= 0 ? found + this.#until.length : last ? text.length : Math.max(at, text.length - 2);
    if (found >= 0) this.#until = '';
    return this.#push(text.slice(at, end), end);
  }

  /** Takes over the text up to the next thing of note, or that; what may go on in the next piece waits. */
  #outside(text: string, at: number, last: boolean): number {
    special.lastIndex = at;
    const found = special.exec(text);
    if (found === null) {
      const open = last ? -1 : text.indexOf('<', Math.max(at, text.length - 8));
      const end = open < 0 ? text.length : open;
      return this.#push(text.slice(at, end), end);
    }
    const { index, 0: begin } = found;
    if (index > at) return this.#push(text.slice(at, index), index);
    if (begin !== '&') {
      this.#until = endings[begin] ?? '';
      return this.#push(begin, at + begin.length);
    }
    reference.lastIndex = at;
    const match = reference.exec(text);
    if (match !== null) return this.#referred(match, at + match[0].length);
    return !last && text.length - at < longestReference ? at : this.#mended('&amp;', at + 1);
  }

  #referred([whole, decimal, hex, name]: RegExpExecArray, end: number): number {
    if (name !== undefined)
      return own.has(name) ? this.#push(whole, end) : this.#mended(escaped(decodeHTMLStrict(whole)), end);
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    // As in HTML: 128 to 159 are windows-1252's; what is no character at all goes.
    if (code >= 0x80 && code <= 0x9f) return this.#mended(escaped(decodeHTMLStrict(whole)), end);
    return isCharacter(code) ? this.#push(whole, end) : this.#mended('', end);
  }

  #mended(text: string, end: number): number {
    this.mends.push(this.#length);
    return this.#push(text, end);
  }

  #push(text: string, end: number): number {
    this.#out.push(text);
    this.#length += text.length;
    return end;
  }
}

/** The production `Char` of XML 1.0. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code < 0x110000);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
