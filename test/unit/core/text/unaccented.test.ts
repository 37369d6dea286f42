import { expect, it } from 'vitest';
import { unaccented } from '../../../../core/text/unaccented.ts';

it.each([
  ['Mbappé', 'Mbappe'],
  ['İSTANBUL, ısparta', 'ISTANBUL, isparta'],
  ['Jørgensen Straße œuvre', 'Jorgensen Strasse oeuvre'],
  ['Łódź – Đà Nẵng', 'Lodz – Da Nang'],
  ['Αθήνα', 'Αθηνα'],
  ['Андрей Ёлкин', 'Андреи Елкин'],
  ['ΑΘΗΝΑΣ και Αθήνας', 'ΑΘΗΝΑΣ και Αθηνασ'],
  ['Ħamrun, Gəncə', 'Hamrun, Gence'],
  ['שָׁלוֹם', 'שלום'],
  ['كَتَبَ أحمد كـتاب', 'كتب احمد كتاب'],
  ['q\u0303 e\u0301', 'q e'],
])('%s is looked up as %s', (text, without) => {
  expect(unaccented(text)).toBe(without);
});

it.each(['O’Brien’s 5°C ½', 'मोदी', '한국', '東京', 'ไทย กำลัง', '😀👨‍👩‍👧'])('%s stays as it is', (text) => {
  expect(unaccented(text)).toBe(text.normalize('NFC'));
});
