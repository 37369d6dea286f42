/**
 * The numbers that decide how much the pipeline does at once, when it gives up, and how long it keeps things.
 * Each follows from a measurement or a limit that its comment names: change the reason there, then it here.
 */
import { expect, it } from 'vitest';
import {
  allowedWriteUnits,
  coldTable,
  defaultWriteUnits,
  drainHours,
  flowFor,
  measured,
  peakWriteUnits,
} from '../../../../core/protocol/flow.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import * as topology from '../../../../core/protocol/topology.ts';

const hour = 3_600_000;

it('sizes and ages on which the stages decide', () => {
  expect(thresholds).toEqual({
    deadlineMilliseconds: 60_000,
    rowsPerStep: 500,
    deadlyAttempts: Number.POSITIVE_INFINITY,
    attemptMilliseconds: 130_000,
    shardDocuments: [16, 320, 6000, 90_000],
    openCharacters: 600,
    openDays: 3,
    removableMilliseconds: 24 * hour,
    refreshAfterMilliseconds: 12 * hour,
    betweenSweepsMilliseconds: hour,
    sweepRows: 20_000,
    sweepPartitionRows: 20_000,
    sweepNames: 200_000,
    sweepShareDocuments: 100_000,
    crowdedDocuments: 200,
    relinkedDocuments: 210,
  });
});

it('queues, times and sizes', () => {
  const { queues, exportQueue, compactionDue, summariesDue, searchDivision, ...numbers } = topology;
  const each = { batch: 10, window: { aws: 0, local: 0 }, maxFailures: 5 };
  expect(queues).toEqual({
    uploads: { ...each, consumer: 'normalize' },
    normalized: { ...each, consumer: 'extract' },
    extracted: { ...each, consumer: 'store', window: { aws: 0, local: 0.2 } },
    touched: { consumer: 'index', batch: 500, window: { aws: 70, local: 3 }, maxFailures: 5 },
  });
  expect(exportQueue).toEqual({ consumer: 'export', batch: 1, maxFailures: 3 });
  expect(compactionDue).toEqual({
    aws: { merges: 64, rows: 5000, milliseconds: 6 * hour, longest: 72 * hour },
    local: { merges: 1, rows: 0, milliseconds: 0, longest: 0 },
  });
  expect(summariesDue).toEqual({
    aws: { merges: Number.POSITIVE_INFINITY, rows: 1000, milliseconds: hour / 2, longest: 24 * hour },
    local: { merges: 1, rows: 0, milliseconds: 0, longest: 0 },
  });
  expect(searchDivision).toEqual({
    aws: { period: 'month', slices: 1, spread: 1, undatedSpread: 8 },
    local: { period: 'year', slices: 1, spread: 1, undatedSpread: 1 },
  });
  expect(numbers).toEqual({
    queueNames: ['uploads', 'normalized', 'extracted', 'touched'],
    mostRowsToCompact: 100_000,
    mostReceives: 1000,
    messageSeconds: 14 * 86_400,
    tombstoneSeconds: 86_400,
    longestDelaySeconds: 900,
    clockSkewMilliseconds: 5000,
  });
});

it('the measures of the stages', () => {
  expect(coldTable).toEqual({ writeUnits: 4000, readUnits: 12_000 });
  expect(defaultWriteUnits).toBe(4000);
  expect(allowedWriteUnits).toEqual({ least: 2000, most: 7000 });
  expect(measured).toEqual({
    normalize: { writeUnits: 6.2, documentsPerSecond: 80, atOnce: 10 },
    extract: { writeUnits: 2.7, documentsPerSecond: 63, atOnce: 10 },
    store: { writeUnits: 20.8, documentsPerSecond: 31, atOnce: 8 },
    index: { writeUnits: 21.2, documentsPerSecond: 28, atOnce: 24 },
  });
});

const executions = { normalize: 2, extract: 2, store: 2, index: 2, export: 2 };

it.each([
  {
    flow: {
      table: { writeUnits: 2000, readUnits: 6000 },
      executions,
      atOnce: { store: 2, index: 5 },
      reserve: { writeUnits: 1406, executionsOfTen: 2 },
    },
    documentsPerSecond: 11.667,
    peak: 1901.933,
    hours: 23.81,
  },
  {
    flow: {
      table: { writeUnits: 4000, readUnits: 12_000 },
      executions,
      atOnce: { store: 7, index: 23 },
      reserve: { writeUnits: 1268, executionsOfTen: 2 },
    },
    documentsPerSecond: 53.667,
    peak: 3598.333,
    hours: 5.176,
  },
  {
    flow: {
      table: { writeUnits: 7000, readUnits: 21_000 },
      executions: { ...executions, store: 4, index: 4 },
      atOnce: { store: 8, index: 25 },
      reserve: { writeUnits: 1299, executionsOfTen: 0 },
    },
    documentsPerSecond: 112,
    peak: 6285.8,
    hours: 2.48,
  },
])('what follows from a number of write units', ({ flow, documentsPerSecond, peak, hours }) => {
  const found = flowFor(flow.table.writeUnits);
  expect(found).toMatchObject(flow);
  expect(found.documentsPerSecond).toBeCloseTo(documentsPerSecond, 3);
  expect(peakWriteUnits(found)).toBeCloseTo(peak, 3);
  expect(drainHours(found, 1_000_000)).toBeCloseTo(hours, 2);
});
