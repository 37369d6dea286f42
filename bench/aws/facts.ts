/**
 * What the benches and the harness of test/cloud take AWS to be: latencies in milliseconds, limits, and the
 * processor time that the harness charges for the work of the stages.
 */

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** One round trip, from inside the region. */
export const latency = {
  s3: { put: 30, get: 20, head: 20, delete: 20, list: 50, listVersions: 50 },
  /** Megabytes per second of one connection, after the first byte. */
  s3Throughput: 80,
  table: 5,
  queue: 10,
  notification: 500,
};

export const limits = {
  /** Units per second of one partition, of the table and of an index. */
  partition: { write: 1000, read: 3000 },
  /** A new on-demand table; it doubles as `test/cloud/world/capacity.ts` says. */
  newTable: { write: 4000, read: 12_000 },
  /** Bytes of a page of a query or scan. */
  page: 1024 * 1024,
  /** Requests per second of one S3 prefix. */
  s3: { put: 3500, get: 5500 },
  /** Connections that the SDK opens to one service. */
  sockets: 50,
  /** Batches that an event source mapping runs at once: at its start, more per minute, and at most. */
  mapping: { first: 5, perMinute: 300, most: 1250 },
  /** How long an execution environment without work is kept. */
  idle: 10 * minute,
};

/** A function of this size has the whole of one processor. */
export const memoryOfOneProcessor = 1769;

/**
 * Processor time in milliseconds, charged as virtual time. One call at a time computes in an execution, as in
 * one thread. The figures are those of docs/performance.md for one core, doubled where Lambda's is slower.
 */
export const processor = {
  /** Signing, sending, and parsing the answer of one call by the SDK. */
  call: 0.4,
  perKilobyte: 0.02,
  /** Reading a member of an object, and each kilobyte of it; a web page takes longer. */
  member: 0.1,
  readKilobyte: 0.1,
  readKilobyteOfHtml: 0.4,
  /** Annotating a thousand characters. */
  annotateThousand: 3,
  /** Compressing a payload or an annotation to a row, and the way back. */
  compress: 0.5,
  decompress: 0.05,
  /** Checking a row that was read against its schema, and working with it. */
  row: 0.02,
};

/** Milliseconds from the request to a ready environment, by what the bundle loads. */
const coldStart: Record<string, number> = {
  normalize: 900,
  extract: 1500,
  store: 700,
  index: 2500,
  sweep: 2500,
  query: 800,
  search: 2500,
  export: 2500,
  rotate: 500,
  authorize: 500,
};

/** Without a figure of its own, a function starts as slowly as those with LanceDB. */
export const coldStartOf = (name: string): number => coldStart[name] ?? 2500;
