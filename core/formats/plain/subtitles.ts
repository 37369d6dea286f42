/** Reads subtitles (SubRip, WebVTT, SubViewer): what is spoken, without numbers and times. */
import type { Paragraph } from '../../document/record.ts';
import { endsSentence } from '../../text/sentenceEnd.ts';

const time = String.raw`(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3}`;
/** WebVTT and SubRip may say where the words are shown, "align:start" and "X1:100". */
const place = String.raw`(?:\s{1,20}[A-Za-z]\w{0,11}:\S{1,60}){0,10}`;
const times = new RegExp(`^(${time})(?:\\s*-->\\s*(${time})${place}|,(${time}))$`);
const header = /^(?:WEBVTT(?:\s|$)|\[INFORMATION\]$)/;
/** Lines above the first cue of a file without a header: its number. */
const mostAbove = 2;

const tag = /<[^<>]{0,200}>|\{\\[^{}]{1,60}\}/g;
/** SubViewer has the lines of a cue on one. */
const lineBreak = /\[br\]/gi;
const voice = /^<v(?:\.[^\s<>]{1,60})?\s([^<>]{1,80})>/;
/** "- Who is there?" and ">> Who is there?" are what somebody else says. */
const turn = /^(?:[-–—]|>{2,3})\s?(?=\S)/;
const references: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
};
const reference = /&(amp|lt|gt|nbsp|lrm|rlm);/g;

/** Seconds of silence, or characters, after which a sentence begins a paragraph. */
const pause = 2;
const enough = 400;

/** The paragraphs of what is spoken; `undefined` if the lines are no subtitles. */
export function spokenParagraphs(lines: readonly string[]): Paragraph[] | undefined {
  const first = lines.findIndex((line) => line.trim() !== '');
  const head = lines.slice(first, first + mostAbove);
  const hasHeader = header.test(head[0] ?? '');
  if (!hasHeader && !head.some((line) => times.test(line.trim()))) return undefined;
  const cues = cuesOf(lines, hasHeader);
  return cues.length === 0 ? undefined : paragraphsOf(cues);
}

interface Cue {
  /** In seconds. */
  start: number;
  end: number;
  lines: string[];
}

function cuesOf(lines: readonly string[], hasHeader: boolean): Cue[] {
  const cues: Cue[] = [];
  let isOpen = false;
  let above = '';
  for (const [i, written] of lines.entries()) {
    const line = written.trim();
    const [, start, end, endOfViewer] = times.exec(line) ?? [];
    const isNumber = /^\d{1,6}$/.test(line) && (above === '' || times.test(lines[i + 1]?.trim() ?? ''));
    if (start !== undefined) {
      cues.push({ start: secondsOf(start), end: secondsOf(end ?? endOfViewer ?? start), lines: [] });
      isOpen = true;
    }
    // An empty line ends a cue of WebVTT, which has notes and styles beside cues; SubRip has numbers alone.
    else if (line === '') isOpen &&= !hasHeader;
    else if (isOpen && !isNumber) cues.at(-1)?.lines.push(line);
    above = line;
  }
  return cues;
}

function paragraphsOf(cues: readonly Cue[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: string[] = [];
  let [length, ended, last, speaker] = [0, 0, '', ''];
  const close = () => {
    if (open.length > 0) paragraphs.push({ role: 'text', text: open.join(' ') });
    [open, length] = [[], 0];
  };
  for (const { start, end, lines } of cues) {
    const isLater = start - ended >= pause || length >= enough;
    if (isLater && endsSentence(last)) close();
    ended = end;
    let isFirst = true;
    for (const line of lines) {
      const said = wordsOf(line);
      // Captions that roll show a line again above the next one.
      if (said === '' || said === last) continue;
      const name: string = voice.exec(line)?.[1] ?? (isFirst ? '' : speaker);
      const isOther = name !== speaker;
      if (isOther || turn.test(line.replace(tag, ''))) close();
      open.push(isOther && name !== '' ? `${name}: ${said}` : said);
      length += said.length;
      [last, speaker, isFirst] = [said, name, false];
    }
  }
  close();
  return paragraphs;
}

const wordsOf = (line: string): string =>
  line
    .replace(tag, '')
    .replace(lineBreak, ' ')
    .replace(turn, '')
    .replace(reference, (_, name: string) => references[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();

function secondsOf(written: string): number {
  return written
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => 60 * sum + Number(part), 0);
}
