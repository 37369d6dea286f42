/** Writes a line of JSON per event to standard output, whose fields CloudWatch Logs Insights can query. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';
import type { Log } from '../../core/ports/log.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { escapeJsonForTerminal } from '../../core/text/escapeForTerminal.ts';

/** The id of the current request, even if one process handles several at once. */
const requestId = new AsyncLocalStorage<string | undefined>();

/** Wraps a handler so that its log lines carry the id of their request. */
export function withRequestId<E, R>(
  handle: (event: E) => Promise<R>,
): (event: E, context?: Pick<Context, 'awsRequestId'>) => Promise<R> {
  return (event, context) => requestId.run(context?.awsRequestId, () => handle(event));
}

/** @param write gets each line with its line end */
export function jsonLog(
  name: string,
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const logAt = (level: string) => (message: string, details?: Record<string, unknown>) => {
    const base = { level, message, function: name, requestId: requestId.getStore() };
    write(`${toJson({ ...base, ...details, ...base }) ?? toJson(base)}\n`);
  };
  return { info: logAt('info'), warn: logAt('warn'), error: logAt('error') };
}

/** `undefined` for a value without JSON: a log line must never make a request fail. */
function toJson(line: Record<string, unknown>): string | undefined {
  try {
    const json = JSON.stringify(line, (_, value) =>
      value instanceof Error ? describeError(value) : typeof value === 'bigint' ? String(value) : value,
    );
    return escapeJsonForTerminal(json); // an operator reads it in a terminal
  } catch {
    return undefined;
  }
}
