/** Reads transcripts with a time, and mostly a speaker, before each turn, as programs write them. */
import type { Paragraph } from '../../document/record.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { eachWord } from '../../text/unspacedScripts.ts';
import { type Cue, named, paragraphsOfCues, type Said, secondsOf } from './cues.ts';
import { turnsOf } from './turns.ts';

/** A transcript in the lines of a text. */
export interface Transcript {
  /** The lines above the first turn: a headline, a date. */
  above: string[];
  spoken: Paragraph[];
}

/** With thousandths, Microsoft Teams writes "0:1:5.120". */
const clock = String.raw`(?:\d{1,3}:\d\d(?::\d\d)?(?:[.,:;]\d{1,3})?|\d{1,3}:\d{1,2}:\d{1,2}\.\d{1,3})`;
/** From and, mostly not said, to. */
const time = String.raw`(?<time>${clock})(?:\s{0,3}(?:-->|[-–])\s{0,3}${clock})?`;
const bracketed = String.raw`[[(]${time}[\])]`;
const letters = String.raw`[\p{L}\p{M}\p{N}.'’_&/)-]{0,30}`;
/** No day, which stands above a transcript: "Thursday 12 November 2026 10:02". */
const noYear = String.raw`(?![^:]{0,80}\b(?:19|20)\d\d\b)`;
const name = String.raw`(?<name>${noYear}[\p{Lu}\p{Lo}]${letters}(?:,? [\p{L}\p{M}\p{N}(]${letters}){0,5})`;
const said = String.raw`(?:$|\s{1,8}(?<said>.+)$)`;

/** The beginnings of turns, each in a line. A time of a ticker, "12:03 Goal!", has no brackets. */
const heads = [
  // "ANN EXAMPLE (10:02): Thank you." "Ann Example [00:10:02]"
  `${name}:? ${bracketed}(?::${said}|$)`,
  // "Ann Example  0:03"
  String.raw`${name}:?(?<bare>\s{1,20})${time}$`,
  // "[Ann Example] 19:00:03"
  String.raw`\[${name}\] ${time}$`,
  // "[00:10:02] ANN EXAMPLE: Thank you."
  `${bracketed} ${name}:${said}`,
  // "[00:10:02] Thank you." "[00:10.000 --> 00:12.000]  Thank you."
  `${bracketed}${said}`,
  // "0:03"
  `${time}$`,
].map((head) => new RegExp(`^${head}`, 'u'));

const nameAlone = new RegExp(`^${name}$`, 'u');
/** Characters of a line in which the time of a head is. */
const longestHead = 250;
/** Some programs repeat the time within a turn. */
const timeInText = new RegExp(String.raw` ?\[(${clock})\] ?`, 'g');

interface Turn {
  /** In seconds. */
  start: number;
  speaker?: string;
  /** Whether the time may be one of the day. */
  isOfDay: boolean;
  /** Whether nothing but the place of the time in its line says that it is one. */
  isBare: boolean;
  lines: string[];
}

/** Turns that a transcript has, and lines that are above them. */
const fewest = 3;
const mostAbove = 12;
/** Times go on, and something is said, in nearly all turns; speakers come back. */
const nearlyAll = 0.9;
const mostSpeakers = 0.75;
/** Words in a second of speech, and of a talk with its pauses; a letter of Chinese is a word. */
const slowest = 1;
const fastest = 8;
const slowestTalk = 0.1;
const timeOfDay = /^(?:[01]?\d|2[0-3]):\d\d$/;
/** What a list of the shots of a video has, which agencies send with their times. */
const shots = /^\W{0,3}SHOT ?LIST\b|\bSOUNDBITE\b/;
/** Seconds in which speech begins. */
const latestStart = 60;

/** The transcript that the lines are; `undefined` if they are none. */
export function transcriptIn(lines: readonly string[]): Transcript | undefined {
  if (lines.some((line) => shots.test(line))) return undefined;
  const { above, turns } = turnsIn(lines);
  if (above.filter((line) => line !== '').length > mostAbove || !areSpeech(turns)) return undefined;
  return { above, spoken: paragraphsOfCues(cuesOf(turns)) };
}

/** Programmes, events and flashes of a day, results and goals are listed by their times as well. */
function areSpeech(turns: readonly Turn[]): boolean {
  const inOrder = turns.filter(({ start }, i) => start >= (turns[i - 1]?.start ?? 0));
  const withWords = turns.filter((turn) => turn.lines.some((line) => /\p{L}/u.test(line)));
  const least = Math.max(fewest, nearlyAll * turns.length);
  if (Math.min(inOrder.length, withWords.length) < least) return false;
  const speakers = speakersOf(turns);
  const beginsLate = (turns[0]?.start ?? 0) > latestStart;
  const pace = paceOf(turns);
  if (speakers.length < fewest) return !beginsLate && pace >= slowest && pace <= fastest;
  const mayBeDay = turns.some(({ isBare }) => isBare) || turns.every(({ isOfDay }) => isOfDay);
  return comeBack(speakers) && pace >= slowestTalk && !(beginsLate && mayBeDay);
}

const speakersOf = (turns: readonly Turn[]): string[] => turns.flatMap(({ speaker }) => speaker ?? []);

const comeBack = (speakers: readonly string[]): boolean =>
  speakers.length >= fewest && new Set(speakers).size <= mostSpeakers * speakers.length;

/** The turns, each with the lines below its first one, and what is above them. */
function turnsIn(lines: readonly string[]): { above: string[]; turns: Turn[] } {
  const above: string[] = [];
  const turns: Turn[] = [];
  for (const written of lines) {
    const line = written.trim();
    const turn = turnOf(line);
    const last = turns.at(-1);
    if (turn !== undefined) turns.push(turn);
    else if (last === undefined) above.push(line);
    else last.lines.push(line);
  }
  const withNames = turns.map(withSpeakerInLine);
  return { above, turns: comeBack(speakersOf(withNames)) ? withNames : turns };
}

/** The turn that a line begins. */
function turnOf(line: string): Turn | undefined {
  if (!/\d:\d/.test(line.slice(0, longestHead))) return undefined;
  for (const head of heads) {
    const { time, name: speaker, said = '', bare } = head.exec(line)?.groups ?? {};
    if (time === undefined) continue;
    const isBare = bare !== undefined;
    const isOfDay = timeOfDay.test(time);
    return { start: secondsOf(time), isOfDay, isBare, lines: [said], ...omitUndefined({ speaker }) };
  }
  return undefined;
}

/** A speaker may stand in a line between the time and what is said. */
function withSpeakerInLine(turn: Turn): Turn {
  const at = turn.lines.findIndex((line) => line !== '');
  const speaker = turn.lines[at];
  const lines = turn.lines.slice(at + 1);
  const isName = turn.speaker === undefined && speaker !== undefined && nameAlone.test(speaker);
  return isName && lines.some((line) => line !== '') ? { ...turn, speaker, lines } : turn;
}

/** The turns with who speaks in each, who goes on where a time alone follows. */
function cuesOf(turns: readonly Turn[]): Cue[] {
  const isNamed = turnsOf(turns.flatMap(({ lines }) => lines));
  let speaker = '';
  return turns.map((turn, i) => {
    const { start } = turn;
    const end = turns[i + 1]?.start ?? Number.POSITIVE_INFINITY;
    const withoutTime = (written: string, time: string): string => {
      const at = secondsOf(time);
      return at >= start && at <= end ? ' ' : written;
    };
    speaker = turn.speaker ?? speaker;
    const said: Said[] = [];
    let isTurn = false;
    for (const line of turn.lines) {
      const [sign = '', name] = (turn.speaker === undefined && isNamed(line) && named.exec(line)) || [];
      speaker = name ?? speaker;
      const text = line.slice(sign.length).replace(timeInText, withoutTime).trim();
      if (text !== '') said.push({ text, speaker, isTurn });
      // An empty line begins a paragraph.
      isTurn = text === '' && said.length > 0;
    }
    return { start, end, said };
  });
}

/** Words in a second, the last turn's apart: few in a programme, a ticker or a list of results. */
function paceOf(turns: readonly Turn[]): number {
  const [first, last] = [turns[0]?.start ?? 0, turns.at(-1)?.start ?? 0];
  const words = turns
    .slice(0, -1)
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => sum + (line.match(eachWord)?.length ?? 0), 0);
  return words / (last - first);
}
