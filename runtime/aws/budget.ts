/**
 * What a Lambda function spends, and whether it may spend more (core/budget/budgetGuard.ts). Calls of
 * services are counted at their clients (`usage.ts`); here the invocation itself is: its time, and the
 * messages that Lambda received and deleted for it.
 */
import * as z from 'zod';
import { BudgetGuard, knownMilliseconds, withinBudget } from '../../core/budget/budgetGuard.ts';
import { gigabytesOf } from '../../core/cost.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import type { Stage } from '../../core/protocol/stage.ts';
import type { Environment } from './clients.ts';
import { readVariable } from './environment.ts';
import type { UsageMeter } from './usage.ts';
import { budgetVariable } from './variables.ts';

type BudgetPorts = Pick<Ports, 'table' | 'clock' | 'log' | 'metrics'> & { usage: UsageMeter };

interface Machine {
  memoryMB: number;
  architecture: 'arm64' | 'x86_64';
}

/** Messages per request: SQS gives and deletes up to ten. */
const messagesPerRequest = 10;

/** Counts what a function on Lambda spends, and guards the budget of the day. */
class FunctionBudget {
  readonly guard: BudgetGuard;
  readonly #ports: BudgetPorts;
  readonly #machine: Machine;
  /** Lambda charges for the time before the first invocation too. */
  #countedUntil = 0;

  constructor(ports: BudgetPorts, machine: Machine, budget: { name: string; dollars: number }) {
    this.#ports = ports;
    this.#machine = machine;
    const process = crypto.randomUUID();
    this.guard = new BudgetGuard(ports, { ...budget, process, usage: ports.usage.total });
  }

  /** A stage that begins nothing once the budget is spent. */
  stops(stage: Stage): Stage {
    const within = withinBudget(stage, this.guard, this.#ports);
    return async (event) => {
      const result = await within(event);
      this.#ports.metrics?.record('BudgetSpent', 100 * this.guard.fraction());
      return result;
    };
  }

  /** A handler whose invocations are counted; the other functions learn of the counts while it works. */
  counted<E, R>(handle: (event: E) => Promise<R>): (event: E) => Promise<R> {
    return async (event) => {
      const { usage } = this.#ports;
      if (this.#countedUntil > 0) this.#countedUntil = performance.now();
      usage.add({ invocations: 1, messages: requestsFor(event) });
      let noting = Promise.resolve();
      const note = () => {
        this.#countTime();
        noting = noting.then(() => this.guard.tryToNote());
      };
      const timer = setInterval(note, knownMilliseconds);
      try {
        return await handle(event);
      } finally {
        clearInterval(timer);
        note();
        await noting;
      }
    };
  }

  #countTime(): void {
    const now = performance.now();
    const seconds = (now - this.#countedUntil) / 1000;
    this.#ports.usage.add({ gigabyteSeconds: seconds * gigabytesOf(this.#machine) });
    this.#countedUntil = now;
  }
}

/** Lambda receives and deletes the messages of an event. */
function requestsFor(event: unknown): number {
  const { Records } = (event ?? {}) as { Records?: unknown };
  return Array.isArray(Records) ? 2 * Math.ceil(Records.length / messagesPerRequest) : 0;
}

/** @throws EnvironmentFault */
export function budgetFromEnvironment(
  ports: BudgetPorts,
  machine: Machine,
  environment: Environment = process.env,
): FunctionBudget {
  const amount = z.string('is not set').regex(/^\d+(\.\d+)?$/, 'is not a number of US dollars');
  return new FunctionBudget(ports, machine, {
    name: environment.AWS_LAMBDA_FUNCTION_NAME ?? 'dateline',
    dollars: Number(readVariable(budgetVariable, amount, environment)),
  });
}
