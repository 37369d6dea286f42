/** The reader and the annotator of one execution: the real ones, with their processor time charged. */

import { processor } from '../../../bench/aws/facts.ts';
import type { Timeline } from '../../../bench/aws/timeline.ts';
import { textOf } from '../../../core/document/record.ts';
import type { Annotator } from '../../../core/entities/annotation.ts';
import type { ObjectReader, ReadMember, RefusedMember } from '../../../core/formats/format.ts';
import { readObject } from '../../../core/formats/read.ts';
import { memoisedAnnotator } from '../../simulation/memoised.ts';
import type { Execution } from './execution.ts';

/** An object whose bytes contain this kills the function that reads it, as if it ran out of memory. */
export const poison = 'This sentence is poison.';

export function cloudReader(
  timeline: Timeline,
  execution: () => Execution,
  read: ObjectReader = readObject,
): ObjectReader {
  return async (object, ...place) => {
    const reading = await timeline.outside(() =>
      read(
        {
          ...object,
          async *stream() {
            const iterator = object.stream()[Symbol.asyncIterator]();
            for (;;) {
              const { done, value } = await timeline.inside(() => iterator.next());
              if (done) return;
              if (Buffer.from(value).includes(poison)) await timeline.inside(() => killed(execution()));
              yield value;
            }
          },
          range: (from, to) => timeline.inside(() => object.range(from, to)),
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
        const { done, value } = await timeline.outside(() => iterator.next());
        if (done) return;
        execution().charge(costOf(value));
        yield value;
      }
    } finally {
      await timeline.outside(async () => iterator.return?.());
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
    return timeline.outside(() => annotate(content, payload));
  };
}
