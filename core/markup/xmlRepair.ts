/**
 * Repairs small errors in XML where the intended text is certain: an ampersand that begins no reference, the
 * names of HTML entities, numeric references to windows-1252 characters, control characters, white space
 * before the XML declaration. In CDATA sections, comments and processing instructions only control characters
 * are removed.
 */
import { decodeHTMLStrict } from 'entities';

/** HTML's longest entity name has 31 letters. */
const maxReferenceLength = 40;
const reference = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,34}));/y;
const xmlEntities = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);
/** Sections to copy unchanged, by how they begin, with their terminators. */
const verbatimEnds: Record<string, string> = { '<![CDATA[': ']]>', '<!--': '-->', '<?': '?>' };
const special = /<!\[CDATA\[|<!--|<\?|&/g;
/** Characters that XML 1.0 (section 2.2) never allows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** Repairs a text that arrives in chunks; how it is divided into chunks does not change the result. */
export class XmlRepairer {
  /** The offsets of the repairs in the text that the last `write` returned. */
  repairs: number[] = [];
  #began = false;
  /** The end of the input so far whose meaning depends on the next chunk. */
  #rest = '';
  /** The terminator of the open verbatim section; '' outside of one. */
  #until = '';
  #out: string[] = [];
  #length = 0;

  /** Adds a chunk and returns the repaired text as far as it is certain. */
  write(chunk: string, last = false): string {
    const clean = chunk.replace(forbidden, '');
    const text = this.#rest + (this.#began ? clean : clean.trimStart());
    this.#began ||= text !== '';
    this.repairs = [];
    this.#out = [];
    this.#length = 0;
    let at = 0;
    while (at < text.length) {
      const next = this.#until === '' ? this.#copyMarkup(text, at, last) : this.#copyVerbatim(text, at, last);
      if (next === at) break;
      at = next;
    }
    this.#rest = text.slice(at);
    return this.#out.join('');
  }

  /**
   * Copies a verbatim section up to its terminator. What may be the start of the terminator waits for the
   * next chunk.
   */
  #copyVerbatim(text: string, at: number, last: boolean): number {
    const found = text.indexOf(this.#until, at);
    const end = found >= 0 ? found + this.#until.length : last ? text.length : Math.max(at, text.length - 2);
    if (found >= 0) this.#until = '';
    return this.#push(text.slice(at, end), end);
  }

  /**
   * Copies text up to the next ampersand or verbatim section; or handles that, if it is at `at`. What may
   * continue in the next chunk waits for it.
   */
  #copyMarkup(text: string, at: number, last: boolean): number {
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
      this.#until = verbatimEnds[begin] ?? '';
      return this.#push(begin, at + begin.length);
    }
    reference.lastIndex = at;
    const match = reference.exec(text);
    if (match !== null) return this.#pushReference(match, at + match[0].length);
    return !last && text.length - at < maxReferenceLength ? at : this.#pushRepaired('&amp;', at + 1);
  }

  #pushReference([whole, decimal, hex, name]: RegExpExecArray, end: number): number {
    if (name !== undefined)
      return xmlEntities.has(name)
        ? this.#push(whole, end)
        : this.#pushRepaired(escapeXml(decodeHTMLStrict(whole)), end);
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    // As in HTML, 128 to 159 mean windows-1252. References to no character are removed.
    if (code >= 0x80 && code <= 0x9f) return this.#pushRepaired(escapeXml(decodeHTMLStrict(whole)), end);
    return isCharacter(code) ? this.#push(whole, end) : this.#pushRepaired('', end);
  }

  #pushRepaired(text: string, end: number): number {
    this.repairs.push(this.#length);
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

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
