import { describe, expect, it } from 'vitest';
import { DatelineProblem } from '../../../../../clients/typescript/client.ts';
import { faultOf } from '../../../../../console/page/answers/faults.ts';

describe('a fault', () => {
  it.each([
    [new DatelineProblem(401, {}), 'key'],
    [new DatelineProblem(403, {}), 'key'],
    [new DatelineProblem(403, { type: 'about:blank', detail: 'It has no scope operate.' }), 'scope'],
    [new DatelineProblem(404, { detail: 'No such document.' }), 'gone'],
    [new DatelineProblem(429, {}), 'busy'],
    [new DatelineProblem(503, {}), 'busy'],
    [new DatelineProblem(400, { detail: 'At 14: expected an id.', position: 14 }), 'query'],
    [new DatelineProblem(500, {}), 'server'],
    [new TypeError('Failed to fetch'), 'offline'],
  ])('of %s is of the kind %s, with a title and words', (error, kind) => {
    const fault = faultOf(error, true);
    expect(fault.kind).toBe(kind);
    expect(fault.title).not.toBe('');
    expect(fault.detail).not.toBe('');
  });

  it('says what the API says', () => {
    expect(faultOf(new DatelineProblem(404, { detail: 'No such document.' }), true).detail).toBe(
      'No such document.',
    );
  });

  it('blames no number of requests for what the archive cannot give', () => {
    const { title } = faultOf(new DatelineProblem(503, { detail: 'The archive has lost the text.' }), true);
    expect(title).not.toMatch(/requests/);
  });

  it('tells a network that is away from a server that is', () => {
    expect(faultOf(new TypeError(), false).title).not.toBe(faultOf(new TypeError(), true).title);
  });
});
