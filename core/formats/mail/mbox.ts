/**
 * Mailboxes (RFC 4155): messages one after the other, each begun by a line «From sender date». Read as a stream, one message in memory at a
 * time. Lines of a text that begin so were quoted by `>` when the mailbox was written (mboxo, mboxrd); one `>` is taken away again.
 */
import { refuse } from '../../errors.ts';
import type { ContainerFormat, DocumentMember, NestedFile, RefusedMember } from '../format.ts';
import { membersOf } from './mail.ts';
import { mailLimits, parseMime } from './mime.ts';

export const mbox: ContainerFormat = {
  name: 'mbox',
  kind: 'container',
  isolated: true,
  seconds: 5,
  recognises(head) {
    const [first = '', second = ''] = latin1(head.subarray(0, 4096)).split(/\r?\n/, 2);
    return separator.test(first) && /^(?:>?From |[!-9;-~]{1,100}[ \t]*:)/.test(second);
  },
  async read({ stream }) {
    return { feed: false, members: messages(stream()) };
  },
};

/** «From ann@harbour.example Fri Mar  6 08:30:00 2026», the zone before the year or after it or left out. */
const separator = /^From \S.{0,150}\d{1,2}:\d{2}.{0,40}\d{4}/;

/** Documents are `n` for the nth message and `n/NAME` for what is attached to it, n from 1. */
async function* messages(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<DocumentMember | RefusedMember | NestedFile> {
  let n = 0;
  for await (const bytes of cut(stream)) {
    const part = String(++n);
    if (bytes === undefined) {
      yield {
        part,
        refusal: refuse('input.too_large', `message ${n} has more than ${mailLimits.bytes} bytes`),
      };
      continue;
    }
    const message = parseMime(bytes);
    if ('code' in message) yield { part, refusal: message };
    else
      for await (const member of membersOf(message, bytes.length))
        yield { ...member, part: member.part === '' ? part : `${part}/${member.part}` };
  }
}

/** A line is looked at whole up to this many bytes; longer ones are no separators. */
const longestLine = 64 * 1024;

/** The bytes of each message; `undefined` for one that is too large to be read. */
async function* cut(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | undefined> {
  let message = new Gathered();
  /** The end of what came before, where an empty line may stand; a file begins as if after one. */
  let before = '\n\n';
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of all(stream)) {
    const block = rest.length === 0 ? view(chunk) : Buffer.concat([rest, chunk]);
    const last = chunk.length === 0;
    const end = last ? block.length : Math.max(block.lastIndexOf(0x0a) + 1, block.length - longestLine);
    let from = 0;
    for (const { at, quotes, next } of fromLines(block.subarray(0, end), before)) {
      message.add(block.subarray(from, at));
      from = next;
      if (quotes) continue;
      if (message.size > 0) yield message.bytes();
      message = new Gathered();
    }
    message.add(block.subarray(from, end));
    if (end > 0) before = (before + latin1(block.subarray(Math.max(0, end - 4), end))).slice(-4);
    rest = block.subarray(end);
  }
  if (message.size > 0) yield message.bytes();
}

/** The stream, and an empty chunk to say that it is at its end. */
async function* all(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) if (chunk.length > 0) yield chunk;
  yield new Uint8Array();
}

/** Separators after an empty line (`at` to `next`, line end included), and the `>` of quoted ones, which is one byte. */
function* fromLines(block: Buffer, before: string): Generator<{ at: number; quotes: boolean; next: number }> {
  for (let found = block.indexOf('From '); found >= 0; found = block.indexOf('From ', found + 5)) {
    let start = found;
    while (start > 0 && block[start - 1] === 0x3e) start--;
    const above = (before + latin1(block.subarray(Math.max(0, start - 4), start))).slice(-4);
    if (!above.endsWith('\n')) continue;
    const lineEnd = block.indexOf(0x0a, found);
    const next = lineEnd < 0 ? block.length : lineEnd + 1;
    if (start < found) yield { at: start, quotes: true, next: start + 1 };
    else if (
      /\n\r?\n$/.test(above) &&
      separator.test(latin1(block.subarray(found, Math.min(next, found + 250))))
    )
      yield { at: found, quotes: false, next };
  }
}

/** One message as it comes; of one that is too large nothing is kept. */
class Gathered {
  size = 0;
  #chunks: Uint8Array[] = [];

  add(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.size += chunk.length;
    if (this.size > mailLimits.bytes) this.#chunks = [];
    else this.#chunks.push(chunk);
  }

  bytes(): Uint8Array | undefined {
    return this.size > mailLimits.bytes ? undefined : Buffer.concat(this.#chunks);
  }
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function latin1(bytes: Uint8Array): string {
  return view(bytes).toString('latin1');
}
