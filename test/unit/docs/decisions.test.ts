/** The list of decisions in docs/adr/README.md is that of the files beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = path.join(import.meta.dirname, '../../../docs/adr');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const files = readdirSync(folder).filter((file) => /^\d{4}-/.test(file));

const rows = [
  ...read('README.md').matchAll(/^\| ([a-zA-Z ]+?) +\| \[(\d+)\]\((\S+)\) +\| (.+?) +\| (.+?) +\|$/gm),
].map(([, topic = '', number = '', file = '', title = '', state = '']) => ({
  topic,
  number: Number(number),
  file,
  title,
  state,
}));

describe('the list of decisions', () => {
  it('has every file once', () => expect(rows.map(({ file }) => file).sort()).toEqual(files.sort()));

  it('has consecutive numbers, or says which one is missing', () => {
    const numbers = rows.map(({ number }) => number);
    const missing = [...Array(Math.max(...numbers)).keys()]
      .map((n) => n + 1)
      .filter((n) => !numbers.includes(n));
    for (const number of missing) expect(read('README.md')).toContain(`There is no number ${number}`);
  });

  it('has the decisions of a topic together, in order', () => {
    const byTopic = [...Map.groupBy(rows, ({ topic }) => topic).values()];
    expect(rows).toEqual(byTopic.flatMap((own) => own.toSorted((a, b) => a.number - b.number)));
  });

  it.each(rows)('$number: $title', ({ number, file, title, state }) => {
    const text = read(file);
    expect(Number(file.slice(0, 4))).toBe(number);
    expect(text.split('\n')[0]).toBe(`# ${number}. ${title}`);
    expect(text).toContain(state === 'designed only' ? '**Designed**' : '**Decided**');
    for (const [, later = ''] of state.matchAll(/\]\((\S+?)\)/g)) expect(text).toContain(later);
  });
});
