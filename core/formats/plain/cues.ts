/** What is spoken, piece by piece, as subtitles and transcripts have it; in paragraphs by speaker. */
import type { Paragraph } from '../../document/record.ts';
import { endsSentence } from '../../text/sentenceEnd.ts';

/** What is said in a stretch of time. */
export interface Cue {
  /** In seconds. */
  start: number;
  end: number;
  said: Said[];
}

export interface Said {
  /** Not empty. */
  text: string;
  /** '' if nobody is named. */
  speaker: string;
  /** Whether a sign says that somebody else begins. */
  isTurn?: boolean;
}

/** "Ann Example: Good morning." */
export const named = /^([^:]{1,60}):\s+(?=\S)/;

/** Seconds of silence, or characters, after which a sentence begins a paragraph. */
const pause = 2;
const enough = 400;
/** Characters after which one begins anyway: captions that a program has heard end no sentence. */
const most = 1200;

/** Who speaks is named where it is somebody else than before. */
export function paragraphsOfCues(cues: readonly Cue[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: string[] = [];
  let [length, ended, last, speaker] = [0, 0, '', ''];
  const close = () => {
    if (open.length > 0) paragraphs.push({ role: 'text', text: open.join(' ') });
    [open, length] = [[], 0];
  };
  for (const { start, end, said } of cues) {
    const isLater = start - ended >= pause || length >= enough;
    if ((isLater && endsSentence(last)) || length >= most) close();
    ended = end;
    for (const { text, speaker: name, isTurn = false } of said) {
      const isOther = name !== speaker;
      if (isOther || isTurn) close();
      open.push(isOther && name !== '' ? `${name}: ${text}` : text);
      length += text.length;
      [last, speaker] = [text, name];
    }
  }
  close();
  return paragraphs;
}

/** Of "1:02:03.5" or "02:03,500"; behind hours, minutes and seconds, "01:02:03:12" counts pictures. */
export function secondsOf(written: string): number {
  const parts = written.replace(',', '.').split(/[:;]/).slice(0, 3);
  return parts.reduce((sum, part) => 60 * sum + Number(part), 0);
}
