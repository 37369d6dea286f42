/**
 * Mailboxes (RFC 4155): a sequence of messages, each after a separator line `From sender date`. The reader
 * streams them, with one message in memory at a time. Mail programs quote text lines that begin with "From "
 * by a `>` (mboxo, mboxrd); the reader removes one `>`.
 */
import { refuse } from '../../errors.ts';
import { bufferOf } from '../bytes.ts';
import type { ContainerFormat, DocumentMember, NestedFile, RefusedMember } from '../format.ts';
import { mailMembers } from './mail.ts';
import { mailLimits, parseMime } from './mime.ts';

export const mbox: ContainerFormat = {
  name: 'mbox',
  kind: 'container',
  seconds: 5,
  recognises(head) {
    const [first = '', second = ''] = latin1(head.subarray(0, 4096)).split(/\r?\n/, 2);
    return separator.test(first) && /^(?:>?From |[!-9;-~]{1,100}[ \t]*:)/.test(second);
  },
  async read({ info, stream }) {
    return { feed: false, members: mailboxMembers(stream(), info.modified) };
  },
};

/** Such as `From ann@harbour.example Fri Mar  6 08:30:00 2026`; a zone may precede or follow the year. */
const separator = /^From \S.{0,150}\d{1,2}:\d{2}.{0,40}\d{4}/;

/**
 * The parts are named `n` for the nth message, from 1, and `n/NAME` for its attachments.
 * @param put when the mailbox was put, in milliseconds since 1970
 */
async function* mailboxMembers(
  stream: AsyncIterable<Uint8Array>,
  put: number,
): AsyncGenerator<DocumentMember | RefusedMember | NestedFile> {
  let n = 0;
  for await (const bytes of splitMessages(stream)) {
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
      for await (const member of mailMembers(message, bytes.length, put))
        yield { ...member, part: member.part === '' ? part : `${part}/${member.part}` };
  }
}

/** In bytes. A longer line is not a separator. */
const maxLineBytes = 64 * 1024;

/** Yields the bytes of each message, or `undefined` for a message that is too large. */
async function* splitMessages(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | undefined> {
  let message = new MessageBuffer();
  /**
   * The last bytes before the block, which show whether an empty line precedes it. A file begins as if after
   * one.
   */
  let before = '\n\n';
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of withEndMark(stream)) {
    const block = rest.length === 0 ? bufferOf(chunk) : Buffer.concat([rest, chunk]);
    const last = chunk.length === 0;
    const end = last ? block.length : Math.max(block.lastIndexOf(0x0a) + 1, block.length - maxLineBytes);
    let from = 0;
    for (const { at, quoted, next } of findFromLines(block.subarray(0, end), before)) {
      message.add(block.subarray(from, at));
      from = next;
      if (quoted) continue;
      if (message.size > 0) yield message.bytes();
      message = new MessageBuffer();
    }
    message.add(block.subarray(from, end));
    if (end > 0) before = (before + latin1(block.subarray(Math.max(0, end - 4), end))).slice(-4);
    rest = block.subarray(end);
  }
  if (message.size > 0) yield message.bytes();
}

/** The stream, with one empty chunk at its end. */
async function* withEndMark(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) if (chunk.length > 0) yield chunk;
  yield new Uint8Array();
}

/**
 * Finds what to remove from a block: separators that follow an empty line, with their line ends, and the `>`
 * of quoted lines. Each is the range from `at` to `next`.
 */
function* findFromLines(
  block: Buffer,
  before: string,
): Generator<{ at: number; quoted: boolean; next: number }> {
  for (let found = block.indexOf('From '); found >= 0; found = block.indexOf('From ', found + 5)) {
    let start = found;
    while (start > 0 && block[start - 1] === 0x3e) start--;
    const above = (before + latin1(block.subarray(Math.max(0, start - 4), start))).slice(-4);
    if (!above.endsWith('\n')) continue;
    const lineEnd = block.indexOf(0x0a, found);
    const next = lineEnd < 0 ? block.length : lineEnd + 1;
    if (start < found) yield { at: start, quoted: true, next: start + 1 };
    else if (
      /\n\r?\n$/.test(above) &&
      separator.test(latin1(block.subarray(found, Math.min(next, found + 250))))
    )
      yield { at: found, quoted: false, next };
  }
}

/** Collects a message; drops the bytes of one that is too large. */
class MessageBuffer {
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

function latin1(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('latin1');
}
