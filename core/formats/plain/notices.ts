/** Notices by which an agency takes back a story that it has sent. */
import { anyOf } from '../../text/anyOf.ts';

const withdrawn = anyOf`
  kill(?:ed)?, elimination, withdrawn, withdrawal, retracted, retraction, annulation, annulée?, annullat[ao],
  annullamento, anulad[ao], anulación, zurückgezogen
`;
/** A label alone, "BULLETIN KILL", or before a headline, "WITHDRAWN-Fire destroys pier". */
const cancels = new RegExp(
  `^(?:(?:(?:bulletin|mandatory|story|urgent|editors?|eds):? )*(?:${withdrawn})(?: notice| advisory)?$)`,
  'iu',
);
const cancelsBefore = /^(?:WITHDRAWN|RETRACTED)(?:-|:| [-–—] )/;
const withholds = /^(?:(?:bulletin|mandatory|story|urgent) )*withh[eo]ld$/i;

/** The flag of a headline or a label that is such a notice: its text is none of a story. */
export function flagsOfNotice(line: string): string[] {
  if (cancels.test(line) || cancelsBefore.test(line)) return ['status-canceled'];
  return withholds.test(line) ? ['status-withheld'] : [];
}
