/** The consumers of the queues on one machine. On AWS, event source mappings are that. */
import type { Log } from '../core/ports/log.ts';
import type { Stage } from '../core/protocol/stage.ts';
import { type ConsumerName, queues as facts, type QueueName, queueNames } from '../core/protocol/topology.ts';
import { recordDeadLetters } from '../core/quarantine/recordDeadLetters.ts';
import { stages } from '../functions/stages.ts';
import { lanes } from '../runtime/local/lanes.ts';
import { Consumer } from './consumer.ts';
import type { HomeFolder } from './homeFolder.ts';

/**
 * A stage waits while this many messages wait for the next one: a few batches. So what arrived first is done
 * first, and `pending` falls as files are done, instead of all files reaching the last stage together.
 */
export const maximumWaiting: Record<QueueName, number> = {
  uploads: 50,
  normalized: 50,
  extracted: 50,
  touched: 2 * facts.touched.batch,
};

/**
 * Makes the consumers, one for each lane of each queue; they do nothing until they are started.
 *
 * @param hasRoom whether the disk has room for more
 * @param onStored gets the number of documents that a batch stored
 */
export function makeConsumers(
  { ports, queues }: Pick<HomeFolder, 'ports' | 'queues'>,
  { log, hasRoom, onStored }: { log: Log; hasRoom: () => boolean; onStored: (documents: number) => void },
): Consumer[] {
  const stageOf = (name: ConsumerName) =>
    name === 'store' ? countingStage(stages.store(ports), onStored) : stages[name](ports);
  return queueNames.flatMap((name) => {
    const stage = recordDeadLetters(name, ports, stageOf(facts[name].consumer));
    const place = queueNames.indexOf(name);
    const next = queueNames[place + 1];
    const isFed = () => queueNames.slice(0, place).some((each) => !queues[each].isEmpty());
    return lanes.map((lane) => {
      const isBehind = () => next !== undefined && queues[next].hasVisible(maximumWaiting[next], lane);
      const gates = { hasRoom, isBehind, isFed };
      return new Consumer({ queue: queues[name], facts: facts[name], lane, stage, log, gates });
    });
  });
}

/** Wraps a stage and reports how many messages it handled without failure. */
function countingStage(stage: Stage, add: (documents: number) => void): Stage {
  return async (event) => {
    const response = await stage(event);
    add(event.Records.length - response.batchItemFailures.length);
    return response;
  };
}
