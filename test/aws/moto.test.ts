/** The stand-in for AWS itself. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';

test('a connection without a request holds up nobody', async () => {
  const endpoint = String(process.env.DATELINE_TEST_ENDPOINT);
  const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
  try {
    await new Promise((resolve) => socket.once('connect', resolve));
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(30_000) });
    expect(answer.status).toBeGreaterThan(0);
  } finally {
    socket.destroy();
  }
});
