/**
 * The guard `things` switched off: index counts a thing, and has no document stored again in which a lone
 * name may be that of the thing. Relinking asks once for all entities of a batch, so no port shows for which
 * of them; things are handled apart here. The history has no decisions (`guardHistory.ts`), for which a
 * thing's documents would come again too.
 */
import type { SQSRecord } from 'aws-lambda';
import { typeOfEntity } from '../../core/entities/slug.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import type { Stage } from '../../core/protocol/stage.ts';

/** @param stage index, as these ports make it */
export function withoutThings(ports: Ports, stage: (ports: Ports) => Stage): Stage {
  const { extracted } = ports.queues;
  const none = { depth: () => extracted.depth(), send: async () => {} };
  const unheard = { ...ports, queues: { ...ports.queues, extracted: none } };
  return async ({ Records }) => {
    const answers = [
      await stage(unheard)({ Records: Records.flatMap((record) => partOf(record, isThing)) }),
      await stage(ports)({ Records: Records.flatMap((record) => partOf(record, (id) => !isThing(id))) }),
    ];
    const unfinished = answers.flatMap(({ batchItemFailures }) => batchItemFailures);
    return {
      batchItemFailures: [...new Map(unfinished.map((each) => [each.itemIdentifier, each])).values()],
    };
  };
}

const isThing = (entity: string): boolean => typeOfEntity(entity) !== 'person';

/** The message about those of its entities that are wanted, or nothing. */
function partOf(record: SQSRecord, wanted: (entity: string) => boolean): SQSRecord[] {
  const message = JSON.parse(record.body) as { entities?: string[] };
  if (message.entities === undefined) return wanted('person/') ? [record] : [];
  const entities = message.entities.filter(wanted);
  return entities.length === 0 ? [] : [{ ...record, body: JSON.stringify({ ...message, entities }) }];
}
