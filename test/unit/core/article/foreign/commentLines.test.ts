import { describe, expect, test } from 'vitest';
import { isAgoLine, isAnswerLine, isReplyLine } from '../../../../../core/article/foreign/commentLines.ts';

describe('lines of comments', () => {
  test.each([
    'Reply',
    'Antworten',
    'Report comment',
    'Like (12)',
    'Jane Quelle says:',
    'Jan sagt am 3. Mai 2021:',
  ])('%s is a line of a comment', (line) => {
    expect(isAnswerLine(line)).toBe(true);
  });

  test('a sentence is none', () => {
    expect(isAnswerLine('The manager says that the ferry waits.')).toBe(false);
    expect(isAnswerLine('Likely to close')).toBe(false);
  });

  test.each([
    '2 hours ago',
    'vor 3 Tagen',
    'il y a 5 minutes',
    '3h',
    'a year ago',
    '3小时前',
    '5分钟前',
    '2日前',
    '3시간 전',
  ])('%s', (line) => {
    expect(isAgoLine(line)).toBe(true);
  });

  test('a row of buttons answers a comment if one of them does', () => {
    for (const line of ['Reply', 'Reply · Like 3 · Report', '回复 踩0 赞85 收藏', '답글 신고'])
      expect(isReplyLine(line)).toBe(true);
    for (const line of ['Like 3 · Share', 'Reply to the council is due', '12', 'Replying', 'Svar:'])
      expect(isReplyLine(line)).toBe(false);
  });

  test('a number is no time', () => {
    expect(isAgoLine('12')).toBe(false);
    expect(isAgoLine('3 ferries')).toBe(false);
    expect(isAgoLine('2021年前')).toBe(false);
  });
});
