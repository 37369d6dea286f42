/** The entities in the documents of a search, ranked: `/v1/entities` without a name. */
import type { Context } from 'hono';
import * as z from 'zod';
import { dayOf, daysAfter } from '../../core/dates/interval.ts';
import type { DayRange } from '../../core/dates/range.ts';
import { emptyAuthority } from '../../core/entities/authority/authority.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import { type EntityChoice, isChosen } from '../../core/queries/chosenEntities.ts';
import { canonicalIds } from '../../core/queries/identity.ts';
import { baselineDays } from '../../core/records/trend.ts';
import {
  type CountedDocuments,
  compareRanks,
  type RankedEntity,
  rankEntities,
  rankingOrders,
  rankOf,
} from '../../core/search/entityRanking.ts';
import type { SearchDependencies } from '../dependencies.ts';
import { readEntityNames } from '../entities/entityName.ts';
import { pageOf, readPageCursor } from '../http/page.ts';
import { readDayRange } from '../http/parameterSchemas.ts';
import { countedDocuments, type ReadDocuments } from './countedDocuments.ts';
import type { EntitiesParams } from './entitiesParameters.ts';
import { parseSearchText, toCondition } from './searchQuery.ts';

/** Without a range, entities rise in these last days. */
const risingDays = 7;

const count = z.number().int();

/** What an entity has only in a ranking. */
export const rankedFields = {
  /** If the number is an estimate: 95 % of the true numbers of documents are at most so far away. */
  error: count.optional(),
  mentions: count.optional(),
  /** The same for `mentions`. */
  mentionsError: count.optional(),
  /** With `collapse`: how many documents its stories stand for. */
  prints: count.optional(),
  /** With `rising`: the documents that the baseline suggests, and how far the number is above them. */
  expected: z.number().optional(),
  score: z.number().optional(),
};

/** What was ranked. */
export const rankingSchema = z.object({
  order: z.enum(rankingOrders),
  /** The documents in which entities are counted; with `collapse`, the stories. */
  documents: count,
  /** Days of publication, if there is a range. */
  from: z.string().optional(),
  to: z.string().optional(),
  /** With `rising`: the documents of the 28 days before. */
  baseline: count.optional(),
});

/** The value by which the last entity shown was ranked, its id, and the versions that were read. */
const rankPosition = z.tuple([z.number(), z.string(), z.string(), z.string()]);

/**
 * Answers a page of the ranking. Its cursor pins the versions of the search table that the first page
 * read.
 */
export async function readRanking(c: Context, params: EntitiesParams, dependencies: SearchDependencies) {
  const { order = 'documents', limit, collapse } = params;
  const { after, next } = await readPageCursor(c, dependencies.cursorKeys, params, rankPosition);
  const [, , version, versionBefore] = after ?? [];
  const days = daysOf(params, dependencies.clock());
  const within =
    params.within === undefined
      ? []
      : [await toCondition(dependencies, parseSearchText(params.within, 'within'), 'within')];
  const conditions = [...within, ...(params.source === undefined ? [] : [{ source: params.source }])];
  const read = (range: DayRange, pinned?: string) =>
    countedDocuments(dependencies.search, inDays(conditions, range), {
      fields: ['entities', 'mentions'],
      collapse,
      version: pinned,
    });
  const [found, before] = await Promise.all([
    read(days, version),
    order === 'rising' ? read(baselineOf(days), versionBefore) : undefined,
  ]);
  const ranked = rankEntities(found, order, await chosenIds(dependencies, params, [found, before]), before);
  const rest = ranked.filter(
    (each) => after === undefined || compareRanks([after[0], after[1]], rankOf(each, order)) < 0,
  );
  const { shown, last } = pageOf(rest, limit);
  return {
    items: await toItems(dependencies, shown),
    next: next(last && [...rankOf(last, order), found.version, before?.version ?? '']),
    partial: partialOf([found, before]),
    ranking: { order, documents: found.total, ...days, baseline: before?.total },
  };
}

/** The days that are asked for; rising entities need both ends. */
function daysOf(params: EntitiesParams, now: number): DayRange {
  const { from, to } = readDayRange(params);
  if (params.order !== 'rising') return { from, to };
  const last = to ?? dayOf(now);
  return { from: from ?? daysAfter(last, 1 - risingDays), to: last };
}

function baselineOf({ from = '' }: DayRange): DayRange {
  return { from: daysAfter(from, -baselineDays), to: daysAfter(from, -1) };
}

function inDays(conditions: readonly SearchCondition[], { from, to }: DayRange): SearchCondition {
  const ends = [...(from === undefined ? [] : [{ from }]), ...(to === undefined ? [] : [{ to }])];
  return { all: [...conditions, ...ends] };
}

/** The id under which an entity is counted, of those that are asked for. */
async function chosenIds(
  dependencies: SearchDependencies,
  choice: EntityChoice,
  read: readonly (CountedDocuments | undefined)[],
): Promise<(id: string) => string | undefined> {
  const authority = choice.country === undefined ? emptyAuthority : await dependencies.authority();
  const known = new Map<string, boolean>();
  const chosen = (id: string): boolean => {
    const is = known.get(id) ?? isChosen(authority, choice, id);
    known.set(id, is);
    return is;
  };
  const only = (id: string) => (chosen(id) ? id : undefined);
  const [first = { rows: [], total: 0 }] = read;
  const ids = rankEntities(first, 'documents', only).map(({ entity }) => entity);
  const canonical = await canonicalIds(dependencies.table, ids);
  return (id) => (chosen(id) ? canonical(id) : undefined);
}

async function toItems({ table }: Pick<SearchDependencies, 'table'>, shown: readonly RankedEntity[]) {
  const names = await readEntityNames(
    table,
    shown.map(({ entity }) => entity),
  );
  return shown.map(({ entity, ...counts }) => ({ ...names(entity), ...counts }));
}

function partialOf(samples: readonly (Pick<ReadDocuments<never>, 'read' | 'partial'> | undefined)[]) {
  const parts = samples.filter((each) => each?.partial !== undefined);
  if (parts.length === 0) return undefined;
  const read = parts.reduce((sum, each) => sum + (each?.read ?? 0), 0);
  return { read, message: parts[0]?.partial ?? '' };
}
