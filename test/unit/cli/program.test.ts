import { describe, expect, it } from 'vitest';
import { defineCommand } from '../../../cli/command.ts';
import { commands } from '../../../cli/commands.ts';
import { type CommandRequest, readCommandLine } from '../../../cli/program.ts';
import { UsageError } from '../../../cli/usageError.ts';

const paint = defineCommand({
  name: 'paint',
  summary: 'paints a wall',
  examples: ['paint red --coats 2'],
  operands: { colour: { summary: 'its name' }, wall: { summary: 'which one', optional: true } },
  options: {
    coats: {
      value: 'N',
      summary: 'how many',
      parse(text) {
        if (text === '0') throw new UsageError('No coat is no paint.');
        return Number(text);
      },
    },
    'two-sided': { summary: 'both sides' },
  },
  run: async () => ({ status: 0, result: null }),
});

const read = (...args: string[]) => readCommandLine([paint, ...commands], '1.2.3', args);

function requestOf(...args: string[]): CommandRequest {
  const request = read(...args);
  if ('text' in request) throw new Error(request.text);
  return request;
}

function textOf(...args: string[]): string {
  const request = read(...args);
  if (!('text' in request)) throw new Error('a request');
  return request.text;
}

describe('a command line', () => {
  it('becomes the values that the command declares', () => {
    expect(requestOf('paint', 'red', '--coats', '2', '--two-sided')).toEqual({
      command: paint,
      values: { operands: { colour: 'red', wall: undefined }, options: { coats: 2, 'two-sided': true } },
      json: false,
    });
    expect(requestOf('paint', 'red', 'north').values).toEqual({
      operands: { colour: 'red', wall: 'north' },
      options: { coats: undefined, 'two-sided': false },
    });
    expect(requestOf('paint', '--coats=3', '--', '-red').values.operands).toMatchObject({ colour: '-red' });
  });

  it('has the options of all commands before and after the command', () => {
    const shared = { json: true, stack: 'desk', region: 'eu-west-1' };
    const options = ['--json', '--stack', 'desk', '--region=eu-west-1'];
    expect(requestOf(...options, 'paint', 'red')).toMatchObject(shared);
    expect(requestOf('paint', 'red', ...options)).toMatchObject(shared);
  });

  it('keeps no value from one reading to the next', () => {
    requestOf('paint', 'red', '--coats', '2', '--json');
    expect(requestOf('paint', 'red')).toMatchObject({
      json: false,
      values: { options: { coats: undefined } },
    });
  });

  it.each([
    [['burn'], "Unknown command 'burn'."],
    [['pain', 'red'], "Unknown command 'pain'. Did you mean paint?"],
    [['help', 'burn'], "There is no command 'burn'."],
    [['paint'], "Missing required argument 'colour'."],
    [['paint', 'a', 'b', 'c'], "Too many arguments for 'paint'."],
    [['paint', 'red', '--coat', '1'], "Unknown option '--coat'. Did you mean --coats?"],
    [['paint', 'red', '--coats'], "Option '--coats <N>' argument missing."],
    [['paint', 'red', '--coats', '0'], 'No coat is no paint.'],
    [['paint', 'red', '--region', 'x'], '--region needs --stack.'],
    [['paint', '-red'], "Write -- before an argument that begins with a dash: dateline paint -- '-red'"],
    [['--json'], 'Name a command; "dateline --help" lists them.'],
  ])('%j is wrong, and a sentence says why', (args, sentence) => {
    expect(() => read(...args)).toThrow(UsageError);
    expect(() => read(...args)).toThrow(sentence);
  });
});

describe('help', () => {
  it('lists every command with its summary, also without arguments', () => {
    const help = textOf('--help');
    for (const { name, summary } of commands) {
      expect(help).toMatch(new RegExp(`^  ${name} `, 'm'));
      expect(help.replaceAll(/\s+/g, ' ')).toContain(summary);
    }
    expect(textOf()).toBe(help);
    expect(textOf('help')).toBe(help);
    expect(help).toContain('Exit status: 0 done');
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    'says what %s takes, with an example that is valid',
    (name, command) => {
      const help = textOf(name, '--help');
      expect(textOf('help', name)).toBe(help);
      for (const declared of [...Object.values(command.operands), ...Object.values(command.options)])
        expect(help.replaceAll(/\s+/g, ' ')).toContain(declared.summary);
      for (const option of [...Object.keys(command.options), 'json', 'help'])
        expect(help).toContain(`--${option}`);
    },
  );

  it('shows examples and the version', () => {
    expect(textOf('paint', '-h')).toContain('dateline paint red --coats 2');
    expect(textOf('--version')).toBe('1.2.3\n');
  });
});
