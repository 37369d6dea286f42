import { describe, expect, it } from 'vitest';
import { keyOf } from '../../../../../console/page/ingest/inboxKey.ts';

describe('the key of a dropped file', () => {
  it.each([
    ['story.txt', 'console/2026-11-28/story.txt'],
    ['../../etc/passwd', 'console/2026-11-28/-..-etc-passwd'],
    ['..', 'console/2026-11-28/file'],
    ['a\u0000b\nc.txt', 'console/2026-11-28/a-b-c.txt'],
    ['', 'console/2026-11-28/file'],
    [`${'x'.repeat(300)}.html`, `console/2026-11-28/${'x'.repeat(175)}.html`],
  ])('of %j', (name, key) => {
    expect(keyOf(name, '2026-11-28')).toBe(key);
  });

  it('never cuts a character in half, since S3 takes no such key', () => {
    const key = keyOf(`${'🗞'.repeat(200)}a.txt`, '2021-05-03');
    expect(key.isWellFormed()).toBe(true);
    expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1024);
  });
});
