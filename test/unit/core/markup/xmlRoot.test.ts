import { describe, expect, test } from 'vitest';
import { xmlRootOf } from '../../../../core/markup/xmlRoot.ts';
import { bytesOf } from './readXml.ts';

describe('the root of an XML file', () => {
  test.each([
    [
      '<?xml version="1.0"?><!-- <rss> --><?style a?>\n<!DOCTYPE x:rss SYSTEM "a>b"><x:rss version="2.0">',
      'rss',
    ],
    ['<!DOCTYPE rss [ <!ENTITY a "]>"> ]><feed>', 'feed'],
    [`<!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(5000)}]><feed>`, 'rss'],
    ['\ufeff<feed xmlns="http://www.w3.org/2005/Atom">', 'feed'],
    ['< feed>', undefined],
    ['text <feed>', undefined],
    ['<?xml version="1.0"', undefined],
    ['<!-- never', undefined],
  ])('%s', (xml, name) => expect(xmlRootOf(bytesOf(xml))?.name).toBe(name));

  test('is found in UTF-16', () =>
    expect(xmlRootOf(Buffer.from('\ufeff<rss>', 'utf16le'))?.name).toBe('rss'));
});
