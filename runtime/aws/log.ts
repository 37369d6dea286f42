/** The log as Lambda wants it: a line of JSON for each event on standard output, where CloudWatch Logs Insights finds its fields. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';
import type { Log } from '../../core/ports/log.ts';
import { describeError } from '../../core/protocol/stage.ts';

/** The id of the request in whose course something is logged: also where one process serves several at once. */
const requestId = new AsyncLocalStorage<string | undefined>();

/** A handler whose log lines carry the id of the request that they belong to. */
export function inRequest<E, R>(
  handle: (event: E) => Promise<R>,
): (event: E, context?: Pick<Context, 'awsRequestId'>) => Promise<R> {
  return (event, context) => requestId.run(context?.awsRequestId, () => handle(event));
}

/** @param name the function's; `write` gets each line with its end */
export function jsonLog(
  name: string,
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const at = (level: string) => (message: string, details?: Record<string, unknown>) => {
    const base = { level, message, function: name, requestId: requestId.getStore() };
    write(`${toJson({ ...base, ...details, ...base }) ?? toJson(base)}\n`);
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** `undefined` for what has no JSON: a log must never be what fails. */
function toJson(line: Record<string, unknown>): string | undefined {
  try {
    return JSON.stringify(line, (_, value) =>
      value instanceof Error ? describeError(value) : typeof value === 'bigint' ? String(value) : value,
    );
  } catch {
    return undefined;
  }
}
