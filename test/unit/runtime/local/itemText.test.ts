import { expect, it } from 'vitest';
import { parseItem, stringifyItem } from '../../../../runtime/local/itemText.ts';

const key = { pk: 'DOC#1', sk: 'META' };
const item = { ...key, title: 'Storm', n: 1, packed: Uint8Array.from([0, 255]), more: { pk: 'another' } };

it('has no key, and gives the item back with it', () => {
  const text = stringifyItem(item);
  expect(text).not.toContain('DOC#1');
  expect(parseItem(text, key)).toEqual(item);
});

it('is read also if an earlier version stored it with its key', () => {
  const text = JSON.stringify({ ...key, title: 'Storm' });
  expect(parseItem(text, key)).toEqual({ ...key, title: 'Storm' });
});
