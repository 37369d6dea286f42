/**
 * Losses that would corrupt records and that tests once did not notice, or that the rest of the protocol
 * rests on, each with the test that must notice it (`named.ts`).
 */

export interface NamedLoss {
  /** What the code no longer does. */
  without: string;
  file: string;
  /** A text that the file has once. What stands between « and » is replaced; without them, all of it. */
  from: string;
  to: string;
  /** The test that notices it. */
  test: string;
}

const consistentReads = 'test/unit/functions/consistentReads.test.ts';
const dynamo = 'test/contract/dynamoConsistent.test.ts';
const reconcile = 'test/unit/core/protocol/reconcile.test.ts';
const differences = 'test/unit/functions/sweep/compare/differences.test.ts';
const annotations = 'test/unit/functions/store/annotations.test.ts';
const changes = 'test/unit/functions/store/changes.test.ts';
const sweepCalls = 'test/unit/functions/portCalls/sweep.test.ts';

const losses: [test: string, file: string, lost: [without: string, from: string, to: string][]][] = [
  [
    reconcile,
    'core/protocol/reconcile.ts',
    [
      ['the consistent read of a token', '(key, { consistent: true })', '(key)'],
      [
        'the fence of a row',
        `{ ...key, ...attributes, token: this.token },
      { attribute: 'token', absentOrAtMost: this.token }`,
        '{ ...key, ...attributes, token: this.token }',
      ],
      [
        'the fence of a tombstone',
        "this.#tombstone(key), { attribute: 'token', absentOrAtMost: this.token }",
        'this.#tombstone(key)',
      ],
      [
        'a token above those of stray rows',
        'Math.max(observedToken, observation.floor ?? 0)',
        'observedToken',
      ],
      ['the token of a tombstone', 'token: this.token,\n      gone: true', 'gone: true'],
      ['the condition of a token', 'expectedToken === 0 ? undefined : expectedToken', 'undefined'],
    ],
  ],
  [
    'test/unit/core/protocol/mapConcurrent.test.ts',
    'core/protocol/mapConcurrent.ts',
    [['waiting for the others after a failure', 'errors.set(at, error);', 'throw error;']],
  ],
  [
    consistentReads,
    'core/records/sources.ts',
    [['the consistent read of FROM rows', "'FROM#', consistent: true", "'FROM#'"]],
  ],
  [
    consistentReads,
    'functions/index/shards.ts',
    [
      [
        'the consistent read of postings',
        'postingPrefix(day, shard), consistent: true',
        'postingPrefix(day, shard)',
      ],
    ],
  ],
  [
    consistentReads,
    'functions/normalize/keyRows.ts',
    [['the consistent read of children', 'keys.claim(key).pk, consistent: true', 'keys.claim(key).pk']],
  ],
  [
    consistentReads,
    'functions/index/entityDays.ts',
    [
      ['the consistent read of all months', 'monthPrefix, consistent: true', 'monthPrefix'],
      ['the consistent read of one month', '.pk, sk }, { consistent: true }', '.pk, sk }'],
    ],
  ],
  [
    consistentReads,
    'functions/index/searchRows.ts',
    [['the consistent read of META for search', 'document(doc), { consistent: true }', 'document(doc)']],
  ],
  [
    'test/unit/functions/sweep/pass/lease.test.ts',
    'functions/sweep/pass/lease.ts',
    [
      [
        'the consistent read of the lease',
        'const row = await ports.table.get(keys.sweep«, { consistent: true }»)',
        '',
      ],
    ],
  ],
  [
    sweepCalls,
    'functions/sweep/compare/strays.ts',
    [
      [
        'the consistent read before a row is buried',
        'table.get(row, { consistent: true })',
        'table.get(row)',
      ],
    ],
  ],
  [
    dynamo,
    'runtime/aws/table.ts',
    [
      ['consistent gets of DynamoDB', 'options?.consistent === true', 'false'],
      ['consistent queries of DynamoDB', 'query.consistent === true', 'false'],
      ['consistent scans of DynamoDB', 'ConsistentRead: true', 'ConsistentRead: false'],
    ],
  ],
  [
    'test/contract/dynamo.test.ts',
    'runtime/aws/expressions.ts',
    [
      [
        'the bound of a token in DynamoDB',
        `OR \${name} <= \${placeholders.value(condition.absentOrAtMost)}`,
        'OR TRUE',
      ],
    ],
  ],
  [
    'test/unit/functions/erase/resumeErasures.test.ts',
    'functions/erase/resumeErasures.ts',
    [
      [
        'skew, which counts the other way',
        'outliveMilliseconds + clockSkew',
        'outliveMilliseconds - clockSkew',
      ],
    ],
  ],
  [
    'test/unit/functions/index/hints.test.ts',
    'functions/index/indexStage.ts',
    [
      [
        'documents of a day that messages name without a shard',
        'if (shard === undefined || (hint !== undefined && hint.shards === undefined)) return {};',
        "if (shard === undefined) return hint ?? { shards: new Set(['0']) };",
      ],
    ],
  ],
  [
    'test/unit/functions/index/shards.test.ts',
    'functions/index/shards.ts',
    [
      [
        'the token that shards had before they were counted',
        "{ attribute: 'token', equals: token === 0 ? undefined : token },",
        'undefined,',
      ],
    ],
  ],
  [
    differences,
    'functions/sweep/compare/claims.ts',
    [
      ['stray child rows, for the sweep', 'hasRowsAsApplied(row, rows) &&', ''],
      ['rows with a higher token than the claim', 'highestToken(live) > tokenOf(row)', 'false'],
      [
        'deleted claims, for the sweep',
        'observation?.fingerprint === applied?.truth &&',
        "(claim.outcome === 'deleted' || observation?.fingerprint === applied?.truth) &&",
      ],
      [
        'claims that were never filled',
        'return found?.data.key === undefined',
        'return found?.data === undefined',
      ],
    ],
  ],
  [
    differences,
    'functions/sweep/compare/documents.ts',
    [['unsettled documents, for the sweep', '(row !== undefined && !isConverged(row))', 'false']],
  ],
  [
    differences,
    'functions/index/differingDays.ts',
    [['entity META, for the sweep', 'meta === undefined ||', 'days.length === 0 ||']],
  ],
  [
    'test/unit/functions/normalize/containers.test.ts',
    'functions/normalize/keyRows.ts',
    [
      [
        'the hint for rows that an earlier claimant buried',
        '&& !(trusted && !isLive(row))',
        '&& isLive(row)',
      ],
    ],
  ],
  [
    annotations,
    'functions/store/observeDocument.ts',
    [['the renewal of an annotation by store', 'await putAnnotation(ports.archive, annotation.value);', ';']],
  ],
  [
    'test/unit/functions/sweep/compare/oldAnnotation.test.ts',
    'functions/extract/extract.ts',
    [['the renewal of an annotation by extract', 'await putAnnotation(archive, annotation);', ';']],
  ],
  [
    changes,
    'functions/store/store.ts',
    [
      ['change rows', 'if (change !== undefined) {', 'if (false) {'],
      ['a later place for a late change', 'await keepPlace(ports, lease, place)', 'place'],
    ],
  ],
  [
    'test/unit/functions/store/pending.test.ts',
    'functions/store/observeDocument.ts',
    [['what earlier attempts may have written', 'withBasis(meta?.pending ?? [], basis)', '[basis]']],
  ],
];

export const namedLosses: readonly NamedLoss[] = losses.flatMap(([test, file, lost]) =>
  lost.map(([without, from, to]) => ({ without, file, from, to, test })),
);
