/** Reads dates, source and status of a NewsML-G2 item. */
import { parseMoment } from '../../dates/moment.ts';
import { type Content, type Moment, type Paragraph, unknownSource } from '../../document/record.ts';
import { webAddress } from '../../document/urls.ts';
import { childOf, childrenOf, elementAt, lineIn, type XmlElement } from '../../markup/xmlElement.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { tidyLine } from '../../text/tidy.ts';
import { flagsOfStatus } from '../unpublished.ts';
import { type ConceptNames, withoutScheme } from './newsmlConcepts.ts';

/**
 * Flags for `stat:canceled` and `stat:withheld` (IPTC publishing status) and for an embargo: people decide
 * what to do.
 */
export function statusFlags(about: XmlElement | undefined): string[] {
  const { qcode, uri } = childOf(about, 'pubStatus')?.attributes ?? {};
  return [...flagsOfStatus(qcode ?? uri), ...(embargoOf(about) === undefined ? [] : ['embargoed'])];
}

const correction = /(?:^|[:/])correction$/;

/** What a correction corrects, by its notes to editors; notes of other roles, as contacts, are no text. */
export function correctionsIn(about: XmlElement | undefined): Paragraph[] {
  const isCorrection = childrenOf(about, 'signal').some(({ attributes: { qcode, uri } }) =>
    correction.test(qcode ?? uri ?? ''),
  );
  const notes = childrenOf(about, 'edNote').filter(
    ({ attributes: { role } }) => isCorrection && (role === undefined || /correct/i.test(role)),
  );
  return notes.flatMap((note) => {
    const text = lineIn(note);
    return text === undefined ? [] : [{ role: 'correction', text }];
  });
}

/** The end of the embargo; `undefined` if there is none, or it says no date. */
export function embargoEnd(about: XmlElement | undefined): Moment | undefined {
  return parseMoment(embargoOf(about) ?? '', 'newsml-g2');
}

/** The end as it is written. The schema allows an empty element, which is an embargo without an end. */
function embargoOf(about: XmlElement | undefined): string | undefined {
  const embargoed = childOf(about, 'embargoed');
  return embargoed && (lineIn(embargoed) ?? '');
}

interface ItemDates {
  published: Moment | undefined;
  modified: Moment | undefined;
}

/** The dates of the content, or else those of the item. */
export function newsmlDates(item: XmlElement, inText: Moment | undefined): ItemDates {
  const moment = (part: string, tag: string) =>
    parseMoment(lineIn(elementAt(item, part, tag)) ?? '', 'newsml-g2');
  const created = moment('contentMeta', 'contentCreated') ?? moment('itemMeta', 'firstCreated') ?? inText;
  const changed = moment('contentMeta', 'contentModified') ?? moment('itemMeta', 'versionCreated');
  return datesOfVersion(created, changed);
}

/** The dates of an item by when it was created first, and when this version of it was. */
export function datesOfVersion(created: Moment | undefined, changed: Moment | undefined): ItemDates {
  const isSame = created === undefined || changed?.value === created.value;
  return { published: created ?? changed, modified: isSame ? undefined : changed };
}

/** The element that names who provides a NewsML-G2 item. */
export function providerOf(item: XmlElement): XmlElement | undefined {
  return elementAt(item, 'itemMeta', 'provider');
}

/** The source of a NewsML-G2 item, with its terms of use and its embargo. */
export function newsmlSource(item: XmlElement, nameOf: ConceptNames): Content['source'] {
  const rights = childOf(item, 'rightsInfo');
  const provider = withoutScheme(nameOf(providerOf(item)));
  const publisher = withoutScheme(nameOf(childOf(rights, 'copyrightHolder')));
  const embargo = embargoOf(childOf(item, 'itemMeta'));
  const terms = [
    ...(embargo === undefined ? [] : [embargo === '' ? 'Embargoed' : `Embargoed until ${embargo}`]),
    ...childrenOf(rights, 'usageTerms', 'copyrightNotice').flatMap((notice) => lineIn(notice) ?? []),
  ];
  return {
    // An address is no name.
    name: (webAddress(provider) === undefined ? provider : (publisher ?? provider)) ?? unknownSource,
    ...omitUndefined({
      guid: tidyLine(item.attributes.guid),
      publisher,
      usageTerms: terms.length === 0 ? undefined : terms.join(' · '),
    }),
  };
}
