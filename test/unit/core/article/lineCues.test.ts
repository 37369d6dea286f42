import { describe, expect, test } from 'vitest';
import { cues, lineCue } from '../../../../core/article/lineCues.ts';

describe('lines around stories', () => {
  test.each([
    ['Comments', cues.comments],
    ['12 comments', cues.comments],
    ['Leave a Reply', cues.comments],
    ['Kommentar schreiben', cues.comments],
    ['Laisser un commentaire', cues.comments],
    ['Mehr zum Thema', cues.elsewhere],
    ['» Read more: Ferries wait', cues.elsewhere],
    ['Photo: Jane Quelle', cues.credit],
    ['Follow us on our channels', cues.request],
    ['© Coast Daily. All rights reserved', cues.credit],
    ['This article was first published in the Coast Daily', cues.closing],
    ['The harbour stayed closed, its manager said.', cues.none],
  ])('%s', (line, cue) => {
    expect(lineCue(line)).toBe(cue);
  });
});
