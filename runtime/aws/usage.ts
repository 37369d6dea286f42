/**
 * Counts what an execution uses of the services that charge by request: DynamoDB's units as it reports them,
 * and the calls of S3 and SQS. What LanceDB asks of S3 by a client of its own is added by estimate
 * (meteredSearch.ts).
 */
import { type AwsUsage, addUsage, noUsage } from '../../core/cost.ts';

/** What a client of the SDK has; its own types differ from service to service. */
interface Metered {
  middlewareStack: { add(middleware: never, options: { step: 'initialize'; name: string }): void };
}

type Call = { input: Record<string, unknown> };
type Handler = (call: Call) => Promise<{ output: unknown }>;
type Context = { clientName?: string; commandName?: string };

export class UsageMeter {
  #usage = noUsage();
  /** All that was used since the process began. */
  readonly total: Readonly<AwsUsage> = noUsage();

  /** Counts every call of this client. @returns the client */
  attach<C extends Metered>(client: C): C {
    const middleware = (next: Handler, context: Context) => (call: Call) => this.#count(next, context, call);
    client.middlewareStack.add(middleware as never, { step: 'initialize', name: 'usageMeter' });
    return client;
  }

  /** Adds what no client of the SDK uses. */
  add(more: Partial<AwsUsage>): void {
    addUsage(this.#usage, more);
    addUsage(this.total, more);
  }

  /** What was used since the last time. */
  take(): AwsUsage {
    const usage = this.#usage;
    this.#usage = noUsage();
    return usage;
  }

  async #count(next: Handler, { clientName = '', commandName = '' }: Context, call: Call) {
    const operation = commandName.replace(/Command$/, '');
    if (clientName.startsWith('DynamoDB')) return this.#countUnits(next, operation, call);
    if (clientName.startsWith('SQS')) this.add({ messages: 1 });
    // S3 charges nothing for deletions.
    else if (/^(Get|Head)/.test(operation)) this.add({ gets: 1 });
    else if (/^(Put|Copy|List|Create|Upload|Complete)/.test(operation)) this.add({ puts: 1 });
    return next(call);
  }

  async #countUnits(next: Handler, operation: string, call: Call) {
    const kind = /^(Put|Update|Delete|BatchWrite)/.test(operation) ? 'writeUnits' : 'readUnits';
    try {
      const result = await next({ ...call, input: { ...call.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { ConsumedCapacity: consumed } = result.output as { ConsumedCapacity?: unknown };
      for (const { CapacityUnits = 0 } of [consumed ?? []].flat() as { CapacityUnits?: number }[])
        this.add({ [kind]: CapacityUnits });
      return result;
    } catch (error) {
      // A write whose condition does not hold is charged too: at least a unit, which its error does not tell.
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') this.add({ [kind]: 1 });
      throw error;
    }
  }
}
