/**
 * Tells the faults of a service from the faults of a message. A throttled table, a slow bucket or a broken
 * connection says nothing about the message at hand, so it must not count against it.
 */
import { ServiceFault } from '../errors.ts';

/** The SDK's list of throttling errors, by their names (`@smithy/service-error-classification`). */
const throttlingNames = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** Time-outs of the SDK, and of S3 while a body arrives. */
const timeoutNames = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']);

/** How Node.js names connections that were refused or broke. */
const connectionCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** LanceDB's storage reports S3's answers in the text of its errors. */
const storageMessage = /\b(SlowDown|503 Service Unavailable|500 Internal Server Error)\b/;

/** Whether an error, or a cause of it, is a service's: throttling, an answer of 5xx, a broken connection. */
export function isServiceFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof ServiceFault) return true;
  const { name, message, cause, code, $metadata } = error as Error & {
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
  };
  const status = Number($metadata?.httpStatusCode); // NaN without an answer
  return (
    throttlingNames.has(name) ||
    timeoutNames.has(name) ||
    status === 429 ||
    status >= 500 ||
    (typeof code === 'string' && connectionCodes.has(code)) ||
    storageMessage.test(message) ||
    isServiceFault(cause)
  );
}
