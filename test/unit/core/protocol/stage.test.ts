import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { ServiceFault, TransientFault } from '../../../../core/errors.ts';
import { LostRace } from '../../../../core/protocol/reconcile.ts';
import {
  describeError,
  eachMessage,
  isPostponed,
  Postponed,
  unfinishedMessage,
} from '../../../../core/protocol/stage.ts';
import { silentLog as log } from '../../../silentLog.ts';

const records = (...bodies: string[]) =>
  ({ Records: bodies.map((body, i) => ({ messageId: `${i}`, body })) }) as unknown as SQSEvent;

/** A stage whose handler throws these errors, by the body of the message. */
const throwing = (errors: Record<string, Error>) =>
  eachMessage('test', log, async (body) => {
    const error = errors[body];
    if (error !== undefined) throw error;
  });

it('postpones a message that lost its races, each for a time of its own', async () => {
  const bodies = Array.from({ length: 1000 }, () => 'lost');
  const { batchItemFailures } = await throwing({ lost: new LostRace('others were faster') })(
    records(...bodies),
  );
  const delays = batchItemFailures.map(({ postponeSeconds = 0 }) => postponeSeconds);
  expect(delays).toHaveLength(1000);
  expect(new Set(delays)).toEqual(new Set(Array.from({ length: 56 }, (_, i) => i + 5)));
});

it('postpones a message by a minute at most where a service is at fault', async () => {
  const fault = new Error('while writing', { cause: new ServiceFault('throttled') });
  const { batchItemFailures } = await throwing({ fault })(records('fine', 'fault'));
  expect(batchItemFailures).toMatchObject([{ itemIdentifier: '1' }]);
  const many = await throwing({ fault })(records(...Array.from({ length: 1000 }, () => 'fault')));
  const seconds = new Set(many.batchItemFailures.map(({ postponeSeconds }) => postponeSeconds));
  expect(seconds).toEqual(new Set(Array.from({ length: 31 }, (_, i) => i + 30)));
});

it.each([
  [new LostRace('others were faster'), [11, 24, 55]],
  [new ServiceFault('throttled'), [36, 46, 60]],
])('postpones a message by a time that its id alone decides: %s', async (cause, expected) => {
  const { batchItemFailures } = await throwing({ late: cause })(records('late', 'late', 'late'));
  expect(batchItemFailures.map(({ postponeSeconds }) => postponeSeconds)).toEqual(expected);
  expect(isPostponed(cause)).toBe(true);
});

it('postpones nothing for other errors', () => {
  expect([new Error('broken'), 'broken'].map(isPostponed)).toEqual([false, false]);
  expect(Object.keys(unfinishedMessage('7', new Error('broken')))).toEqual(['itemIdentifier', 'error']);
});

it('logs an error only for a message that failed', async () => {
  const lines: unknown[] = [];
  const note = (level: string) => (_: string, details?: Record<string, unknown>) =>
    void lines.push([level, details?.messageId]);
  const noting = { info: note('info'), warn: note('warn'), error: note('error') };
  const stage = eachMessage('test', noting, async (body) => {
    throw body === 'later' ? new Postponed(7, 'not yet') : new Error('broken');
  });
  await stage(records('later', 'fails'));
  expect(lines).toEqual([
    ['info', '0'],
    ['error', '1'],
  ]);
});

it('describes an error with its causes, and what is no error', () => {
  const error = new Error('while writing', { cause: new TypeError('no', { cause: 'a string' }) });
  expect(describeError(error)).toBe('Error: while writing (TypeError: no (a string))');
  expect(describeError(7)).toBe('7');
});

it.each([
  ['JSON that is none', () => JSON.parse('quokka')],
  ['long JSON with a fault in it', () => JSON.parse(`{"text": ${'quokka '.repeat(20)}}`)],
  [
    'JSON with a fault far in it',
    () => JSON.parse(`{"text": "${'x '.repeat(40)}", "a": quokka ${'y '.repeat(40)}}`),
  ],
  [
    'a map with names as keys',
    () => z.object({ names: z.record(z.string(), z.int()) }).parse({ names: { quokka: 'x' } }),
  ],
])('describes an error without the data that it quotes: %s', (_, fail) => {
  let error: unknown;
  try {
    fail();
  } catch (cause) {
    error = cause;
  }
  expect((error as Error).message).toContain('quokka');
  expect(describeError(error)).toMatch(
    /^(SyntaxError: Unexpected token 'q', a text is not valid JSON|ZodError: names\.\*: Invalid input: expected number.*)$/,
  );
});

it.each([
  ['', 'Unexpected end of JSON input'],
  ['{"a": 1', "Expected ',' or '}' after property value in JSON at position 7 (line 1 column 8)"],
])('describes as it is what quotes no data: JSON that is cut off (%s)', (text, message) => {
  let error: unknown;
  try {
    JSON.parse(text);
  } catch (cause) {
    error = cause;
  }
  expect(describeError(error)).toBe(`SyntaxError: ${message}`);
});

it('names every field of a row that does not fit its schema, and no key of a map', () => {
  const row = z.object({ parts: z.array(z.record(z.string(), z.int())), at: z.string() });
  const { error } = row.safeParse({ parts: [{}, { quokka: 'x' }] });
  expect(describeError(error)).toBe(
    'ZodError: parts.1.*: Invalid input: expected number, received string; ' +
      'at: Invalid input: expected string, received undefined',
  );
});

it.each(['A text without quotes is not valid JSON', 'The "text" and the "title" are missing'])(
  'describes as it is what another parser says: %s',
  (message) => {
    expect(describeError(new SyntaxError(message))).toBe(`SyntaxError: ${message}`);
  },
);

it('describes what S3 denies without the key of the object', () => {
  const denied = new Error(
    'User: arn:aws:sts::1:assumed-role/query is not authorized to perform: s3:GetObject on resource: ' +
      '"arn:aws:s3:::dateline-inbox-1-eu-north-1/wire/the "quokka" story.txt" because no policy allows it',
  );
  expect(describeError(denied)).toMatch(
    /^Error: User: .* perform: s3:GetObject on resource: "arn:aws:s3:::dateline-inbox-1-eu-north-1\/…$/,
  );
});

it('postpones a message for as long as its handler asks', async () => {
  const { batchItemFailures } = await throwing({ later: new Postponed(7, 'somebody else is at work') })(
    records('later'),
  );
  expect(batchItemFailures).toEqual([
    { itemIdentifier: '0', error: 'Postponed: somebody else is at work', postponeSeconds: 7 },
  ]);
});

it('fails a message for any other error', async () => {
  const { batchItemFailures } = await throwing({ faulty: new TransientFault('gone') })(
    records('faulty', 'fine'),
  );
  expect(batchItemFailures).toEqual([{ itemIdentifier: '0', error: 'TransientFault: gone' }]);
});

it('handles as many messages at once as it is told', async () => {
  let [running, most] = [0, 0];
  const handle = async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  };
  await eachMessage('test', log, handle, 3)(records(...Array.from({ length: 20 }, () => 'one')));
  expect(most).toBe(3);
});
