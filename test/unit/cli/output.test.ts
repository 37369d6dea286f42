import { describe, expect, it } from 'vitest';
import { formatJson, openOutput } from '../../../cli/output.ts';

function stream(isTTY = false) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

const nasty = 'red\u001b[31m\u009b2J\u202e';

describe('what commands write', () => {
  it('has no control character in a line, nor in progress', () => {
    const [out, err] = [stream(true), stream(true)];
    const output = openOutput(out, err, false);
    output.progress(nasty);
    output.print(nasty);
    expect(out.written).toEqual(['red\\u{1b}[31m\\u{9b}2J\\u{202e}\n']);
    expect(err.written.join('')).toBe('\r\u001b[2Kred\\u{1b}[31m\\u{9b}2J\\u{202e}\r\u001b[2K');
  });

  it('is only the result with --json, whose value is kept', () => {
    const [out, err] = [stream(), stream()];
    const output = openOutput(out, err, true);
    output.print('a line');
    output.finish({ title: nasty, none: undefined });
    expect(out.written).toHaveLength(1);
    expect(out.written[0]?.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(JSON.parse(out.written.join(''))).toEqual({ title: nasty });
  });

  it('says nothing of progress where nobody looks', () => {
    const [out, err] = [stream(), stream()];
    const output = openOutput(out, err, false);
    output.progress('1 of 2');
    output.finish({});
    expect([out.written, err.written]).toEqual([[], []]);
  });

  it('is JSON for people: one field a line', () => {
    expect(formatJson({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  });
});
