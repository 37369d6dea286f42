/** Records in which programs write down speech: pieces with a text and, mostly, a speaker. */
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { paragraphsOfCues } from '../plain/cues.ts';
import { fieldNames } from './fieldNames.ts';
import { lineField, lineOfValue } from './jsonFields.ts';

/** Lists of pieces, those that name speakers first. */
const pieceLists = ['audio_segments', 'utterances', 'segments', 'transcripts', 'channels', 'results'];

interface Piece {
  text: string;
  /** '' if it is not named. */
  speaker: string;
}

/**
 * Finds what people say in a record, in paragraphs by speaker; `undefined` if it has no speech.
 * @param whole the text of the record: the pieces are better if they name speakers and are not less, and
 *   follow it if they are more
 */
export function spokenText(record: JsonObject, whole: string | undefined): string | undefined {
  const around = isObject(record.results) ? record.results : record;
  const lists = pieceLists.map((name) => piecesIn(around[name])).filter((pieces) => pieces.length > 0);
  const found = lists.find((pieces) => pieces.some(isNamed)) ?? lists[0];
  if (found === undefined) return undefined;
  const length = found.reduce((sum, { text }) => sum + text.length, 0);
  if (whole !== undefined && (!found.some(isNamed) || length < leastShare * whole.length)) return undefined;
  const above = whole !== undefined && whole.length < leastShare * length ? [whole] : [];
  // The times are in seconds or in milliseconds, so a pause is not looked for.
  const cues = found.map((piece) => ({ start: 0, end: 0, said: [piece] }));
  return [...above, ...paragraphsOfCues(cues).map(({ text }) => text)].join('\n\n');
}

const leastShare = 0.8;
const isNamed = ({ speaker }: Piece): boolean => speaker !== '';

/** Pieces with headlines are stories, or parts of one. */
function piecesIn(list: unknown): Piece[] {
  const pieces = Array.isArray(list) ? list.filter(isObject) : [];
  return pieces.some((piece) => lineField(piece, fieldNames.title)) ? [] : pieces.flatMap(pieceOf);
}

function pieceOf(piece: JsonObject): Piece[] {
  // Of several readings the first is the likeliest.
  const [best] = Array.isArray(piece.alternatives) ? piece.alternatives : [];
  const holder = isObject(best) ? best : piece;
  const text = lineOfValue(holder.transcript) ?? (holder === piece ? lineOfValue(piece.text) : undefined);
  const { speaker = piece.speaker_label } = piece;
  const named = typeof speaker === 'number' ? `Speaker ${speaker}` : lineOfValue(speaker);
  return text === undefined ? [] : [{ text, speaker: named ?? '' }];
}
