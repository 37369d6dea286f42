/** The reader and the annotator of one execution: the real ones, with their processor time charged. */
import { textOf } from '../../../core/document/record.ts';
import type { Annotator } from '../../../core/entities/annotation.ts';
import type { ObjectReader, ReadMember, RefusedMember } from '../../../core/formats/format.ts';
import { readObject } from '../../../core/formats/read.ts';
import { memoisedAnnotator } from '../../simulation/memoised.ts';
import type { Execution } from './execution.ts';
import { processor } from './facts.ts';
import type { Timeline } from './timeline.ts';

/** An object whose bytes contain this kills the function that reads it, as if it ran out of memory. */
export const poison = 'This sentence is poison.';

export function cloudReader(
  timeline: Timeline,
  execution: () => Execution,
  read: ObjectReader = readObject,
): ObjectReader {
  /** Reads outside of virtual time, which stands still meanwhile. */
  const outside = async <T>(read: () => Promise<T>): Promise<T> => {
    timeline.outside++;
    try {
      return await read();
    } finally {
      timeline.outside--;
    }
  };
  /** A call to the bucket waits for virtual time to go on. */
  const inside = async <T>(call: () => Promise<T>): Promise<T> => {
    timeline.outside--;
    try {
      return await call();
    } finally {
      timeline.outside++;
    }
  };
  return async (object, ...place) => {
    const reading = await outside(() =>
      read(
        {
          ...object,
          async *stream() {
            const iterator = object.stream()[Symbol.asyncIterator]();
            for (;;) {
              const { done, value } = await inside(() => iterator.next());
              if (done) return;
              if (Buffer.from(value).includes(poison)) await inside(() => killed(execution()));
              yield value;
            }
          },
          range: (from, to) => inside(() => object.range(from, to)),
        },
        ...place,
      ),
    );
    if ('code' in reading) return reading;
    return { ...reading, members: charged(reading.members) };
  };

  async function* charged(
    members: AsyncIterable<ReadMember | RefusedMember>,
  ): AsyncGenerator<ReadMember | RefusedMember> {
    const iterator = members[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { done, value } = await outside(() => iterator.next());
        if (done) return;
        execution().charge(costOf(value));
        yield value;
      }
    } finally {
      await outside(async () => iterator.return?.());
    }
  }
}

/** The parser had some time to fill the memory. */
async function killed(execution: Execution): Promise<never> {
  await execution.compute(500);
  execution.die('memory');
  return new Promise(() => {});
}

function costOf(member: ReadMember | RefusedMember): number {
  if (!('content' in member)) return processor.member;
  const perKilobyte = member.format === 'html' ? processor.readKilobyteOfHtml : processor.readKilobyte;
  return processor.member + (member.bytes / 1024) * perKilobyte;
}

export function cloudAnnotator(timeline: Timeline, execution: () => Execution): Annotator {
  const annotate = memoisedAnnotator();
  return async (content, payload) => {
    await execution().compute((textOf(content).length / 1000) * processor.annotateThousand);
    timeline.outside++;
    try {
      return await annotate(content, payload);
    } finally {
      timeline.outside--;
    }
  };
}
