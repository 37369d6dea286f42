import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hash } from '../../../core/hash.ts';

it('is the SHA-256 of its parts, strings or bytes, with a NUL between them', () => {
  const part = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array());
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const joined = Buffer.concat(parts.flatMap((each, i) => [Buffer.from(i > 0 ? '\0' : ''), bytes(each)]));
      expect(hash(...parts)).toBe(createHash('sha256').update(joined).digest('hex').slice(0, 32));
    }),
  );
});

it('keeps names that were made of it', () => {
  expect(hash('news/storm.html')).toBe('071058806551f3b0f37e7c6dc53e34d0');
  expect(hash('a', 'b')).not.toBe(hash('ab'));
});

const bytes = (part: string | Uint8Array) => (typeof part === 'string' ? Buffer.from(part) : part);
