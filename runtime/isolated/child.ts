/**
 * The process that parses. `parser.ts` starts it with an empty environment and without permission to write
 * files or start processes. It reads one object after another, and may be killed at any moment.
 */
import type { InputFormat, ReadableObject, ReadMember, RefusedMember } from '../../core/formats/format.ts';
import { openObject } from '../../core/formats/openObject.ts';
import { readOpenedObject } from '../../core/formats/read.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { divideMember } from './longMember.ts';
import type { BytesRequest, MemberBatch, ParserEvent, ParserRequest, ReadRequest } from './messages.ts';

/** A batch ends after this many members, this many bytes or this much time. */
const batchLimits = { members: 64, bytes: 256 * 1024, milliseconds: 20 };

let members: AsyncIterator<ReadMember | RefusedMember> | undefined;
const pendingRequests = new Map<number, (bytes: Uint8Array | undefined) => void>();
let requests = 0;
let streams = 0;

// While it parses it cannot notice this; `killWithParent.ts` ends it then.
process.on('disconnect', () => process.exit());
process.on('message', (message: ParserRequest) => {
  if ('answers' in message) {
    pendingRequests.get(message.answers)?.(message.bytes);
    pendingRequests.delete(message.answers);
    return;
  }
  const done = 'read' in message ? beginReading(message) : sendBatch();
  done.catch((error) => sendEvent({ threw: describeError(error).slice(0, 300) }));
});

function sendEvent(event: ParserEvent): void {
  const { user, system } = process.cpuUsage();
  process.send?.({ ...event, cpu: (user + system) / 1000, memory: process.memoryUsage.rss() });
}

async function beginReading({ read: info, bytes, from, verdicts }: ReadRequest): Promise<void> {
  const refusals = new Map(verdicts);
  let begun = 0;
  const beforeParsing = ({ name, seconds }: InputFormat) => {
    sendEvent({ begins: name, seconds });
    return refusals.get(++begun);
  };
  let skipped = 0;
  const onSkipped = () => {
    if (++skipped % batchLimits.members === 0) sendEvent({ skips: true });
  };
  const opened = await openObject({ ...info, ...(bytes === undefined ? remoteContent() : content(bytes)) });
  const reading =
    'head' in opened ? await readOpenedObject(opened, from, { beforeParsing, onSkipped }) : opened;
  if ('code' in reading) return sendEvent({ refusal: reading });
  const { members: read, ...found } = reading;
  members = read[Symbol.asyncIterator]();
  return sendBatch(found);
}

async function sendBatch(reading?: MemberBatch['reading']): Promise<void> {
  const deadline = performance.now() + batchLimits.milliseconds;
  const batch: MemberBatch['members'] = [];
  for (let bytes = 0; ; ) {
    const next = await members?.next();
    if (next === undefined || next.done) return sendEvent({ batch: { reading, members: batch, last: true } });
    const { parts, rest } = divideMember(next.value);
    for (const paragraphs of parts) sendEvent({ paragraphs });
    batch.push(rest);
    if ('bytes' in next.value) bytes += next.value.bytes;
    const full = parts.length > 0 || batch.length >= batchLimits.members || bytes >= batchLimits.bytes;
    if (full || performance.now() >= deadline)
      return sendEvent({ batch: { reading, members: batch, last: false } });
  }
}

function content(bytes: Uint8Array): Pick<ReadableObject, 'stream' | 'range'> {
  return {
    async *stream() {
      yield bytes;
    },
    range: async (start, end) => bytes.subarray(start, end),
  };
}

sendEvent({ loaded: true });

/** The parent process fetches the bytes. */
function remoteContent(): Pick<ReadableObject, 'stream' | 'range'> {
  return {
    async *stream() {
      const stream = ++streams;
      try {
        for (;;) {
          const chunk = await requestBytes({ chunkOf: stream });
          if (chunk === undefined) return;
          yield chunk;
        }
      } finally {
        sendEvent({ closes: stream });
      }
    },
    range: async (start, end) => (await requestBytes({ start, end })) ?? new Uint8Array(),
  };
}

function requestBytes(request: BytesRequest): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    pendingRequests.set(++requests, resolve);
    sendEvent({ asks: requests, request });
  });
}
