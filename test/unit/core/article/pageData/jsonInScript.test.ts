import { afterEach, describe, expect, test, vi } from 'vitest';
import { jsonValuesIn } from '../../../../../core/article/pageData/jsonInScript.ts';

afterEach(() => vi.restoreAllMocks());

describe('JSON in scripts', () => {
  test.each([
    ['a script that is JSON', '{"a":1}', [{ a: 1 }]],
    ['what is assigned', 'window.x = {"a":[1,2]}; var y = [3]', [{ a: [1, 2] }, [3]]],
    ['what code around it is not', '(function(){ if (x) { y({"a":"}"}) } })()', [{ a: '}' }]],
    ['after a bracket without an end', 'if (x) { y({"a":1})', [{ a: 1 }]],
    ['after a quotation mark without an end', "/* 5\" */ var y = {'n': [1]}; z = [[2], 3]", [[1], [[2], 3]]],
    ['nothing that is nested too deeply', '['.repeat(1500) + ']'.repeat(1500), []],
    ['in a string', 'JSON.parse("{\\"a\\":1}")', [{ a: 1 }]],
    ['in a single-quoted string', `JSON.parse('{"a":"it\\'s"}')`, [{ a: "it's" }]],
    ['in a list of what is passed', 'push([1,"5:{\\"a\\":1}"])', [[1, '5:{"a":1}'], { a: 1 }]],
  ])('%s', (_, script, values) => {
    expect(jsonValuesIn(script, 1)).toEqual(values);
  });

  const size = 4000;
  test.each([
    ['brackets without an end', '{'.repeat(size)],
    ['brackets whose inside is no JSON', `${'['.repeat(size)}x${']'.repeat(size)}`],
    ['objects whose inside is no JSON', `${'{"a":'.repeat(size)}x${'}'.repeat(size)}`],
    ['nested code', `${'{ x('.repeat(size)}1${')}'.repeat(size)}`],
    ['code after code', '{ x([1]) } '.repeat(size)],
    ['an open string with marks in it', `{"${'\\"{'.repeat(size)}`],
    ['strings with marks in them', `{"${'\\"{'.repeat(size)}","${'\\"{'.repeat(size)}"`],
    ['strings that are passed', 'x("'.repeat(size)],
  ])('%s are read and parsed a few times at most', (_, script) => {
    const read = vi.spyOn(String.prototype, 'charCodeAt');
    const parse = vi.spyOn(JSON, 'parse');
    jsonValuesIn(script, 400);
    const parsed = parse.mock.calls.reduce((sum, [text]) => sum + text.length, 0);
    expect(read.mock.calls.length + parsed).toBeLessThan(20 * script.length);
  });
});
