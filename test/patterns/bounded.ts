/**
 * Patterns that recheck calls super-linear or cannot decide, and why they do no harm: either their input is
 * bounded, or the total work stays linear. `starts` is the beginning of the pattern as
 * it is written between slashes; it must match a pattern that exists.
 */
export interface BoundedPattern {
  starts: string;
  why: string;
}

export const boundedPatterns: readonly BoundedPattern[] = [
  // core/dates/moment.ts
  { starts: '/^(?:[a-z]{3,9},?\\s+)?(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+', why: 'at most 64 characters' },
  { starts: '/^(?:[a-z]{3,9},?\\s+)?([a-z]{3,9})\\.?\\s+(\\d{1,2})', why: 'at most 64 characters' },
  // core/article
  {
    starts: '/(?:^|[\\s_-])(?:comments?|disqus|',
    why: 'the names of an element, at most 1,000 characters',
  },
  {
    starts: '/^(?:error|http)?[\\s:]*(?:404|410',
    why: 'anchored, and the alternatives without an anchor are fixed words',
  },
  {
    starts: '/\\b(?:we|our|you|your|wir|unser\\w*',
    why: 'a word boundary before it: no two starts share a word',
  },
  { starts: '/\\b(?:subscribe|sign up|log in|', why: 'paragraphs below maxOfferLength' },
  { starts: '/©|copyright|all rights reserved', why: 'paragraphs below 400 characters' },
  {
    starts: '/\\b(?:cookies?|consent|privacy|',
    why: 'fixed words at a word boundary: no two starts share a word',
  },
  ...['nav\\w*', 'sidebar', 'captions?', 'newsletters?', 'byline', 'stand-?first'].map((word) => ({
    starts: `/^(?:${word}|`,
    why: 'anchored, and each alternative is a fixed word with at most one repetition',
  })),
  {
    starts: '/(?<!\\\\)(?:\\\\\\\\)*"/g',
    why: 'starts only after another sign: no two starts share backslashes',
  },
  { starts: '/["\'](?:date_?published|', why: 'fixed words and short repetitions' },
  { starts: '/^(?!og:|twitter:|article:)', why: 'anchored, and what follows the repetition is a fixed word' },
  {
    starts: '/ (?:[|–—·»«•>*]|-|::|:) |',
    why: 'a space ends the repetition, and each start has one: no two starts share a stretch',
  },
  // core/dates/writtenDate.ts
  { starts: '/(?<![\\p{L}\\d])(\\d{1,2})(?:st|nd', why: 'texts are cut to maxLength' },
  { starts: '/(?<![\\p{L}\\p{M}\\d])(\\p{L}[', why: 'texts are cut to maxLength' },
  { starts: '/(?<!\\d)((?:19|20)\\d{2})[.,]?\\s(?:m', why: 'texts are cut to maxLength' },
  // core/entities/token.ts
  {
    starts: '/\\p{N}+(?:[.,:]\\p{N}+)*(?:st|nd|rd|th|s|m|bn|k|pm|am)?(?![\\p{L}\\p{N}])',
    why: 'where the first alternative fails, at digits before a letter, the third takes all of them',
  },
  // core/markup/htmlFragment.ts
  { starts: '/<\\/?(?:p|br|div|', why: 'the next < ends the repetition: no two starts share a stretch' },
  // core/document: the flag v, which recheck does not know
  { starts: '/\\s+|[[\\p{L}\\p{M}\\p{N}]--[', why: 'each alternative is one class, repeated' },
  { starts: '/[[\\p{L}\\p{M}\\p{N}]--[', why: 'each alternative is one class, repeated' },
  // core/entities/inflection.ts
  { starts: '/(?:\\[([^\\]]+)\\]|(.))\\$$/u', why: 'case endings of core/entities/data, no input' },
  // core/formats
  { starts: '/(?:\\[?(?:…|\\.\\.\\.)\\]?|\\(more', why: 'the last longestTeaser characters' },
  {
    starts: '/^(?:ï»¿)?\\s*\\{[\\s\\S]{0,2000}"version"',
    why: 'anchored, and at most 2,000 signs are tried',
  },
  { starts: '/(?:^|[/#:])(?:\\w{0,40}Article|', why: 'short repetitions before fixed words' },
  {
    starts: '/(?<!\\p{L})\\p{L}+(?:-\\p{L}+)+/gu',
    why: 'starts only at the first letter of a word: no two starts share a word',
  },
  {
    starts: '/!?\\[([^[\\]\\n]{1,300})\\]',
    why: 'the next bracket ends the repetition: no two starts share a stretch',
  },
  { starts: '/(\\*\\*|__)([^*_\\n]{1,500})', why: 'the next sign ends the repetition' },
  { starts: '/<meta[^>]{0,200}?\\bcharset', why: 'the first bytes of a page' },
  { starts: '/^(?:ï»¿)?\\s*(?:(?:\\[\\s*)*', why: 'the first 4,096 bytes' },
  {
    starts: '/^([^"]*?)(?:,? ?"[\\s\\S]*)?( in JSON at',
    why: "the engine's message, which quotes 20 characters",
  },
  { starts: '/([^\\s<>@",;:()]{1,320})@', why: 'the first 2,000 characters of a field' },
  { starts: '/^[\'"]+|[\'"]+$/g', why: 'the first 2,000 characters of a field' },
  { starts: '/(\\p{L}+)[-\\u00ad\\u2010]$/u', why: 'the last 60 characters of a line' },
  { starts: '/^([A-Za-z][\\w-]{0,40})\\s*=\\s*(.*)$/', why: 'lines below longestLine' },
  { starts: '/^\\s*-\\s+(?:name:\\s+)?(.+)$/', why: 'lines below longestLine' },
  { starts: '/^([A-Za-z][\\w-]{0,40})\\s*:(?:', why: 'lines below longestLine' },
  { starts: '/^(["\'])(.*)\\1$/', why: 'lines below longestLine' },
  { starts: '/<([\\w.-]{1,255})>/', why: 'no < is in the repetition: no two starts share a stretch' },
  { starts: '/<([^<>\\s]{3,900})>/', why: 'the next < ends the repetition: no two starts share a stretch' },
  { starts: '/\\s+#.*$/', why: 'lines below longestLine' },
  {
    starts: '/(^|[\\s(“"\'])[*_]([^*_\\s][^*_\\n]{0,500})[*_]',
    why: 'the next star ends the repetition: no two starts share a stretch',
  },
  // core/text
  { starts: '/^(?:Dr\\.? |Prof\\.? )*\\p{Lu}', why: 'bylines of at most 300 characters' },
  { starts: '/^\\s*(?:(?:words|written|', why: 'anchored, and a fixed word separates the repetitions' },
  { starts: '/^.{20,}?[.!?]', why: 'the first 400 characters of a paragraph' },
  { starts: '/ (?:in|aus|à|en) \\p{Lu}.*$/u', why: 'bylines of at most 300 characters' },
  { starts: '/\\p{Lu}\\S* \\p{Lu}/u', why: 'bylines of at most 300 characters' },
  { starts: '/[\\s—–-]+$/', why: 'the first 140 characters of a paragraph' },
  { starts: '/[\\s,;:–—-]+$/', why: 'a headline of at most maxHeadlineLength characters' },
  // local
  { starts: '/\\uFFFD+$/', why: 'an object key of at most 1,024 bytes' },
];
