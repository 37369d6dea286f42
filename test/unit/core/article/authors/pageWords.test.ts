import { expect, test } from 'vitest';
import { isPageWord } from '../../../../../core/article/authors/pageWords.ts';

test.each([
  'Sign in',
  'LOG IN',
  'Member Services',
  'Read more',
  'Anmelden',
  'S’inscrire',
  '注册',
  '查看更多',
  '더보기',
  'Name *',
  'YouTube',
  '12 Kommentare',
  'CC-BY 4.0',
  'cc by-nc-sa 3.0',
  'Pressemitteilung',
  'Reporter',
  'No Author',
  '5 min read',
  '12 minute read',
  'Lesezeit: 3 Minuten',
  'Political editor',
  'Chief Sports Writer',
  'Senior business correspondent',
  'Anzeige',
  'Publicité',
  '広告',
])('%s is nobody’s name', (text) => {
  expect(isPageWord(text)).toBe(true);
});

test.each([
  'Jane Quelle',
  'Jane Follow',
  'Thomas More',
  'Register Staff',
  'Reporter Kelmere',
  'Xing Video',
  '20 Minutes',
  'Jane Editor',
  'CC Byrd',
  '王文',
])('%s may be a name', (text) => {
  expect(isPageWord(text)).toBe(false);
});
