/**
 * XML of no standard that has an article in each of its records, as databases and content systems export it.
 * Elements name the fields as columns do in CSV. Read as a stream, one record at a time.
 */

import { asUtf8, binaryEvidence } from '../../charset/charset.ts';
import { BadInput, refuse } from '../../errors.ts';
import type { JsonObject } from '../../jsonObject.ts';
import { type StreamedElement, streamElements } from '../../markup/xml.ts';
import { elementsIn, type XmlElement } from '../../markup/xmlElement.ts';
import { XmlRepairer } from '../../markup/xmlRepair.ts';
import { xmlRootOf } from '../../markup/xmlRoot.ts';
import { XmlTree } from '../../markup/xmlTree.ts';
import { wordSet } from '../../text/wordSet.ts';
import { dateFields, withResolvedDates } from '../csv/csvDates.ts';
import type { ContainerFormat, ContainerInput, DocumentMember, RefusedMember } from '../format.ts';
import { memberOfRecord } from '../json/jsonMember.ts';
import { keepMembersBeforeError } from '../keepMembersBeforeError.ts';
import { fieldOf, fieldsIn, isText, isTitle, recordOf } from './xmlFields.ts';

/** Pages and drawings have titles and texts too, which are no articles. */
const otherRoots = wordSet`html head body svg`;
const declaration = /^\s*<\?xml\s/;
const dateColumns = [...dateFields];

export const xmlRecords: ContainerFormat = {
  name: 'xml',
  kind: 'container',
  seconds: 5,

  /** Declared XML in whose head an element has a title and a text. */
  recognises: (head) => binaryEvidence(head) === undefined && findRecords(head).length > 0,

  async read(input) {
    const found = findRecords(input.head);
    const isWhole = found.some(({ parent }) => parent === undefined);
    const tags = isWhole ? [] : found.map(({ tag }) => tag);
    return { feed: false, members: keepMembersBeforeError(readRecords(input, new Set(tags), isWhole)) };
  },
};

/** The elements in the head that are records: those with a title and a text that is no list of others. */
function findRecords(head: Uint8Array): XmlElement[] {
  const root = xmlRootOf(head);
  if (root === undefined || root.declares || otherRoots.has(root.name.toLowerCase())) return [];
  const text = new TextDecoder().decode(asUtf8(head));
  if (!declaration.test(text)) return [];
  const opened: XmlElement[] = [];
  const tree = new XmlTree((element) => opened.push(element) === 0);
  try {
    tree.write(new XmlRepairer().write(text), []);
  } catch (error) {
    // What precedes the fault decides.
    if (!(error instanceof BadInput)) throw error;
  }
  const records: XmlElement[] = [];
  const tags = new Set<string>();
  // Records, and what has more of them than of others: a list of them is no text of what is around it.
  const lists = new Set<XmlElement>();
  const hasText = (element: XmlElement) =>
    fieldsIn(element).some((field) => isText(fieldOf(field)) && !lists.has(field) && !tags.has(field.tag));
  // What is inside an element comes before it.
  for (const element of opened.toReversed()) {
    const isRecord = hasTitle(element) && hasText(element);
    if (isRecord) {
      records.push(element);
      tags.add(element.tag);
    }
    const inside = elementsIn(element);
    if (isRecord || 2 * inside.filter((each) => lists.has(each)).length > inside.length) lists.add(element);
  }
  // The head may cut the last record before its text. Then the others show that it is one, and no text.
  return records.filter(hasText);
}

/** Whether an element has a title, in it or as an attribute. */
const hasTitle = (element: XmlElement): boolean =>
  fieldsIn(element).some((field) => isTitle(fieldOf(field))) || Object.keys(element.attributes).some(isTitle);

/** A record on its way through the dates of the others. */
interface Row {
  part: string;
  bytes: Uint8Array;
  record: JsonObject;
  /** Its dates, as `dateColumns` names them. */
  fields: readonly string[];
  decoding: Pick<StreamedElement, 'charset' | 'flags'>;
}

/** @param isWhole whether the root is the only record; else records have one of the tags */
async function* readRecords(
  { info, stream }: ContainerInput,
  tags: ReadonlySet<string>,
  isWhole: boolean,
): AsyncGenerator<DocumentMember | RefusedMember> {
  async function* rows(): AsyncGenerator<Row> {
    let count = 0;
    for await (const { element, charset, flags } of streamElements(stream(), {
      contentType: info.contentType,
      wanted: ({ tag, parent }) => parent !== undefined && tags.has(tag),
    })) {
      if ((element.parent === undefined) !== isWhole) continue;
      const part = isWhole ? '' : `record ${++count}`;
      // Other tables of a database have rows too.
      if (hasTitle(element) || fieldsIn(element).some((field) => isText(fieldOf(field))))
        yield rowOf(part, recordOf(element), { charset, flags });
    }
  }
  for await (const row of withResolvedDates(rows(), dateColumns, info.modified)) yield memberOf(row, isWhole);
}

function rowOf(part: string, record: JsonObject, decoding: Row['decoding']): Row {
  const fields = dateColumns.map((name) => {
    const value = record[name];
    return typeof value === 'string' ? value : '';
  });
  return { part, bytes: new TextEncoder().encode(JSON.stringify(record)), record, fields, decoding };
}

function memberOf(row: Row, isWhole: boolean): DocumentMember | RefusedMember {
  const { part, bytes, record, fields, decoding } = row;
  const dates = dateColumns.flatMap((name, i) => (fields[i] ? [[name, fields[i]]] : []));
  const member = memberOfRecord({ ...record, ...Object.fromEntries(dates) }, decoding, bytes, 'xml/1');
  if (member !== undefined && !('code' in member)) return isWhole ? { ...member, part } : member;
  const { code, evidence } = member ?? { code: 'json.no_article', evidence: 'it declares to be no article' };
  const place = isWhole ? evidence : `${part}: ${evidence}`;
  return { part, refusal: refuse(code === 'json.no_article' ? 'extract.no_content' : code, place) };
}
