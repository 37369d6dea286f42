/** The forms in which documents leave: a row of the list for each. All but CSV are lines of JSON. */

import { textOf } from '../../core/document/record.ts';
import { wholeDocument, wholeOf } from '../documentItem.ts';
import { csvHeader, toCsv } from './csv.ts';
import type { Exported } from './exported.ts';
import { toFollowTheMoney } from './followTheMoney.ts';
import { toNewsArticle } from './newsArticle.ts';
import { toNinjs } from './ninjs.ts';
import { toWebAnnotations } from './webAnnotation.ts';

export interface ExportFormat {
  mediaType: string;
  /** Of the file. */
  ending: string;
  /** Before the first document. */
  header: string;
  write(exported: Exported): string;
}

const json = { mediaType: 'application/jsonl', ending: 'jsonl', header: '' };

export const exportFormats = {
  jsonl: {
    ...json,
    write: (exported) =>
      line({
        ...wholeDocument.parse(wholeOf(exported.document, exported.content, exported.annotation)),
        text: textOf(exported.content),
      }),
  },
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    ending: 'csv',
    header: csvHeader,
    write: toCsv,
  },
  ninjs: { ...json, write: ({ published }) => line(toNinjs(published)) },
  jsonld: { ...json, write: ({ published }) => line(toNewsArticle(published)) },
  ftm: { ...json, ending: 'ftm.jsonl', write: (exported) => toFollowTheMoney(exported).map(line).join('') },
  annotations: {
    ...json,
    ending: 'annotations.jsonl',
    write: (exported) => toWebAnnotations(exported).map(line).join(''),
  },
} as const satisfies Record<string, ExportFormat>;

export type ExportFormatName = keyof typeof exportFormats;
export const exportFormatNames = Object.keys(exportFormats) as [ExportFormatName, ...ExportFormatName[]];

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
