/** Notices by which an agency takes back a story that it has sent. */
import { anyOf } from '../../text/anyOf.ts';

const withdrawn = anyOf`
  kill(?:ed)?, elimination, withdrawn, withdrawal, retracted, retraction, annulation, annulée?, annullat[ao],
  annullamento, anulad[ao], anulación, zurückgezogen
`;
const urgent = '(?:bulletin|mandatory|story|urgent)';
const canceled = new RegExp(`^(?:${urgent} ){0,3}(?:${withdrawn})(?: notice| advisory)?$`, 'iu');
const withheld = new RegExp(`^(?:${urgent} ){0,3}withh[eo]ld$`, 'i');
/** What may stand before a notice to editors. */
const toEditors = "(?:(?:ADVISORY|(?:NOTE TO )?EDITORS?['’]?(?: NOTE)?): )?";
/** A word alone may be the headline of a story. */
const canceledHeadlines = [
  new RegExp(
    `^${toEditors}(?:(?:BULLETIN|MANDATORY|STORY|URGENT) ){1,3}` +
      '(?:KILL|ELIMINATION|WITHDRAWAL|WITHDRAWN|RETRACTED)(?::|$)',
  ),
  /^(?:KILL(?:[ ,!–-]{1,3}|$)){2,3}$/,
  /^(?:KILL|WITHDRAWAL|RETRACTION) (?:NOTICE|ADVISORY)(?!\p{L})/u,
  /^(?:WITHDRAWN|RETRACTED)(?:-|:| [-–—] )/,
  /^KILL: /,
];
const withheldHeadline = /^WITHHOLD(?:-|:| [-–—] )/;

/** The flag of a version, "BULLETIN KILL", that says that its story is taken back. */
export function flagsOfVersion(version: string): string[] {
  if (canceled.test(version)) return ['status-canceled'];
  return withheld.test(version) ? ['status-withheld'] : [];
}

/** The flag of a headline, "WITHDRAWN-Fire destroys pier", that says so. */
export function flagsOfHeadline(title: string): string[] {
  if (canceledHeadlines.some((headline) => headline.test(title))) return ['status-canceled'];
  return withheldHeadline.test(title) ? ['status-withheld'] : [];
}
