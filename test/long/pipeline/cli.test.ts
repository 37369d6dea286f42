import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Dateline, ministersStory as story } from '../../pipeline/dateline.ts';

let dateline: Dateline;
beforeEach(() => {
  dateline = new Dateline();
});
afterEach(() => dateline.remove());

describe('invalid usage', () => {
  it('is explained in one sentence, with status 2', async () => {
    const { status, out, err } = await dateline.cli('quarantine', '--code', 'x');
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^[A-Z].*\.\n$/);
  });

  it('on a folder that is not a home creates nothing there, and fails with status 1', async () => {
    const { status, err } = await dateline.cli('quarantine');
    expect(status).toBe(1);
    expect(err).toMatch(/^There are no records in .*\.\n$/);
  });

  it('without a command lists the commands, as `npx dateline --help` does in a clone', async () => {
    const { status, out } = await dateline.cli();
    expect(status).toBe(0);
    const clone = path.join(import.meta.dirname, '../../..');
    // Offline, so that npx does not install a package of this name from the registry if the clone has none.
    const env = { ...process.env, npm_config_offline: 'true', npm_config_yes: 'false' };
    const npx = await new Promise((resolve) => {
      execFile('npx', ['dateline', '--help'], { cwd: clone, env }, (_, out) => resolve(out));
    });
    expect(npx).toBe(out);
    expect(out).toContain('quarantine [options]');
  });
});

describe('quarantine', () => {
  it('prints what the API returns, and escapes control characters in file names', async () => {
    await dateline.start();
    await dateline.drop('empty.txt', '');
    await dateline.drop('red\u001b[31m.txt', '');
    await dateline.drop('good.txt', story);
    await dateline.idle();
    const { status, out } = await dateline.cli('quarantine');
    expect(status).toBe(0);
    expect(out).toContain('red\\u{1b}[31m.txt\n  input.empty, ');
    expect(out).not.toContain('\u001b');
    const items = await dateline.all('/v1/quarantine');
    expect(items).toHaveLength(2);
    for (const { message, evidence, remedy, since } of items)
      for (const part of [message, evidence, remedy, since]) expect(out).toContain(part);
    expect(out).toMatch(/In quarantine: 2\.\n$/);
    expect((await dateline.cli('quarantine', '--code', 'input.too_large')).out).toBe(
      'Quarantine is empty.\n',
    );
    expect((await dateline.cli('quarantine', '--since', '2999-01-01')).out).toBe('Quarantine is empty.\n');
  });
});

describe('explain', () => {
  it('shows versions, outcome, document and search row of a stored file; nothing is pending', async () => {
    await dateline.start();
    await dateline.drop('wire/talks.txt', story);
    await dateline.idle();
    await dateline.drop('wire/talks.txt', story.replaceAll('Blinken', 'Blair'));
    await dateline.idle();
    const [document] = await dateline.all('/v1/documents');
    const { status, out } = await dateline.cli('explain', 'wire/talks.txt');
    expect(status).toBe(0);
    expect(out.match(/^ {2}v\w+, .* bytes/gm)).toHaveLength(2);
    expect(out).toMatch(
      /^ {2}v\w+, .* bytes \(current\): stored, documents: 1\n {2}v\w+, .* bytes: superseded by a newer version$/m,
    );
    expect(out).toMatch(/^Last processed:\n {2}stored, /m);
    expect(out).toContain(`Document ${document.id}: ${document.title}\n`);
    expect(out).toMatch(/^ {2}found by searches$/m);
    expect(out).toMatch(/Nothing is pending\.\n$/);
  });

  it('explains why a file is refused, and reports a deleted file and an unknown key', async () => {
    await dateline.start();
    await dateline.drop('a.txt', '');
    await dateline.idle();
    expect((await dateline.cli('explain', 'a.txt')).out).toMatch(
      /input\.empty: The file is empty\.\n {2}Evidence: .+\n {2}Remedy: .+\n/,
    );
    await rm(path.join(dateline.inbox, 'a.txt'));
    await dateline.idle();
    expect((await dateline.cli('explain', 'a.txt')).out).toMatch(
      /, deleted \(current\): the file was deleted\n.*\n {2}deleted, /s,
    );
    expect((await dateline.cli('explain', 'b.txt')).status).toBe(1);
  });

  it('shows what a file waits for while nothing runs', async () => {
    await dateline.start();
    await dateline.stop();
    await dateline.withHome(({ ports }) => ports.inbox.put('a.txt', story));
    expect((await dateline.cli('explain', 'a.txt')).out).toMatch(
      /Pending:\n {2}normalize has not handled the file yet/,
    );
  });
});

describe('search', () => {
  it('answers as the API does: as JSON that is safe on a terminal, and over MCP', async () => {
    await dateline.start();
    await dateline.drop('talks.txt', story.replace('Ministers', 'Ministers \u202e'));
    await dateline.idle();
    const { status, out } = await dateline.cli('search', 'talks', '--json');
    expect([status, out]).toEqual([0, expect.not.stringContaining('\u202e')]);
    const { next: _, ...answer } = await dateline.json('/v1/search?q=talks');
    expect(JSON.parse(out)).toMatchObject(answer);

    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [path.join(import.meta.dirname, '../../../cli/main.ts'), 'mcp'],
      env: { DATELINE_HOME: dateline.home },
    });
    const assistant = new Client({ name: 'test', version: '0' });
    await assistant.connect(transport);
    const { structuredContent } = await assistant.callTool({ name: 'search', arguments: { query: 'talks' } });
    expect(structuredContent).toMatchObject({ total: answer.total, items: [{ id: answer.items[0].id }] });
    await assistant.close();
  });
});

describe('keys', () => {
  it('makes, lists and revokes API keys', async () => {
    await dateline.start();
    expect((await dateline.cli('keys')).out).toBe('There are no keys.\n');
    const made = await dateline.cli(
      'keys',
      '--make',
      'the desk',
      '--scope',
      'read,upload',
      '--prefix',
      'wire/',
      '--rate',
      '60',
      '--expires',
      '2999-01-01',
    );
    expect(made.out).toMatch(/^dateline_[0-9a-f]{12}_[\w-]{43}\nThis is the only time/);
    const [, id = ''] = made.out.split('_');
    const listed = await dateline.cli('keys');
    expect(listed.out).toContain(`${id}  the desk\n  read, upload under wire/; 60 requests a minute`);
    expect(listed.out).not.toContain(made.out.split('\n')[0]);
    expect((await dateline.cli('keys', '--revoke', id)).out).toBe(`Revoked ${id}.\n`);
    expect((await dateline.cli('keys')).out).toContain('  revoked ');
    expect((await dateline.cli('keys', '--revoke', 'nobody')).status).toBe(1);
  });
});
