import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Dateline } from './dateline.ts';

const main = path.join(import.meta.dirname, '../../cli/main.ts');
const story = ` date 2021-05-03 Ministers meet again in the capital after a long pause.

The foreign minister Antony Blinken arrived in London on Sunday. Blinken said that the talks would go on.
`;

let dateline: Dateline;
beforeEach(() => {
  dateline = new Dateline();
});
afterEach(() => dateline.remove());

/** Runs the command line beside whatever runs on the home. */
function cli(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const env = { ...process.env, DATELINE_HOME: dateline.home };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { env }, (error, out, err) =>
      resolve({ status: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

describe('a wrong call', () => {
  it('is told in one sentence, with status 2', async () => {
    for (const args of [['burn'], ['quarantine', '--colour', 'red'], ['quarantine', '--code', 'x'], ['quarantine', 'a.txt']]) {
      if (args[1] === '--code') await dateline.start();
      const { status, out, err } = await cli(...args);
      expect([status, out], args.join(' ')).toEqual([2, '']);
      expect(err).toMatch(/^[A-Z].*\.\n$/);
    }
  });

  it('on a home that is none makes none, and fails with status 1', async () => {
    const { status, err } = await cli('quarantine');
    expect(status).toBe(1);
    expect(err).toMatch(/^There are no records in .*\.\n$/);
  });

  it('without a command says what there is', async () => {
    const { status, out } = await cli();
    expect(status).toBe(0);
    expect(out).toContain('quarantine [--code CODE] [--since TIME]');
  });
});

describe('quarantine', () => {
  it('says what the API says, and lets no file speak to the terminal', async () => {
    await dateline.start();
    await dateline.drop('empty.txt', '');
    await dateline.drop('red\u001b[31m.txt', '');
    await dateline.drop('good.txt', story);
    await dateline.idle();
    const { status, out } = await cli('quarantine');
    expect(status).toBe(0);
    expect(out).toContain('red\\u{1b}[31m.txt\n  input.empty, ');
    expect(out).not.toContain('\u001b');
    const items = await dateline.all('/v1/quarantine');
    expect(items).toHaveLength(2);
    for (const { sentence, evidence, mend, since } of items)
      for (const part of [sentence, evidence, mend, since]) expect(out).toContain(part);
    expect(out).toMatch(/2 files are in quarantine\.\n$/);
    expect((await cli('quarantine', '--code', 'input.too_large')).out).toBe('Nothing is in quarantine.\n');
    expect((await cli('quarantine', '--since', '2999-01-01')).out).toBe('Nothing is in quarantine.\n');
  });
});
