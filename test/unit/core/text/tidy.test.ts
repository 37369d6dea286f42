import { expect, test } from 'vitest';
import { tidy } from '../../../../core/text/tidy.ts';

test('a byte of Windows that was read as Latin 1 is the character it was', () => {
  expect(tidy('don\u0092t \u0096 \u0093so\u0094 said \u0080 5')).toBe('don’t – “so” said € 5');
});

test('controls that stand for nothing are removed', () => {
  expect(tidy('a\u0081b\u0000c\u007f')).toBe('abc');
});

test('0x85 is a line end, and an ellipsis beside bytes of Windows', () => {
  expect(tidy('The quay\x85is shut')).toBe('The quay\nis shut');
  expect(tidy('\x93The quay\x85\x94 he said')).toBe('“The quay…” he said');
});
