/** The export formats, one entry each. All except CSV are lines of JSON. */

import { textOf } from '../../core/document/record.ts';
import { documentDetail, toDocumentDetail } from '../documents/documentItem.ts';
import { toJson } from '../http/json.ts';
import { csvHeader, toCsv } from './csv.ts';
import type { ExportedDocument } from './exportedDocument.ts';
import { toFollowTheMoney } from './followTheMoney.ts';
import { toNewsArticle } from './newsArticle.ts';
import { toNinjs } from './ninjs.ts';
import { toWebAnnotations } from './webAnnotation.ts';

export interface ExportFormat {
  mediaType: string;
  /** The ending of the file's name. */
  extension: string;
  /** The text before the first document. */
  header: string;
  /** The text of one document. */
  write(exported: ExportedDocument): string;
}

const jsonLines = { mediaType: 'application/jsonl', extension: 'jsonl', header: '' };

export const exportFormats = {
  jsonl: {
    ...jsonLines,
    write: (exported) =>
      toLine({
        ...documentDetail.parse(toDocumentDetail(exported.document, exported.content, exported.annotation)),
        text: textOf(exported.content),
      }),
  },
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    header: csvHeader,
    write: toCsv,
  },
  ninjs: { ...jsonLines, write: ({ published }) => toLine(toNinjs(published)) },
  jsonld: { ...jsonLines, write: ({ published }) => toLine(toNewsArticle(published)) },
  ftm: {
    ...jsonLines,
    extension: 'ftm.jsonl',
    write: (exported) => toFollowTheMoney(exported).map(toLine).join(''),
  },
  annotations: {
    ...jsonLines,
    extension: 'annotations.jsonl',
    write: (exported) => toWebAnnotations(exported).map(toLine).join(''),
  },
} as const satisfies Record<string, ExportFormat>;

export type ExportFormatName = keyof typeof exportFormats;
export const exportFormatNames = Object.keys(exportFormats) as [ExportFormatName, ...ExportFormatName[]];

function toLine(value: object): string {
  return `${toJson(value)}\n`;
}
