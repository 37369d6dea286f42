/** A consumer as Lambda runs it: its stage, and the counting of failures. */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { BudgetGuard, withinBudget } from '../../core/budget/budgetGuard.ts';
import { addUsage, listPrices, noUsage } from '../../core/cost.ts';
import type { Deliveries } from '../../core/ports/deliveries.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import type { SearchWait } from '../../core/protocol/searchWait.ts';
import type { Stage } from '../../core/protocol/stage.ts';
import { queues as facts, type QueueName } from '../../core/protocol/topology.ts';
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { stages } from '../../functions/stages.ts';
import { failureLimits } from '../../functions/visibilityTimeouts.ts';
import type { FaultProfile } from './faultProfile.ts';
import { withoutThings } from './thingsUnnoticed.ts';

/** What the day may cost, if each message that a stage begins with costs one. */
export const messagesPerDay = 60;

/**
 * The stage within the budget of the day. The execution is a process of its own, as after a cold start, and
 * says what it costs before it begins, since it may die.
 */
function withBudget(stage: Stage, name: string, ports: Ports, nth: number): Stage {
  const usage = noUsage();
  const dollars = messagesPerDay * listPrices.messages;
  const process = `${name} ${ports.clock()} ${nth}`;
  const guard = new BudgetGuard(ports, { process, name, dollars, usage });
  const spend: Stage = async (event) => {
    addUsage(usage, { messages: event.Records.length });
    await guard.note();
    return stage(event);
  };
  return withinBudget(spend, guard, ports);
}

/** Small enough that some rows wait for all rounds, and others are merged as they are many. */
const searchWait: SearchWait = { rows: 3, roundSeconds: 120, rounds: 2 };

export interface ConsumerOptions {
  /** Which of the executions it is. */
  nth: number;
  profile: FaultProfile;
  deliveries: Deliveries;
  /** Marks a message as the one that the calls from now on are made for. */
  traced: (record: SQSRecord) => SQSRecord;
}

/** The handler of the queue's consumer. */
export function handlerOf(
  queue: QueueName,
  ports: Ports,
  { nth, profile, deliveries, traced }: ConsumerOptions,
): (event: SQSEvent) => ReturnType<Stage> {
  const { consumer } = facts[queue];
  const whole = { ...ports, ...(profile.waiting && { searchWait }) };
  const stage =
    consumer === 'index' && profile.without === 'things'
      ? withoutThings(whole, stages.index)
      : stages[consumer](whole);
  const watched: Stage = async ({ Records }) => {
    const { batchItemFailures } = await stage({ Records: Records.map(traced) });
    // The guard `again`: a superseded key is not handled once more.
    const dropped = ({ error = '' }: { error?: string }) =>
      profile.without === 'again' && error.startsWith('Postponed: a newer claimant');
    return { batchItemFailures: batchItemFailures.filter((each) => !dropped(each)) };
  };
  // Without sweeps nothing repairs what was given up.
  const maxFailures = profile.lossy ? facts[queue].maxFailures : Number.POSITIVE_INFINITY;
  const limited = profile.budget ? withBudget(watched, consumer, ports, nth) : watched;
  return countFailures(queue, { ...ports, deliveries }, limited, { ...failureLimits(queue), maxFailures });
}
