/** Reads subtitles (SubRip, WebVTT, SubViewer): what is spoken, without numbers and times. */
import type { Paragraph } from '../../document/record.ts';
import { type Cue, named, paragraphsOfCues, type Said, secondsOf } from './cues.ts';
import { turnsOf } from './turns.ts';

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

/** The paragraphs of what is spoken; `undefined` if the lines are no subtitles. */
export function spokenParagraphs(lines: readonly string[]): Paragraph[] | undefined {
  const first = lines.findIndex((line) => line.trim() !== '');
  const head = lines.slice(first, first + mostAbove);
  const hasHeader = header.test(head[0] ?? '');
  if (!hasHeader && !head.some((line) => times.test(line.trim()))) return undefined;
  const cues = cuesOf(lines, hasHeader);
  return cues.length === 0 ? undefined : paragraphsOfCues(withSpeakers(cues));
}

/** A cue as it is written. */
interface WrittenCue {
  /** In seconds. */
  start: number;
  end: number;
  lines: string[];
}

function cuesOf(lines: readonly string[], hasHeader: boolean): WrittenCue[] {
  const cues: WrittenCue[] = [];
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

/** The cues with what each line says, and who: a voice is in its cue alone, a name before a colon goes on. */
function withSpeakers(written: readonly WrittenCue[]): Cue[] {
  const isNamed = turnsOf(written.flatMap(({ lines }) => lines.map(wordsOf)));
  let before: string | undefined;
  let last: Said | undefined;
  return written.map(({ start, end, lines }) => {
    let speaker = '';
    const said = lines.flatMap((line) => {
      const words = wordsOf(line);
      const [sign = '', name = ''] = (isNamed(words) && named.exec(words)) || [];
      const isTurn = turn.test(line.replace(tag, ''));
      if (name !== '') before = name;
      else if (isTurn) before = undefined;
      speaker = voice.exec(line)?.[1] ?? before ?? speaker;
      const text = words.slice(sign.length);
      // Captions that roll show a line again above the next one.
      if (text === '' || (text === last?.text && (speaker === '' || speaker === last.speaker))) return [];
      last = { text, speaker, isTurn };
      return last;
    });
    return { start, end, said };
  });
}

const wordsOf = (line: string): string =>
  line
    .replace(tag, '')
    .replace(lineBreak, ' ')
    .replace(turn, '')
    .replace(reference, (_, name: string) => references[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
