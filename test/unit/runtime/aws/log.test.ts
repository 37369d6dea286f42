import { describe, expect, it } from 'vitest';
import { jsonLog, withRequestId } from '../../../../runtime/aws/log.ts';

function logged() {
  const lines: string[] = [];
  const log = jsonLog('store', (line) => lines.push(line));
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '') };
}

describe('jsonLog', () => {
  it('writes one line of JSON per event, for any content', () => {
    const { log, lines, last } = logged();
    log.warn('two\nlines', { key: 'a\nb\u2028"' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]*\n$/);
    expect(last()).toEqual({ level: 'warn', message: 'two\nlines', function: 'store', key: 'a\nb\u2028"' });
  });

  it('does not let details override its own fields', () => {
    const { log, last } = logged();
    log.error('real', { level: 'info', message: 'forged', function: 'other', requestId: 'forged' });
    expect(last()).toEqual({ level: 'error', message: 'real', function: 'store' });
  });

  it('never fails: describes errors and omits values without JSON', () => {
    const { log, last } = logged();
    log.error('a', { error: new Error('broken', { cause: new TypeError('deeper') }), count: 3n });
    expect(last()).toMatchObject({ error: 'Error: broken (TypeError: deeper)', count: '3' });
    const round: Record<string, unknown> = {};
    round.self = round;
    log.info('b', { round });
    expect(last()).toEqual({ level: 'info', message: 'b', function: 'store' });
  });

  it('has the id of the request, even if several overlap', async () => {
    const { log, lines } = logged();
    const both = Promise.withResolvers<void>();
    let arrived = 0;
    const handler = withRequestId(async (event: string) => {
      if (++arrived === 2) both.resolve();
      await both.promise;
      log.info(event);
      return event.toUpperCase();
    });
    expect(
      await Promise.all([handler('a', { awsRequestId: 'one' }), handler('b', { awsRequestId: 'two' })]),
    ).toEqual(['A', 'B']);
    log.info('outside');
    expect(
      lines.map((line) => JSON.parse(line)).map(({ message, requestId }) => [message, requestId]),
    ).toEqual([
      ['a', 'one'],
      ['b', 'two'],
      ['outside', undefined],
    ]);
  });
});
