import { Parser, Tokenizer } from 'htmlparser2';
import { expect, test } from 'vitest';
import { htmlParser } from '../../../../core/markup/htmlParser.ts';
import { HtmlTokenizer } from '../../../../core/markup/htmlTokenizer.ts';

/** The attributes of the first element. */
function attributesIn(html: string): Record<string, string> {
  const elements: Record<string, string>[] = [];
  htmlParser({ onopentag: (_, attributes) => elements.push(attributes) }).end(html);
  return { ...elements[0] };
}

test('attributes that are read are kept, of two of one name the first, and no others', () => {
  const html = '<p data-x="1" class="a" onclick=b ID=c title class="d" href=\'e\' data_y></p>';
  expect(attributesIn(html)).toEqual({ class: 'a', id: 'c', title: '', href: 'e' });
});

test('what the parser and the tokenizer replace is there in the library', () => {
  const replaced = (prototype: object) =>
    Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  const parser = replaced(Object.getPrototypeOf(htmlParser({})));
  expect(parser).toContain('onattribname');
  expect(parser.filter((name) => !(name in Parser.prototype))).toEqual([]);
  const tokenizer = replaced(HtmlTokenizer.prototype);
  expect(tokenizer).toContain('fastForwardTo');
  expect(tokenizer.filter((name) => !(name in Tokenizer.prototype))).toEqual([]);
});
