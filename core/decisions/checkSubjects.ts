/** Checks that the archive has what a decision is about, because nobody would notice a misspelt id. */

import type { Mention } from '../entities/annotation.ts';
import { type Conflict, conflict } from '../identity/decisions/conflict.ts';
import type { Decided } from '../identity/decisions/decision.ts';
import { decideNames, type IdentifiedEntity, identifyEntities } from '../identity/decisions/identify.ts';
import type { Resolution } from '../identity/decisions/resolution.ts';
import type { Links } from '../identity/links.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import type { Ports } from '../protocol/ports.ts';
import type { ReadAuthority } from '../queries/authority.ts';
import { isMentioned } from '../queries/entities.ts';
import { readAnnotatedDocument } from './annotatedDocument.ts';

export type ReadPorts = Pick<Ports, 'table' | 'archive'> & { authority: ReadAuthority };
type Pin = Extract<Decided, { action: 'pin' }>;

const concurrency = 8;

/**
 * Checks that the entities and documents of a decision exist.
 *
 * @returns what is to be decided: a pin of the entity that a mention is shown with becomes one of the name
 *   that the document itself has, so that it holds whatever the model says later
 */
export async function checkSubjects(
  ports: ReadPorts,
  resolution: Resolution,
  decided: Decided,
): Promise<Decided | Conflict> {
  switch (decided.action) {
    case 'undo':
      return decided;
    case 'pin':
      return checkPin(ports, resolution, decided);
    case 'split':
      return (await missingInDocuments(ports, resolution, decided.entity, decided.documents)) ?? decided;
    case 'merge':
      return (
        (await missingEntity(ports, resolution, decided.entity)) ??
        (await missingTarget(ports, resolution, decided.into)) ??
        decided
      );
    default:
      return (await missingEntity(ports, resolution, decided.entity)) ?? decided;
  }
}

/** A decision may be about what another one has made before any document is stored so. */
async function missingEntity(
  { table }: ReadPorts,
  resolution: Resolution,
  entity: string,
): Promise<Conflict | undefined> {
  if (resolution.isNamed(entity) || (await isMentioned(table, entity))) return undefined;
  return conflict('decision.unknown', `No document mentions ${entity}.`);
}

/** An entity of the authority may be what others are, before any document has it under its own id. */
async function missingTarget(
  ports: ReadPorts,
  resolution: Resolution,
  entity: string,
): Promise<Conflict | undefined> {
  const missing = await missingEntity(ports, resolution, entity);
  const isListed = missing !== undefined && (await ports.authority()).entry(entity) !== undefined;
  return isListed ? undefined : missing;
}

async function missingInDocuments(
  ports: ReadPorts,
  resolution: Resolution,
  entity: string,
  documents: readonly string[],
): Promise<Conflict | undefined> {
  const missing = await mapConcurrent(concurrency, documents, async (doc) => {
    const found = await readNames(ports, resolution, doc);
    if (found === undefined) return noDocument(doc);
    const isThere = found.entities.some(({ id }) => id === entity);
    return isThere ? undefined : conflict('decision.unknown', `${doc} does not mention ${entity}.`);
  });
  return missing.find((each) => each !== undefined);
}

async function checkPin(ports: ReadPorts, resolution: Resolution, pin: Pin): Promise<Pin | Conflict> {
  const { document: doc, entity, surface } = pin;
  const found = await readNames(ports, resolution, doc);
  if (found === undefined) return noDocument(doc);
  if (surface !== undefined)
    return found.mentions.some((mention) => mention.type !== 'date' && mention.surface === surface)
      ? pin
      : conflict('decision.unknown', `${doc} has no name that is written "${surface}".`);
  const shown = found.entities.find(({ id }) => id === entity);
  const own = found.entities.find(({ from }) => from.includes(entity as string));
  if (own !== undefined) return pin;
  if (shown === undefined)
    return (
      decidedBefore(resolution, pin, found) ??
      conflict('decision.unknown', `${doc} does not mention ${entity}.`)
    );
  const [from, ...others] = shown.from;
  return from === undefined || others.length > 0
    ? conflict(
        'decision.unknown',
        `In ${doc}, ${entity} is several names; pin one: ${shown.from.join(', ')}.`,
      )
    : { ...pin, entity: from };
}

/**
 * The same pin in the log already: its caller had no answer and asks again. The document shows the entity no
 * more then, but without the pin the name would still lead to it.
 */
function decidedBefore(resolution: Resolution, pin: Pin, { names, links }: Names): Pin | undefined {
  return names
    .map((id) => ({ ...pin, entity: id }))
    .find(
      (each) =>
        resolution.sameAs(each) !== undefined &&
        resolution.leadsTo(pin.document, links?.[each.entity] ?? each.entity, pin.entity as string),
    );
}

const noDocument = (doc: string): Conflict => conflict('decision.unknown', `There is no document ${doc}.`);

/** What a document mentions. */
interface Names {
  /** As the decisions so far have them. */
  entities: IdentifiedEntity[];
  mentions: readonly Mention[];
  /** The ids that the document alone has. */
  names: string[];
  links: Links | undefined;
}

/** @returns `undefined` if the document is not stored */
async function readNames(ports: ReadPorts, resolution: Resolution, doc: string): Promise<Names | undefined> {
  const found = await readAnnotatedDocument(ports, doc);
  if (found === undefined) return undefined;
  const { meta, annotation } = found;
  const { links } = meta;
  const decided = decideNames(doc, annotation, links, resolution);
  const { shown } = identifyEntities(annotation, { links, decided });
  const names = annotation.entities.map(({ id }) => id);
  return { entities: shown, mentions: annotation.mentions, names, links };
}
