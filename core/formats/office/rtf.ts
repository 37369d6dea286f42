/**
 * Rich Text Format (Microsoft, 1.9.1): the text of the document, read as plain text. Older newsrooms write
 * it, and so do databases of newspapers, whose files have many stories.
 */

import { asciiHead } from '../../charset/asciiHead.ts';
import { charsetOfCodePage, type Decoder, decoderOf } from '../../charset/codePages.ts';
import { refuse } from '../../errors.ts';
import { tidy } from '../../text/tidy.ts';
import { wordSet } from '../../text/wordSet.ts';
import { bufferOf, readAll } from '../bytes.ts';
import { databaseStories } from '../databases/newsDatabase.ts';
import type { ContainerFormat } from '../format.ts';
import { iterate } from '../iterate.ts';
import { limits } from '../limits.ts';
import { splitLines } from '../plain/paragraphs.ts';
import { plainTextContent } from '../plain/text.ts';
import { tableSigns, withoutTables, withWholeRows } from './rtfTables.ts';

export const rtf: ContainerFormat = {
  name: 'rtf',
  kind: 'container',
  seconds: 5,
  recognises: (head) => asciiHead(head, 64).trimStart().startsWith('{\\rtf'),
  async read({ info, stream }) {
    const bytes = await readAll(stream(), limits.single);
    const file = new RtfText();
    file.read(bufferOf(bytes).toString('latin1'));
    const { text, notes } = file.end();
    const paragraphs = paragraphsIn(withoutTables(text));
    if (paragraphs.length === 0) return refuse('extract.no_content', 'the file has no text');
    const { charset } = file;
    const stories = databaseStories(paragraphs, charset);
    if (stories !== undefined) return stories;
    const lines = paragraphsIn(withoutTables(withWholeRows(text))).flatMap((paragraph) => [paragraph, '']);
    const content = plainTextContent(lines, info.modified);
    const below = paragraphsIn(withoutTables(notes)).map((note) => ({ role: 'text' as const, text: note }));
    content.paragraphs = [...content.paragraphs, ...below];
    return { feed: false, members: iterate({ part: '', charset, bytes: bytes.length, content }) };
  },
};

function paragraphsIn(text: string): string[] {
  return splitLines(tidy(text))
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}

const token =
  /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([\da-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|[^\\{}\r\n]+/g;

/** Groups that are no text of the document. Those that begin with `\*` are none either. */
const skipped = wordSet`
  fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf
  annotation themedata listtable listoverridetable revtbl rsidtbl nonshppict xe tc tcn
`;
/** Words that stand for a character. */
const characters: Readonly<Record<string, string>> = {
  ...{ par: '\n', sect: '\n', page: '\n', nestcell: '\n', line: '\v', tab: ' ' },
  ...{ cell: tableSigns.cell },
  ...{ emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•' },
  ...{ emspace: ' ', enspace: ' ' },
};
const symbols: Readonly<Record<string, string>> = {
  ...{ '\\': '\\', '{': '{', '}': '}', '~': ' ', _: '-' },
  ...{ '\n': '\n', '\r': '\n' },
};
/** The code pages of documents that name them by a word. */
const pages: Readonly<Record<string, string>> = { mac: '10000', pc: '437', pca: '850' };
/** The code pages of fonts by their sets of characters. Other fonts have that of the document. */
const fontPages: Readonly<Record<string, string>> = {
  ...{ 77: '10000', 128: '932', 129: '949', 134: '936', 136: '950', 161: '1253', 162: '1254', 163: '1258' },
  ...{ 177: '1255', 178: '1256', 186: '1257', 204: '1251', 222: '874', 238: '1250' },
};

/** Deeper groups are read as if they were their outer one. */
const deepest = 1_000;

interface Group {
  isSkipped: boolean;
  isHidden: boolean;
  /** A footnote or an endnote stands where its sign does, inside a paragraph. */
  isNote: boolean;
  /** How many characters follow a character of Unicode for readers that do not know it. */
  fallback: number;
  font: string;
}

class RtfText {
  /** The code pages of the document and of its fonts. */
  #page = '1252';
  readonly #fontPages = new Map<string, string>();
  #defaultFont = '';
  #group: Group = { ...{ isSkipped: false, isHidden: false, isNote: false }, fallback: 1, font: '' };
  readonly #outer: Group[] = [];
  #deeper = 0;
  readonly #parts: string[] = [];
  readonly #notes: string[] = [];
  /** Characters that wait for their code page: two may be one letter. */
  #bytes = '';
  #pageOfBytes = '';
  readonly #decoders = new Map<string, Decoder>();
  #isInRow = false;
  /** Characters to leave out behind one of Unicode. */
  #left = 0;

  get charset(): string {
    return this.#decoder(this.#page).encoding;
  }

  read(source: string): void {
    token.lastIndex = 0;
    for (let match = token.exec(source); match !== null; match = token.exec(source)) {
      const [text, word, number, hex, symbol, brace] = match;
      if (word === 'bin') token.lastIndex += Math.max(0, Number(number ?? 0));
      else if (word !== undefined) this.#readWord(word, number);
      else if (hex !== undefined) this.#addBytes(String.fromCharCode(Number.parseInt(hex, 16)));
      else if (symbol === '*') this.#group.isSkipped = true;
      else if (symbol !== undefined) this.#add(symbols[symbol] ?? '');
      else if (brace === '{') this.#open();
      else if (brace === '}') this.#close();
      else if (!/^[\r\n]/.test(text)) this.#addBytes(text);
    }
  }

  /** With a line for each paragraph. */
  end(): { text: string; notes: string } {
    this.#decode();
    return { text: withLines(this.#parts), notes: withLines(this.#notes) };
  }

  #readWord(word: string, number: string | undefined): void {
    if (skipped.has(word)) this.#group.isSkipped = true;
    else if (word === 'footnote') this.#beginNote();
    else if (word === 'v' || word === 'deleted') this.#group.isHidden = number !== '0';
    else if (word === 'plain') Object.assign(this.#group, { isHidden: false, font: this.#defaultFont });
    else if (word === 'ansicpg') this.#page = number ?? '';
    else if (Object.hasOwn(pages, word)) this.#page = pages[word] ?? '';
    else if (word === 'trowd' || word === 'row') this.#markRow(word === 'trowd');
    else if (word === 'deff') this.#group.font = this.#defaultFont = number ?? '';
    else if (word === 'f') this.#group.font = number ?? '';
    else if (word === 'fcharset') this.#nameFontPage(fontPages[number ?? '']);
    else if (word === 'uc') this.#group.fallback = Math.min(Number(number ?? 1), 10);
    else if (word === 'u') {
      this.#add(String.fromCharCode(Number(number ?? 0)));
      this.#left = this.#group.fallback;
    } else if (Object.hasOwn(characters, word)) this.#add(characters[word] ?? '');
  }

  /** Word says what a row is like at its beginning and again at its end. */
  #markRow(begins: boolean): void {
    if (begins && this.#isInRow) return;
    this.#isInRow = begins;
    this.#add(begins ? tableSigns.row : tableSigns.rowEnd);
  }

  #beginNote(): void {
    this.#decode();
    this.#group.isNote = true;
    this.#add('\n');
  }

  #nameFontPage(page: string | undefined): void {
    if (page !== undefined) this.#fontPages.set(this.#group.font, page);
  }

  #open(): void {
    if (this.#outer.length >= deepest) this.#deeper++;
    else {
      this.#outer.push(this.#group);
      this.#group = { ...this.#group };
    }
    this.#left = 0;
  }

  #close(): void {
    if (this.#group.isNote && this.#outer.at(-1)?.isNote !== true) this.#decode();
    if (this.#deeper > 0) this.#deeper--;
    else this.#group = this.#outer.pop() ?? this.#group;
    this.#left = 0;
  }

  #add(text: string): void {
    this.#left = 0;
    if (this.#isLeftOut) return;
    this.#decode();
    this.#shown.push(text);
  }

  #addBytes(bytes: string): void {
    const kept = bytes.slice(this.#left);
    this.#left = Math.max(0, this.#left - bytes.length);
    if (this.#isLeftOut) return;
    const page = this.#fontPages.get(this.#group.font) ?? this.#page;
    if (page !== this.#pageOfBytes) this.#decode();
    this.#pageOfBytes = page;
    this.#bytes += kept;
  }

  get #isLeftOut(): boolean {
    return this.#group.isSkipped || this.#group.isHidden;
  }

  /** Where the text of the group belongs. */
  get #shown(): string[] {
    return this.#group.isNote ? this.#notes : this.#parts;
  }

  #decode(): void {
    if (this.#bytes === '') return;
    this.#shown.push(this.#decoder(this.#pageOfBytes).decode(Buffer.from(this.#bytes, 'latin1')));
    this.#bytes = '';
  }

  /** Text may change its code page with every letter. */
  #decoder(page: string) {
    const decoder = this.#decoders.get(page) ?? decoderOfPage(page);
    this.#decoders.set(page, decoder);
    return decoder;
  }
}

/** Two ends of lines end a paragraph too, as in Word files. */
function withLines(parts: readonly string[]): string {
  return parts
    .join('')
    .replace(/\v{2,}/g, '\n')
    .replaceAll('\v', ' ');
}

/** The decoder of a code page; that of Western letters if it has none. */
function decoderOfPage(page: string): Decoder {
  try {
    return decoderOf(charsetOfCodePage(page));
  } catch {
    return decoderOf('windows-1252');
  }
}
