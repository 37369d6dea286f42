/**
 * Patterns that recheck calls super-linear or cannot decide. Of some the input is bounded: `bounded` says by
 * what. Of the others the work is linear: `linear` says why, and `growth.ts` measures it. `starts` is the
 * beginning of the pattern as it is written between slashes; it must match a pattern that exists.
 */
export type ListedPattern = { starts: string } & ({ bounded: string } | { linear: string });

export const listedPatterns: readonly ListedPattern[] = [
  // core/dates/moment.ts
  {
    starts: '/^(?:[a-z]{3,9}(?:,\\s*|\\s+))?(?<day>',
    bounded: 'at most 80 characters',
  },
  {
    starts: '/^(?:[a-z]{3,9}(?:,\\s*|\\s+))?(?<name>',
    bounded: 'at most 80 characters',
  },
  // core/article
  {
    starts: '/(?:^|[\\s_-])(?:comments?|disqus|',
    bounded: 'the names of an element, at most 1,000 characters',
  },
  { starts: '/\\((?:AP |AFP |EPA )?(?:photos?|', bounded: 'texts are cut to longestCredit' },
  {
    starts: '/^(?:error|http)?[\\s:]*(?:404|410',
    linear: 'anchored, and the alternatives without an anchor are fixed words',
  },
  {
    starts: '/\\b(?:we|our|you|your|wir|unser\\w*',
    linear: 'a word boundary before it: no two starts share a word',
  },
  { starts: '/\\b(?:subscribe|sign up|log in|', bounded: 'paragraphs below maxOfferLength' },
  { starts: '/(?:\\b(?:am|on|le|el|il|op|den|vom)', bounded: 'lines of at most 100 characters' },
  {
    starts: '/\\b(?:cookies?|consent|privacy|',
    linear: 'fixed words at a word boundary: no two starts share a word',
  },
  ...['nav\\w*', 'sidebar', 'captions?', 'newsletters?', 'byline', 'stand-?first'].map((word) => ({
    starts: `/^(?:${word}|`,
    linear: 'anchored, and each alternative is a fixed word with at most one repetition',
  })),
  {
    starts: '/(?<!\\\\)(?:\\\\\\\\)*"/g',
    linear: 'starts only after another sign: no two starts share backslashes',
  },
  { starts: '/["\'](?:date_?published|', linear: 'fixed words and short repetitions' },
  {
    starts: '/^(?!og:|twitter:|article:)',
    linear: 'anchored, and what follows the repetition is a fixed word',
  },
  {
    starts: '/ (?:[|–—·»«•>*]|-|::|:) |',
    linear: 'a space ends the repetition, and each start has one: no two starts share a stretch',
  },
  // core/dates/writtenDate.ts
  { starts: '/(?<![\\p{L}\\d])(\\d{1,2})(?:st|nd', bounded: 'texts are cut to maxLength' },
  { starts: '/(?<![\\p{L}\\p{M}\\d])(\\p{L}[', bounded: 'texts are cut to maxLength' },
  { starts: '/(?<!\\d)((?:19|20)\\d{2})[.,]?\\s(?:m', bounded: 'texts are cut to maxLength' },
  // core/entities/token.ts
  {
    starts: '/\\p{N}+(?:[.,:]\\p{N}+)*(?:st|nd|rd|th|s|m|bn|k|pm|am)?(?![\\p{L}\\p{N}])',
    linear: 'where the first alternative fails, at digits before a letter, the third takes all of them',
  },
  // core/markup/htmlFragment.ts
  { starts: '/<\\/?(?:p|br|div|', linear: 'the next < ends the repetition: no two starts share a stretch' },
  // core/document, core/text/unspacedScripts.ts: the flag v, which recheck does not know
  { starts: '/\\s+|[[\\p{L}\\p{M}\\p{N}]--[', linear: 'each alternative is one class, repeated' },
  { starts: '/[[\\p{L}\\p{M}\\p{N}]--[', linear: 'each alternative is one class, repeated' },
  // core/entities/inflection.ts
  { starts: '/(?:\\[([^\\]]+)\\]|(.))\\$$/u', bounded: 'case endings of core/entities/data, no input' },
  // core/formats
  { starts: '/(?:\\[?(?:…|\\.\\.\\.)\\]?|\\(more', bounded: 'the last longestTeaser characters' },
  {
    starts: '/^(?:ï»¿)?\\s*\\{[\\s\\S]{0,2000}"version"',
    linear: 'anchored, and at most 2,000 signs are tried',
  },
  { starts: '/(?:^|[/#:])(?:\\w{0,40}Article|', linear: 'short repetitions before fixed words' },
  {
    starts: '/!?\\[([^[\\]\\n]{1,300})\\]',
    linear: 'the next bracket ends the repetition: no two starts share a stretch',
  },
  { starts: '/(\\*\\*|__)([^*_\\n]{1,500})', linear: 'the next sign ends the repetition' },
  { starts: '/<meta[^>]{0,200}?\\bcharset', bounded: 'the first bytes of a page' },
  { starts: '/^(?:ï»¿)?\\s*(?:(?:\\[\\s*)*', bounded: 'the first 4,096 bytes' },
  {
    starts: '/^([^"]*?)(?:,? ?"[\\s\\S]*)?( in JSON at',
    bounded: "the engine's message, which quotes 20 characters",
  },
  { starts: '/([^\\s<>@",;:()]{1,320})@', bounded: 'the first 2,000 characters of a field' },
  { starts: '/^[\'"]+|[\'"]+$/g', bounded: 'the first 2,000 characters of a field' },
  { starts: '/(\\p{L}+)([-\\u2010\\u00ad¬])$/u', bounded: 'the last 60 characters of a line' },
  { starts: '/^([A-Za-z][\\w-]{0,40})\\s*=\\s*(.*)$/', bounded: 'lines below longestLine' },
  { starts: '/^\\s*-\\s+(?:name:\\s+)?(.+)$/', bounded: 'lines below longestLine' },
  { starts: '/^([A-Za-z][\\w-]{0,40})\\s*:(?:', bounded: 'lines below longestLine' },
  { starts: '/"(?:[^"\\\\]|\\\\.)*"|', bounded: 'lines below longestLine' },
  { starts: '/<([\\w.-]{1,255})>/', linear: 'no < is in the repetition: no two starts share a stretch' },
  {
    starts: '/<([^<>\\s]{3,900})>/',
    linear: 'the next < ends the repetition: no two starts share a stretch',
  },
  { starts: '/\\s+#.*$/', bounded: 'lines below longestLine' },
  { starts: '/^\\[(.*)\\](?:\\s+#.*)?$/', bounded: 'lines below longestLine' },
  { starts: '/(?:^|\\s)#[^"\']*$/', bounded: 'lines below longestLine' },
  {
    starts: '/(^|[\\s(“"\'])[*_]([^*_\\s][^*_\\n]{0,500})[*_]',
    linear: 'the next star ends the repetition: no two starts share a stretch',
  },
  // core/text
  { starts: '/^(?:Dr\\.? |Prof\\.? )*', bounded: 'bylines of at most 300 characters' },
  { starts: '/^\\s*(?:(?:words|written|', linear: 'anchored, and a fixed word separates the repetitions' },
  { starts: '/^.{20,}?[.!?]', bounded: 'the first 400 characters of a paragraph' },
  { starts: '/ (?:in|aus|à|en) \\p{Lu}.*$/u', bounded: 'bylines of at most 300 characters' },
  { starts: '/;|\\/|&|·|•|', linear: 'at most 30 characters of a word on each side of a letter' },
  { starts: '/,|\\||;|\\/|&|·|•|', linear: 'as the one before' },
  { starts: '/\\p{Lu}\\S* \\p{Lu}/u', bounded: 'bylines of at most 300 characters' },
  { starts: '/(?:(?<=\\))\\.)?[\\s—–_-]+$/', bounded: 'the first 140 characters of a paragraph' },
  { starts: '/[\\s,;:–—-]+$/', bounded: 'a headline of at most maxHeadlineLength characters' },
  // functions
  { starts: '/f+$/', bounded: 'the digits of a slice, at most longestPrefix' },
  // local
  { starts: '/\\uFFFD+$/', bounded: 'an object key of at most 1,024 bytes' },
];
