import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { largestAnswerBytes, redirectLargeAnswers } from '../../../../api/http/largeAnswers.ts';
import type { LargeAnswer } from '../../../../core/ports/largeAnswers.ts';

const placed: LargeAnswer[] = [];
const app = new Hono();
redirectLargeAnswers(async (answer) => `https://answers.example/${placed.push(answer)}`)(app);
app.get('/:letter/:length', (c) => {
  const { letter, length } = c.req.param();
  return c.text(letter.repeat(Number(length)), 200, { etag: '"one"' });
});
app.post('/', (c) => c.text('a'.repeat(largestAnswerBytes + 1)));

it.each([
  ['a', largestAnswerBytes],
  ['é', largestAnswerBytes / 2],
])('an answer of %s × %d is sent as it is', async (letter, length) => {
  const response = await app.request(`/${encodeURIComponent(letter)}/${length}`);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(letter.repeat(length));
});

it.each([
  ['a', largestAnswerBytes + 1],
  ['é', largestAnswerBytes / 2 + 1],
])('an answer of %s × %d is placed elsewhere, and the client is sent there', async (letter, length) => {
  const response = await app.request(`/${encodeURIComponent(letter)}/${length}`);
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe(`https://answers.example/${placed.length}`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('etag')).toBeNull();
  expect(await response.text()).toBe('');
  expect(placed.at(-1)?.body).toBe(letter.repeat(length));
  expect(placed.at(-1)?.type).toMatch(/^text\/plain/);
});

it('answers to a POST and errors are sent as they are', async () => {
  expect((await app.request('/', { method: 'POST' })).status).toBe(200);
  expect((await app.request('/none')).status).toBe(404);
});
