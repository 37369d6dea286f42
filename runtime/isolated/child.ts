/**
 * The process that parses. It is started by `parser.ts` with an empty environment, may write nothing and start nothing, reads one object
 * after the other, and may be killed at any moment.
 */
import type { InputFormat, ReadableObject, ReadMember, RefusedMember } from '../../core/formats/format.ts';
import { openObject } from '../../core/formats/openObject.ts';
import { readOpenedObject } from '../../core/formats/read.ts';
import { describeError } from '../../core/protocol/stage.ts';
import type { Batch, Order, Question, Said, ToParser } from './messages.ts';

/** Members travel together: so many, of so many bytes, or what was read in so many milliseconds. */
const batch = { members: 64, bytes: 256 * 1024, milliseconds: 20 };

let members: AsyncIterator<ReadMember | RefusedMember> | undefined;
const unanswered = new Map<number, (bytes: Uint8Array | undefined) => void>();
let asked = 0;
let streams = 0;

process.on('disconnect', () => process.exit());
process.on('message', (message: ToParser) => {
  if ('answers' in message) {
    unanswered.get(message.answers)?.(message.bytes);
    unanswered.delete(message.answers);
    return;
  }
  const done = 'read' in message ? begin(message) : deliver();
  done.catch((error) => say({ threw: describeError(error).slice(0, 300) }));
});

function say(said: Said): void {
  const { user, system } = process.cpuUsage();
  process.send?.({ ...said, cpu: (user + system) / 1000, memory: process.memoryUsage.rss() });
}

async function begin({ read: info, bytes, verdicts }: Order): Promise<void> {
  const answers = new Map(verdicts);
  let begun = 0;
  const begins = ({ name, seconds }: InputFormat) => {
    say({ begins: name, seconds });
    return answers.get(++begun);
  };
  const opened = await openObject({ ...info, ...(bytes === undefined ? elsewhere() : here(bytes)) });
  const reading = 'head' in opened ? await readOpenedObject(opened, begins) : opened;
  if ('code' in reading) return say({ refusal: reading });
  members = reading.members[Symbol.asyncIterator]();
  return deliver({ format: reading.format, feed: reading.feed });
}

async function deliver(reading?: Batch['reading']): Promise<void> {
  const until = performance.now() + batch.milliseconds;
  const read: Batch['members'] = [];
  for (let bytes = 0; ; ) {
    const next = await members?.next();
    if (next === undefined || next.done) return say({ batch: { reading, members: read, last: true } });
    read.push(next.value);
    if ('bytes' in next.value) bytes += next.value.bytes;
    if (read.length >= batch.members || bytes >= batch.bytes || performance.now() >= until)
      return say({ batch: { reading, members: read, last: false } });
  }
}

function here(bytes: Uint8Array): Pick<ReadableObject, 'stream' | 'range'> {
  return {
    async *stream() {
      yield bytes;
    },
    range: async (start, end) => bytes.subarray(start, end),
  };
}

/** The object's bytes are fetched by whoever gave the order. */
function elsewhere(): Pick<ReadableObject, 'stream' | 'range'> {
  return {
    async *stream() {
      const stream = ++streams;
      try {
        for (;;) {
          const chunk = await ask({ chunkOf: stream });
          if (chunk === undefined) return;
          yield chunk;
        }
      } finally {
        say({ closes: stream });
      }
    },
    range: async (start, end) => (await ask({ start, end })) ?? new Uint8Array(),
  };
}

function ask(question: Question): Promise<Uint8Array | undefined> {
  return new Promise((answer) => {
    unanswered.set(++asked, answer);
    say({ asks: asked, question });
  });
}
