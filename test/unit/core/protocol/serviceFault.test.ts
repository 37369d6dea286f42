import { describe, expect, it } from 'vitest';
import { ItemRefused, ServiceFault, TransientFault } from '../../../../core/errors.ts';
import { isServiceFault } from '../../../../core/protocol/serviceFault.ts';

/** An error as the SDK makes it. */
const answer = (name: string, httpStatusCode: number) =>
  Object.assign(new Error('It refuses.'), { name, $metadata: { httpStatusCode } });
const broken = (code: string) => Object.assign(new Error(code), { code });

describe('a fault of a service', () => {
  it.each([
    ['a throttled table', answer('ProvisionedThroughputExceededException', 400)],
    ['a table above its maximum throughput', answer('ThrottlingException', 400)],
    ['an account above its limits', answer('RequestLimitExceeded', 400)],
    ['a slow bucket', answer('SlowDown', 503)],
    ['a bucket that fails', answer('InternalError', 500)],
    ['an unknown answer of 502', answer('Unknown', 502)],
    ['too many requests', answer('Unknown', 429)],
    ['a call without an answer', Object.assign(new Error('late'), { name: 'TimeoutError' })],
    ['a broken connection', broken('ECONNRESET')],
    ['a name that is not resolved', broken('EAI_AGAIN')],
    ['keys that stay unread', new ServiceFault('DynamoDB left 3 keys unread')],
    ['storage of the search table', new Error('Generic S3 error: 503 Service Unavailable')],
    ['a cause', new Error('while counting', { cause: answer('ThrottlingException', 400) })],
  ])('%s', (_, error) => {
    expect(isServiceFault(error)).toBe(true);
  });
});

it('has one of the names by which the SDK knows throttling, or a connection that broke', () => {
  for (const name of [
    ...[
      'BandwidthLimitExceeded',
      'EC2ThrottledException',
      'LimitExceededException',
      'PriorRequestNotComplete',
    ],
    ...['RequestThrottled', 'RequestThrottledException', 'ThrottledException', 'Throttling'],
    ...['SlowDown', 'TooManyRequestsException', 'RequestTimeout', 'RequestTimeoutException'],
  ])
    expect(isServiceFault(answer(name, 400)), name).toBe(true);
  for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT'])
    expect(isServiceFault(broken(code)), code).toBe(true);
});

describe('a fault of a message', () => {
  it.each([
    ['an item that is too large', new ItemRefused('Item size has exceeded the maximum allowed size')],
    ['a permission that lacks', answer('AccessDeniedException', 400)],
    ['a mistake in the code', new TypeError('undefined is not a function')],
    ['a version that is gone', new TransientFault('gone')],
    ['no error at all', 'throttled'],
    ['a file that does not exist', broken('ENOENT')],
  ])('%s', (_, error) => {
    expect(isServiceFault(error)).toBe(false);
  });
});
