/**
 * Stories as agencies transmit them in plain text: with a head in the form of IPTC 7901 or ANPA 1312, or
 * between "ZCZC" and "NNNN". A file has one message or many.
 */

import { asUtf8, binaryEvidence, type Decoded, decode } from '../../charset/charset.ts';
import { refuse } from '../../errors.ts';
import { hash } from '../../hash.ts';
import { decodeReferences } from '../../markup/characterReferences.ts';
import { tidy } from '../../text/tidy.ts';
import { readAll } from '../bytes.ts';
import type { ContainerFormat, DocumentMember, RefusedMember } from '../format.ts';
import { limits } from '../limits.ts';
import { splitLines } from '../plain/paragraphs.ts';
import { beginsMessage, closing, hasHeader, isEnd, isOpening } from './wireLines.ts';
import { wireStory } from './wireStory.ts';

/** Bytes in which the first message begins. */
const longestStart = 2048;

const startOfHeading = 1;
/** Characters that synchronise, before the first message. */
const longestSync = 16;

export const wireText: ContainerFormat = {
  name: 'wire-text',
  kind: 'container',
  seconds: 5,
  recognises(head) {
    const start = tidy(withMarks(latin1.decode(asUtf8(head).subarray(0, longestStart))));
    const [first = '', next = ''] = start.split('\n').flatMap((line) => line.trim() || []);
    // Binary formats begin with the same character as transmissions, which always have a header.
    if (head.subarray(0, longestSync).includes(startOfHeading)) return hasHeader(first, next);
    return binaryEvidence(head) === undefined && beginsMessage(first, next);
  },
  async read({ info, stream }) {
    const decoded = decode(await readAll(stream(), limits.single));
    if (decoded === undefined) return refuse('decode.charset', 'its character set could not be detected');
    return { feed: false, members: membersOf(decoded, info.modified) };
  },
};

const latin1 = new TextDecoder('latin1');

const marks: Readonly<Record<string, string>> = {
  '\x01': '\nZCZC ',
  '\x02': '\n',
  '\x03': '\n',
  '\x04': '\nNNNN\n',
  '\x1f': ' ',
};
/** The text with the control characters around messages and their parts as lines. */
const withMarks = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that transmissions have
  text.replace(/([\x01-\x04\x1f])\1*/g, (_, mark: string) => marks[mark] ?? '');

async function* membersOf(
  { text, charset, flags }: Decoded,
  put: number,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let number = 0;
  let first: DocumentMember | RefusedMember | undefined;
  for (const message of messagesIn(tidy(withMarks(text)))) {
    const part = `message ${++number}`;
    // As it was sent, without what is between messages: another one may be added.
    const bytes = Buffer.from(message.trim());
    const content = wireStory(splitLines(tidy(decodeReferences(message))), put, flags);
    const member =
      content === undefined
        ? { part, refusal: refuse('extract.no_content', `${part} has no headline and no text`) }
        : { part: `content ${hash(bytes)}`, charset, bytes: bytes.length, content };
    if (number === 1) first = member;
    else {
      if (first !== undefined) yield first;
      first = undefined;
      yield member;
    }
  }
  if (number === 0)
    yield { part: '', refusal: refuse('extract.no_content', 'a transmission without a message') };
  // A message alone is the file's only document.
  if (first !== undefined) yield { ...first, part: '' };
}

/** The text of each message, one at a time. */
function* messagesIn(text: string): Generator<string> {
  let start = 0;
  /** Whether the message so far has more than the mark of its beginning. */
  let isOpen = false;
  /** Whether a message has ended, with empty lines at most below its end. */
  let isOver = true;
  /** Whether it has ended with "NNNN", below which is another one in any case. */
  let isClosed = false;
  let above = '';
  let line = lineAt(text, 0);
  for (let at = 0; at <= text.length; ) {
    const below = at + line.length + 1;
    const next = lineAt(text, below);
    const trimmed = line.trim();
    const hasWords = /\p{L}{2}/u.test(trimmed);
    // Below an empty line a header is needed, since the text has such lines, too.
    const begins = isOver
      ? beginsMessage(trimmed, next.trim()) || (isClosed && hasWords && !isEnd(trimmed))
      : above === '' && hasHeader(trimmed, next.trim());
    if (isOpen && (begins || isOpening(trimmed))) {
      yield text.slice(start, at);
      [start, isOpen] = [at, false];
    }
    isOpen ||= trimmed !== '' && !isOpening(trimmed);
    if (hasWords || (trimmed !== '' && !isClosed))
      [isOver, isClosed] = [isEnd(trimmed), closing.test(trimmed)];
    [at, above, line] = [below, trimmed, next];
  }
  if (isOpen) yield text.slice(start);
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}
