import { describe, expect, it } from 'vitest';
import { applyMutant, listMutants, showMutant } from '../../mutants/mutate.ts';

/** The text after each mutation, by its operator. */
function broken(source: string): [operator: string, text: string][] {
  return listMutants('a.ts', source).map((mutant) => [mutant.operator, applyMutant(source, mutant)]);
}

describe('mutants', () => {
  it('break statements, conditions and constants', () => {
    expect(broken('if (a < 3) b();')).toEqual([
      ['condition true', 'if (true) b();'],
      ['condition false', 'if (false) b();'],
      ['< to <=', 'if (a <= 3) b();'],
      ['other number', 'if (a < 4) b();'],
    ]);
    expect(broken('if (a) b(); else c();').filter(([operator]) => operator === 'drop statement')).toEqual([
      ['drop statement', 'if (a) ; else c();'],
      ['drop statement', 'if (a) b(); else ;'],
    ]);
    expect(broken('const a = b && !c;')).toEqual([
      ['only left', 'const a = (b);'],
      ['only right', 'const a = (!c);'],
      ['drop !', 'const a = b && c;'],
    ]);
    expect(broken('const limit = 5_000;')).toEqual([
      ['other number', 'const limit = 2500;'],
      ['other number', 'const limit = 10000;'],
    ]);
  });

  it('drop awaited calls, properties, spreads, arguments and elements', () => {
    expect(broken('await get(key, { consistent: true, ...rest });')).toEqual([
      ['drop statement', ';'],
      ['drop argument', 'await get(key);'],
      ['drop property', 'await get(key, {  ...rest });'],
      ['drop property', 'await get(key, { consistent: true });'],
      ['other boolean', 'await get(key, { consistent: false, ...rest });'],
    ]);
    expect(broken("use(['a', b]);").map(([, text]) => text)).toContain('use([ b]);');
  });

  it('drop what an object has only sometimes, but do not make it `undefined`', () => {
    const found = broken('const a = { ...(b !== undefined && { b }) };').map(([, text]) => text);
    expect(found).toEqual([
      'const a = {  };',
      'const a = { ...(b === undefined && { b }) };',
      'const a = { ...(b !== undefined && {  }) };',
    ]);
  });

  it('leave the signs of comparisons as large as they are', () => {
    const found = broken('list.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));').map(([, text]) => text);
    expect(found.filter((text) => text.includes('2'))).toEqual([]);
    expect(found).toContain('list.sort((a, b) => (a < b ? 1 : a > b ? 1 : 0));');
  });

  it('leave alone what differs for equal values in an order, and sizes of groups', () => {
    const operators = (source: string) => broken(source).map(([operator]) => operator);
    expect(operators('list.sort((a, b) => (a < b ? -1 : 1));')).not.toContain('< to <=');
    expect(operators('const least = a < b ? a : b;')).toContain('< to <=');
    expect(operators('const groupSize = 100; const rowsPerPage = 10;')).toEqual([]);
  });

  it('leave types, imports, log lines and the texts of errors alone', () => {
    const quiet = [
      "import { a } from 'b';",
      "type A = 'a' | 1;",
      "ports.log.info('done', { a: 1 });",
      'if (a > 1) await giveWay();',
      'const rowConcurrency = 16; const pauseBetween = 500;',
      "let error = new RangeError('no such key');",
    ];
    expect(broken(quiet.join('\n'))).toEqual([]);
    const thrown = broken("throw new Postponed(1, 'There is more.'); throw new Unreadable('archived');");
    expect(thrown.map(([operator]) => operator).sort()).toEqual([
      ...['drop argument', 'drop argument', 'drop statement', 'drop statement'],
      ...['other number', 'other string'],
    ]);
    const told = broken(`conflict('decision.gone', \`\${id} is hidden.\`);`);
    expect(told.map(([operator]) => operator).sort()).toEqual([
      ...['drop argument', 'drop statement', 'other string'],
    ]);
  });

  it('leave alone an empty text that is looked up and found nowhere', () => {
    const found = broken("keys.includes(key ?? ''); show(key ?? '');").map(([, text]) => text);
    expect(found.filter((text) => text.includes('mutant'))).toEqual([
      "keys.includes(key ?? ''); show(key ?? 'mutant');",
    ]);
  });

  it('keep their id when lines move, and get another when their statement changes', () => {
    const ids = (source: string) => listMutants('a.ts', source).map(({ id }) => id);
    const source = 'function f() {\n  a();\n  if (b === 1) {\n    c();\n  }\n}\n';
    const moved = `// a comment\n\n${source.replace('if (b', '\n  if  (b')}`;
    expect(ids(moved)).toEqual(ids(source));
    const changed = ids(source.replace('b === 1', 'b === 2'));
    expect(ids(source).filter((id) => !changed.includes(id)).length).toBeGreaterThanOrEqual(4);
    expect(new Set(ids(`${source}\n${source.replace('f()', 'g()')}`)).size).toBe(2 * ids(source).length);
  });

  it('are shown as a diff', () => {
    const source = 'a();\nb();\n';
    const [, second] = listMutants('a.ts', source);
    expect(second && showMutant(source, second)).toBe(`${second?.id} a.ts:2 drop statement\n- b();\n+ ;`);
  });
});
