/** The stand-in for AWS itself. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';

test('a connection without a request holds up nobody', async () => {
  const endpoint = String(process.env.DATELINE_TEST_ENDPOINT);
  const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
  try {
    await new Promise((resolve) => socket.once('connect', resolve));
    const { status } = await fetch(`${endpoint}/moto-api/data.json`, { signal: AbortSignal.timeout(30_000) });
    expect(status).toBe(200);
  } finally {
    socket.destroy();
  }
});
