import { expect, test } from 'vitest';
import { authorsInByline, authorsInField, isByline } from '../../../../core/text/byline.ts';

test.each([
  ['By Jane Doe', ['Jane Doe']],
  ['By JANE DOE and John van der Roe, Business Editor', ['Jane Doe', 'John van der Roe']],
  ['Jane Doe | John Roe', ['Jane Doe', 'John Roe']],
  ['By Jane Doe in London', ['Jane Doe']],
  ['Staff and agencies', []],
  ['By our correspondent', []],
  ['بقلم ليلى حداد', ['ليلى حداد']],
  ['الكاتب: محمد وليد حسن، سامر الخطيب', ['محمد وليد حسن', 'سامر الخطيب']],
  ['מאת נועה בן-ארי', ['נועה בן-ארי']],
  ['ليلى حداد', []],
])('%s', (byline, authors) => {
  expect(authorsInByline(byline)).toEqual(authors);
});

test.each([
  ['By Jane Doe', true],
  ['By Monday the harbour was open again.', false],
  ['By the sea', false],
  ['Jane Doe', false],
  ['بقلم ليلى حداد', true],
  ['كتب الأطفال الجديدة', false],
])('whether "%s" is a byline: %s', (line, is) => {
  expect(isByline(line)).toBe(is);
});

test.each([
  ['By Jane Doe', ['Jane Doe']],
  ['Ann Beispiel und Jörg Muster, dpa', ['Ann Beispiel', 'Jörg Muster', 'dpa']],
  ['Autorin/Autor Ann Beispiel', ['Ann Beispiel']],
  ['山田 花子', ['山田 花子']],
  ['بقلم ليلى حداد', ['ليلى حداد']],
  ['AFP', ['AFP']],
  ['https://paper.example/people/jane', []],
  ['jane-doe', []],
  ['105092', []],
  ['(Image: Picture Agency)', []],
  ['She has written about harbours since 1999.', []],
])('the authors in the field "%s"', (field, authors) => {
  expect(authorsInField(field)).toEqual(authors);
});

test.each(['von Ann Beispiel', 'Par Anne Exemple', 'Por Ana Ejemplo', 'Text: Ann Beispiel'])(
  '"%s" is a byline',
  (line) => {
    expect(isByline(line)).toBe(true);
  },
);
