import { describe, expect, it } from 'vitest';
import { escapeForTerminal, escapeJsonForTerminal } from '../../../../core/text/escapeForTerminal.ts';
import { jsonLog } from '../../../../runtime/aws/log.ts';
import { terminalLog } from '../../../../runtime/local/log.ts';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
/** All of C0, DEL and C1, the line separators and every bidirectional control. */
const unsafe = [
  ...range(0, 0x1f),
  ...range(0x7f, 0x9f),
  ...range(0x2028, 0x202e),
  ...range(0x2066, 0x2069),
  '\u061C',
  '\u200E',
  '\u200F',
];

describe('on a terminal', () => {
  it('no control character is raw', () => {
    expect(escapeForTerminal('a\u009B31mb\u202Ec')).toBe('a\\u{9b}31mb\\u{202e}c');
    expect(unsafe.filter((each) => escapeForTerminal(`Ž${each}語😀`).includes(each))).toEqual([]);
    expect(escapeForTerminal('Ž 語 😀 عربي')).toBe('Ž 語 😀 عربي');
  });

  it('JSON keeps its value', () => {
    const text = `${unsafe.join('')}Ž"\\`;
    const escaped = escapeJsonForTerminal(JSON.stringify(text));
    expect(unsafe.filter((each) => escaped.includes(each))).toEqual([]);
    expect(JSON.parse(escaped)).toBe(text);
  });

  it.each([
    ['the local log', terminalLog],
    ['the log of a function', (write: (line: string) => void) => jsonLog('query', write)],
  ])('no line of %s has one', (_, open) => {
    const lines: string[] = [];
    const log = open((line) => lines.push(line));
    for (const each of unsafe) log.error(`odd ${each} message`, { key: `a${each}b`, [`n${each}`]: 1 });
    expect(lines).toHaveLength(unsafe.length);
    for (const line of lines) {
      expect(line.endsWith('\n')).toBe(true);
      expect(unsafe.filter((each) => line.slice(0, -1).includes(each))).toEqual([]);
    }
  });
});
