import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeTransferEncoding } from '../../../../../core/formats/mail/transferEncoding.ts';

const decoded = (text: string, encoding = 'x-uuencode') =>
  Buffer.from(decodeTransferEncoding(Buffer.from(text, 'latin1'), encoding)).toString('latin1');

test('what a list appends to base64 is no part of it', () => {
  const footer = '\n____\nHarbour list\nTo leave it: https://lists.example/harbour\n';
  expect(decoded(`U3Rvcm0=${footer}`, 'base64')).toBe('Storm');
  expect(decoded(`U3Rvcm1z${footer}`, 'base64')).toBe('Storms');
  expect(decoded('U3Rvcm1z\r\n-- \r\nHarbour list\r\n', 'base64')).toBe('Storms');
  expect(decoded('--\nU3Rvcm1z\n', 'base64')).toBe('Storms');
  expect(decoded('U3Rvcm0=\nThis message was scanned\n', 'base64')).toBe('Storm');
  expect(decoded('U3Rvcm0=\nIGF0IHNlYQ==\n', 'base64')).toBe('Storm at sea');
  expect(decoded('U3Rv\n*cm0=', 'BASE64')).toBe('Storm');
});

test('a uuencoded file is decoded', () => {
  expect(decoded('begin 644 cat.txt\n#0V%T\n`\nend\n')).toBe('Cat');
  expect(decoded('A file:\r\n\r\nbegin 0644 cat.txt\r\n#0V%T\r\n \r\nend\r\nBye\r\n', 'X-UUE')).toBe('Cat');
});

test('what is none stays as it is', () => {
  expect(decoded('The council begins at 6.\nend\n')).toBe('The council begins at 6.\nend\n');
  expect(decoded('begin 644 cat.txt\n#0V%T\n', '8bit')).toBe('begin 644 cat.txt\n#0V%T\n');
});

test('a line gives no more than it has', () => {
  expect(decoded(`begin 644 x\n${'_\n'.repeat(1000)}`)).toBe('');
  expect(decoded('begin 644 x\n#0V')).toBe('C');
});

/** POSIX, uuencode. */
function encoded(bytes: Uint8Array): string {
  const sign = (value: number) => String.fromCharCode(value === 0 ? 0x60 : 0x20 + value);
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += 45) {
    const part = bytes.subarray(start, start + 45);
    let line = sign(part.length);
    for (let i = 0; i < part.length; i += 3) {
      const [a = 0, b = 0, c = 0] = part.subarray(i, i + 3);
      line +=
        sign(a >> 2) + sign(((a & 3) << 4) | (b >> 4)) + sign(((b & 15) << 2) | (c >> 6)) + sign(c & 63);
    }
    lines.push(line);
  }
  return `begin 644 x\n${lines.join('\n')}\n\`\nend\n`;
}

test('any bytes come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(decoded(encoded(bytes))).toBe(Buffer.from(bytes).toString('latin1'));
    }),
  );
});
