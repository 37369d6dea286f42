/**
 * `dateline explain <key>`: a file's versions, their outcomes, its documents, and the work still queued for
 * it.
 */
import { type Code, refuse } from '../core/errors.ts';
import { isUnreadKey } from '../core/formats/systemFile.ts';
import type { DeadLetter } from '../core/quarantine/deadLetter.ts';
import { type ExplainedDocument, explain as explainKey } from '../core/queries/explain.ts';
import type { VersionOutcome } from '../core/queries/versionOutcomes.ts';
import type { Claim } from '../core/records/claim.ts';
import type { RefusedPart } from '../core/records/refusals.ts';
import { versionsOf } from '../core/reprocessing/reprocessing.ts';
import { defineCommand } from './command.ts';
import type { CommandContext } from './wiring.ts';

const formatTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const explain = defineCommand({
  name: 'explain',
  summary: 'shows what became of one inbox file, and what it still waits for',
  examples: ['explain wire/storm.txt'],
  operands: { key: { summary: 'the key of the file: its path in the inbox' } },
  options: {},
  async run({ ports }, { operands: { key } }, { print }) {
    const found = await explainKey(ports, key);
    if (isUnreadKey(key))
      print('By its name this is hidden, or a file of a system or a program: it is not read.');
    if (found === undefined) {
      print(`"${key}" is unknown: neither the bucket nor the records contain it.`);
      const meant = await keyWithin(ports, key);
      print(meant === undefined ? whatKeysAre : `Did you mean "${meant}"? A key begins inside the inbox.`);
      return { status: 1, result: null };
    }
    const { model, reader } = versionsOf(ports);
    const waits = [
      ...found.waitsFor,
      ...found.documents.flatMap(({ doc, waitsFor }) => waitsFor.map((each) => `Document ${doc}: ${each}`)),
    ];
    const lines = [
      key,
      '',
      'Versions in the bucket, newest first:',
      ...(found.versions.length === 0 ? ['  none'] : found.versions.map(versionLine)),
      '',
      'Last processed:',
      ...claimLines(found.claim),
      ...found.parts.flatMap(partLines),
      '',
      ...found.documents.flatMap(documentLines),
      ...found.deadLetters.flatMap(deadLetterLines),
      `Current reader: ${reader}. Current model: ${model}.`,
      waits.length === 0 ? 'Nothing is pending.' : 'Pending:',
      ...waits.map((each) => `  ${each}`),
    ];
    for (const line of lines) print(line);
    return { status: 0, result: found };
  },
});

const whatKeysAre =
  'A key is the path inside the inbox, like desk/storm.txt. Links, and names that are not UTF-8, are not taken.';
/** In folders, of a path that somebody typed from outside of the inbox. */
const deepest = 20;

/** The key that the path ends with: `desk/storm.txt` of `/srv/inbox/desk/storm.txt`. */
async function keyWithin(ports: CommandContext['ports'], path: string): Promise<string | undefined> {
  const parts = path.split('/').slice(-deepest);
  for (let from = 1; from < parts.length; from++) {
    const key = parts.slice(from).join('/');
    if (key !== '' && (await explainKey(ports, key)) !== undefined) return key;
  }
  return undefined;
}

function versionLine({ version, size, modified, latest, deleted, outcome }: VersionOutcome): string {
  const what = deleted ? 'deleted' : `${size} bytes`;
  return `  ${version}, ${formatTime(modified)}, ${what}${latest ? ' (current)' : ''}: ${outcome}`;
}

function claimLines(claim: Claim | undefined): string[] {
  if (claim === undefined) return ['  never'];
  const { token, settled, outcome, refusal, at, version, documents, feed, skipped } = claim;
  const lines: string[] = [];
  if (outcome !== undefined)
    lines.push(`  ${[outcome, at, version && `version ${version}`].filter(Boolean).join(', ')}`);
  if (settled !== token) lines.push('  not done: an execution is at work on it, or has died');
  if (feed)
    lines.push(
      '  This file is a feed: its earlier versions count too, back to the last time it was deleted.',
    );
  if (skipped !== undefined) lines.push(`  unreadable earlier versions, skipped: ${skipped}`);
  if (outcome === 'stored') lines.push(`  documents: ${documents ?? 0}`);
  return refusal === undefined ? lines : [...lines, ...refusalLines(refusal)];
}

function refusalLines(refusal: { code: Code; evidence: string }): string[] {
  const { code, message, evidence, remedy } = refuse(refusal.code, refusal.evidence);
  return [`  ${code}: ${message}`, `  Evidence: ${evidence}`, `  Remedy: ${remedy}`];
}

function partLines({ part, refusal }: RefusedPart): string[] {
  return [`  Refused part: ${part}`, ...refusalLines(refusal).map((line) => `  ${line}`)];
}

function deadLetterLines({ document, at, refusal }: DeadLetter): string[] {
  const { code, message, evidence, remedy } = refuse(refusal.code, refusal.evidence);
  return [
    `Gave up: ${code}: ${message}`,
    `  ${at}${document === undefined ? '' : `, document ${document}`}`,
    `  Evidence: ${evidence}`,
    `  Remedy: ${remedy}`,
    '',
  ];
}

function documentLines(document: ExplainedDocument): string[] {
  const { doc, others, winner, meta } = document;
  const title = meta?.content === undefined ? '' : `: ${meta.content.title}`;
  return [
    `Document ${doc}${title}`,
    ...sourceLines(document),
    ...basisLines(meta),
    ...others.map(
      ({ key, version, modified }) => `  also in ${key}, version ${version}, ${formatTime(modified)}`,
    ),
    ...(winner !== undefined && others.length > 0 ? [`  newest source: ${winner.key}`] : []),
    ...(meta?.ingested === undefined ? [] : [`  ingested ${meta.ingested}`]),
    ...annotationLines(document),
    searchLine(document),
    '',
  ];
}

function sourceLines({ source }: ExplainedDocument): string[] {
  if (!source) return [];
  const { version, format, charset, payload } = source;
  const part = source.part === '' ? '' : `, part ${source.part}`;
  return [`  from version ${version}${part}, ${format}, ${charset}`, `  content ${payload}`];
}

/** What of the document is applied, and what is to be. */
function basisLines(meta: ExplainedDocument['meta']): string[] {
  const { applied, pending = [] } = meta ?? {};
  const { basis } = applied ?? {};
  return [
    basis
      ? `  shown to readers: content ${basis.payload}, model ${basis.model}`
      : '  shown to readers: nothing yet',
    ...pending.map(({ payload, model }) => `  pending: content ${payload}, model ${model}`),
  ];
}

function annotationLines({ meta, annotation }: ExplainedDocument): string[] {
  const lines: string[] = [];
  if (meta?.counts) lines.push(`  entities: ${meta.counts.entities}, mentions: ${meta.counts.mentions}`);
  else if (annotation) lines.push(`  entities: ${annotation.entities}, not stored yet`);
  if (annotation?.annotated) {
    const { characters, of } = annotation.annotated;
    lines.push(`  annotated: the first ${characters} of ${of} characters, because the text is very long`);
  }
  if (annotation?.failed)
    lines.push(`  annotation failed: ${annotation.failed.code} (${annotation.failed.evidence})`);
  return lines;
}

function searchLine({ meta, searchToken }: ExplainedDocument): string {
  if (searchToken === undefined) return '  not found by searches';
  const isOfRecord = searchToken === meta?.applied?.token;
  return `  found by searches${isOfRecord ? '' : ', but not yet with what readers are shown'}`;
}
