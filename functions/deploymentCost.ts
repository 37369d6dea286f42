/**
 * What a deployment costs besides its documents: idle, the canary, and the most that a day can cost. Pure
 * arithmetic over the records of the functions, the flow, counted requests and list prices.
 */
import { knownMilliseconds, longestWaitSeconds } from '../core/budget/budgetGuard.ts';
import { type AwsUsage, billFor, gigabytesOf, listPrices, measuredUsage, noUsage } from '../core/cost.ts';
import type { Flow } from '../core/protocol/flow.ts';
import { type FunctionName, queueNames, queues } from '../core/protocol/topology.ts';
import { functionRecord, functions, sweepSchedule } from './functions.ts';

/** US dollars, if the setting says nothing: enough for a million files at once (docs/cost.md). */
export const defaultDailyBudget = 50;

const daySeconds = 86_400;
const monthSeconds = 30 * daySeconds;

/** US dollars: list prices of what no document uses, and what each account has free for good. */
const otherPrices = {
  secret: 0.4,
  secretRequest: 5e-6,
  alarm: 0.1,
  metric: 0.3,
  dashboard: 3,
  /** What comes into CloudWatch Logs. */
  logGigabyte: 0.5,
} as const;
const alwaysFree = {
  messages: 1e6,
  invocations: 1e6,
  gigabyteSeconds: 400_000,
  alarms: 10,
  dashboards: 3,
  metrics: 10,
};
/** The gateway, for each request. */
const gatewayRequest = 1e-6;

/** How many receives Lambda keeps waiting at each queue, and for how long. */
const polling = { receives: 5, seconds: 20 };

/** Invocations that find nothing to do, in seconds, cold starts included. */
const idleSeconds = 1;

/** Alarms of an idle deployment, without the one of the canary (infra/alarms.ts; a test counts them). */
export const idleAlarms = 16;

export interface IdleMonth {
  /** By what is charged, at list prices. */
  parts: Record<'polling' | 'schedules' | 'secret' | 'alarms' | 'dashboard', number>;
  listPrice: number;
  /** After what every account has free for good. */
  afterFree: number;
}

/** A month in which nothing is put, nothing is asked and no canary runs. */
export function idleMonth(): IdleMonth {
  const sources = queueNames.length + 1; // and the exports
  const messages = (sources * polling.receives * monthSeconds) / polling.seconds;
  const calls = {
    sweep: monthSeconds / sweepSchedule.everySeconds,
    compact: monthSeconds / functions.compact.schedule.everySeconds,
  };
  const schedules: AwsUsage = {
    ...noUsage(),
    invocations: calls.sweep + calls.compact,
    gigabyteSeconds: idleSeconds * (calls.sweep * gigabytes('sweep') + calls.compact * gigabytes('compact')),
    // Each writes the row of what it has spent, and reads what it has to do.
    writeUnits: 3 * (calls.sweep + calls.compact),
    readUnits: 5 * (calls.sweep + calls.compact),
    // The dead-letter queues are looked at with the sweep.
    messages: sources * calls.sweep,
  };
  const parts = {
    polling: messages * listPrices.messages,
    schedules: billFor(schedules, 1).total,
    // The sweep asks when it was rotated.
    secret: otherPrices.secret + calls.sweep * otherPrices.secretRequest,
    alarms: idleAlarms * otherPrices.alarm,
    dashboard: otherPrices.dashboard,
  };
  const free =
    alwaysFree.messages * listPrices.messages +
    Math.min(schedules.invocations, alwaysFree.invocations) * listPrices.invocations +
    Math.min(schedules.gigabyteSeconds, alwaysFree.gigabyteSeconds) * listPrices.gigabyteSeconds +
    Math.min(idleAlarms, alwaysFree.alarms) * otherPrices.alarm +
    otherPrices.dashboard;
  const listPrice = sum(Object.values(parts));
  return { parts, listPrice, afterFree: listPrice - free };
}

/** What a run of the canary uses: `bench/cost/canary.ts` counts it, and a test compares the two. */
export const measuredCanary: AwsUsage = {
  writeUnits: 22,
  readUnits: 72,
  puts: 14.9,
  gets: 73.9,
  messages: 24,
  invocations: 9,
  gigabyteSeconds: 6.67,
};

/** Metrics that have data all day because of the canary: its own, and those of the stages. A test counts. */
export const canaryMetrics = 12;

/** A month of the canary in US dollars, with its alarm and with the metrics that are not free. */
export function canaryMonth(): number {
  const runs = monthSeconds / functions.canary.schedule.everySeconds;
  const paid = Math.max(0, canaryMetrics - alwaysFree.metrics);
  return billFor(measuredCanary, runs).total + otherPrices.alarm + paid * otherPrices.metric;
}

/** Memory of a function, as Lambda charges for it. */
export const gigabytes = (name: FunctionName): number => gigabytesOf(functionRecord(name));

/** The rate of the stage, for all clients together (infra/apiStack.ts reads it here). */
export const gatewayRate = 1_000;

/** What a request with a key uses at most: the time of `search`, and two pages of rows. */
const request = { seconds: 0.1, readUnits: 100 } as const;

/**
 * What a request with an invented key uses: `authorize` looks for it, and the access log and Lambda's own
 * lines tell of it. The gateway remembers no invented key, since each may be another.
 */
const refusal = { seconds: 0.01, readUnits: 1, logBytes: 600 } as const;

export interface MostPerDay {
  /** Ingest, reprocessing, sweeps and compaction as fast as the flow allows, without a budget. */
  unlimited: number;
  /** The same until the budget is spent. */
  budget: number;
  /** What is spent until every execution has noticed that. */
  overrun: number;
  /** What it costs that messages come again, to be postponed, for the rest of the day. */
  waiting: number;
  /** As many requests as the gateway lets through: with keys as many as these allow, the others with none. */
  readers: number;
  /** A day of an idle deployment with its canary, at list prices. */
  idle: number;
  total: number;
}

/**
 * The most that a day can cost, without storage and transfer.
 *
 * @param dollars the daily budget
 * @param keyedPerSecond how many requests per second all API keys together allow
 */
export function mostPerDay(
  flow: Flow,
  { dollars, keyedPerSecond }: { dollars: number; keyedPerSecond: number },
): MostPerDay {
  const perSecond = pipelinePerSecond(flow);
  const unlimited = perSecond * daySeconds;
  const isStopped = dollars < unlimited;
  const longest = Math.max(...queueNames.map((name) => functionRecord(queues[name].consumer).timeoutSeconds));
  const unnoticedSeconds = (2 * knownMilliseconds) / 1000 + longest;
  const parts = {
    budget: Math.min(dollars, unlimited),
    overrun: isStopped ? perSecond * unnoticedSeconds : 0,
    waiting: isStopped ? waitingPerDay() : 0,
    readers: readersPerDay(flow, keyedPerSecond),
    idle: (idleMonth().listPrice + canaryMonth()) / 30,
  };
  return { unlimited, ...parts, total: sum(Object.values(parts)) };
}

/** Every stage works without a pause, with the sweep and the compaction, and the table is at its maximum. */
function pipelinePerSecond(flow: Flow): number {
  const { puts, gets, messages } = measuredUsage;
  const consumers = queueNames.map((name) => queues[name].consumer);
  const lambda = sum(consumers.map((name) => flow.executions[name] * gigabytes(name)));
  const usage: AwsUsage = {
    ...noUsage(),
    writeUnits: flow.table.writeUnits,
    puts: puts * flow.documentsPerSecond,
    gets: gets * flow.documentsPerSecond,
    messages: messages * flow.documentsPerSecond,
    gigabyteSeconds: lambda + gigabytes('sweep') + gigabytes('compact'),
    readUnits: flow.table.readUnits,
  };
  return billFor(usage, 1).total;
}

/** SQS hides at most so many messages of a queue at a time: no more of them come again in an hour. */
const mostInFlight = 120_000;
const postponeSeconds = 0.1;

function waitingPerDay(): number {
  const rounds = daySeconds / longestWaitSeconds;
  const perRound = queueNames.map((name) => {
    const { batch, consumer } = queues[name];
    const invocations = mostInFlight / batch;
    const usage: AwsUsage = {
      ...noUsage(),
      invocations,
      gigabyteSeconds: invocations * postponeSeconds * gigabytes(consumer),
      // Received, and postponed.
      messages: (2 * mostInFlight) / 10,
    };
    return billFor(usage, 1).total;
  });
  return rounds * sum(perRound);
}

function readersPerDay(flow: Flow, keyedPerSecond: number): number {
  const all = gatewayRate * daySeconds;
  const requests = Math.min(keyedPerSecond, gatewayRate) * daySeconds;
  const refused = all - requests;
  const usage: AwsUsage = {
    ...noUsage(),
    invocations: all,
    gigabyteSeconds:
      requests * request.seconds * gigabytes('search') + refused * refusal.seconds * gigabytes('authorize'),
    readUnits: Math.min(
      requests * request.readUnits + refused * refusal.readUnits,
      flow.table.readUnits * daySeconds,
    ),
  };
  const logs = ((refused * refusal.logBytes) / 1e9) * otherPrices.logGigabyte;
  return all * gatewayRequest + billFor(usage, 1).total + logs;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
