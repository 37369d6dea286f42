/** `dateline explain <key>`: the life of one file: its versions, what came of each look and why, its documents, what it waits for. */
import { model } from '../core/entities/annotate.ts';
import { type Code, refuse } from '../core/errors.ts';
import { readerVersion } from '../core/formats/readerVersion.ts';
import type { DeadLetter } from '../core/quarantine/deadLetter.ts';
import { type ExplainedDocument, explain as explainKey } from '../core/queries/explain.ts';
import type { VersionOutcome } from '../core/queries/versionOutcomes.ts';
import type { Claim } from '../core/records/claim.ts';
import type { RefusedPart } from '../core/records/refused.ts';
import type { Command } from './command.ts';
import { printable } from './printable.ts';

const time = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const explain: Command = {
  summary: 'the life of one file of the inbox, and what it still waits for',
  operands: ['key'],
  options: {},
  async run({ ports }, { operands: [key = ''] }, print) {
    const found = await explainKey(ports, key);
    if (found === undefined) {
      print(`Nothing is known of «${printable(key)}», neither in the bucket nor in the records.`);
      return 1;
    }
    const waits = [
      ...found.waitsFor,
      ...found.documents.flatMap(({ doc, waitsFor }) => waitsFor.map((each) => `Document ${doc}: ${each}`)),
    ];
    const lines = [
      key,
      '',
      'Versions in the bucket, the newest first:',
      ...(found.versions.length === 0 ? ['  none'] : found.versions.map(versionLine)),
      '',
      'The last look:',
      ...claimLines(found.claim),
      ...found.parts.flatMap(partLines),
      '',
      ...found.documents.flatMap(documentLines),
      ...found.deadLetters.flatMap(deadLetterLines),
      `Read by ${readerVersion}, annotated by ${model}.`,
      waits.length === 0 ? 'It waits for nothing.' : 'It still waits for this:',
      ...waits.map((each) => `  ${each}`),
    ];
    for (const line of lines) print(printable(line));
    return 0;
  },
};

function versionLine({ version, size, modified, latest, deleted, outcome }: VersionOutcome): string {
  return `  ${version}, ${time(modified)}, ${deleted ? 'deleted' : `${size} bytes`}${latest ? ' (current)' : ''}: ${outcome}`;
}

function claimLines(claim: Claim | undefined): string[] {
  if (claim === undefined) return ['  none'];
  const { token, settled, outcome, refusal, at, version, documents, feed, skipped } = claim;
  const state =
    settled === token
      ? 'settled'
      : settled === undefined
        ? 'not settled'
        : `not settled (the last settled was ${settled})`;
  const lines = [`  token ${token}, ${state}`];
  if (outcome !== undefined)
    lines.push(
      `  ${outcome}${at === undefined ? '' : `, ${at}`}${version === undefined ? '' : `, version ${version}`}`,
    );
  if (feed) lines.push('  It is a feed: its earlier versions count too, back to its last deletion.');
  if (skipped !== undefined)
    lines.push(`  earlier versions that cannot be read, and are skipped: ${skipped}`);
  if (outcome === 'stored') lines.push(`  documents: ${documents ?? 0}`);
  return refusal === undefined ? lines : [...lines, ...refusalLines(refusal)];
}

function refusalLines(refusal: { code: Code; evidence: string }): string[] {
  const { code, message, evidence, remedy } = refuse(refusal.code, refusal.evidence);
  return [`  ${code}: ${message}`, `  Found: ${evidence}`, `  Mend: ${remedy}`];
}

function partLines({ part, refusal }: RefusedPart): string[] {
  return [`  Refused in it: ${part}`, ...refusalLines(refusal).map((line) => `  ${line}`)];
}

function deadLetterLines({ document, at, refusal }: DeadLetter): string[] {
  const { code, message, evidence, remedy } = refuse(refusal.code, refusal.evidence);
  return [
    `Given up on: ${code}: ${message}`,
    `  ${at}${document === undefined ? '' : `, document ${document}`}`,
    `  Found: ${evidence}`,
    `  Mend: ${remedy}`,
    '',
  ];
}

function documentLines({
  doc,
  source,
  others,
  winner,
  meta,
  annotation,
  searchToken,
}: ExplainedDocument): string[] {
  const { applied } = meta ?? {};
  const lines = [`Document ${doc}${meta?.content === undefined ? '' : `: ${meta.content.title}`}`];
  if (source)
    lines.push(
      `  from version ${source.version}${source.part === '' ? '' : `, part ${source.part}`}, ${source.format}, ${source.charset}`,
    );
  if (source) lines.push(`  payload ${source.payload}`);
  lines.push(
    `  applied: ${applied?.basis ? `payload ${applied.basis.payload}, model ${applied.basis.model}, token ${applied.token}` : 'nothing'}`,
  );
  for (const { payload, model } of meta?.pending ?? [])
    lines.push(`  pending: payload ${payload}, model ${model}`);
  for (const other of others)
    lines.push(`  also in ${other.key}, version ${other.version}, ${time(other.modified)}`);
  if (winner !== undefined && others.length > 0) lines.push(`  the newest wins: ${winner.key}`);
  if (meta?.ingested !== undefined) lines.push(`  ingested ${meta.ingested}`);
  if (meta?.counts) lines.push(`  entities: ${meta.counts.entities}, mentions: ${meta.counts.mentions}`);
  else if (annotation) lines.push(`  entities: ${annotation.entities}, not stored yet`);
  lines.push(
    `  search row: ${searchToken === undefined ? 'none' : `token ${searchToken}`}${applied ? `, the record's is ${applied.token}` : ''}`,
  );
  return [...lines, ''];
}
