/** The tables and statements of the local queues. Several queues may share a file. */
import { limit } from './store.ts';

/** Triggers that keep the number of a queue's rows in a table in a column of `depths`. */
const counting = (table: string, column: string, added: string, removed: string) => `
  CREATE TRIGGER ${added} AFTER INSERT ON ${table} BEGIN
    INSERT INTO depths (queue, ${column}) VALUES (new.queue, 1)
    ON CONFLICT (queue) DO UPDATE SET ${column} = ${column} + 1;
  END;
  CREATE TRIGGER ${removed} AFTER DELETE ON ${table} BEGIN
    UPDATE depths SET ${column} = ${column} - 1 WHERE queue = old.queue;
  END`;

/**
 * How many messages and dead letters each queue has. To count the rows takes as long as there are many, and
 * the API would answer nobody meanwhile: 100,000 messages took four milliseconds.
 */
const depths = `
  CREATE TABLE depths (
    queue TEXT PRIMARY KEY, pending INTEGER NOT NULL DEFAULT 0, dead INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  ${counting('messages', 'pending', 'countSent', 'countDone')};
  ${counting('dead', 'dead', 'countDead', 'countRedriven')}`;

/**
 * `receives` is the receive count that leads to the dead letters. `leases` counts how often a message was
 * received, also by processes that ended before they were done with it; a receipt contains it, so that the
 * receipt of an earlier receive is recognised. `returned` counts the receives that were given back uncounted.
 * `leased` marks messages in flight. A message that was in
 * flight when its process ended has `visible` 0, so that it comes first.
 */
export const queueSchema = `
  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, body TEXT NOT NULL,
    sent INTEGER NOT NULL, visible INTEGER NOT NULL,
    receives INTEGER NOT NULL DEFAULT 0, leases INTEGER NOT NULL DEFAULT 0,
    leased INTEGER NOT NULL DEFAULT 0, first INTEGER, lane TEXT NOT NULL DEFAULT 'prompt',
    returned INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX waiting ON messages (queue, visible, seq);
  CREATE INDEX waitingInLane ON messages (queue, lane, visible, seq);
  CREATE INDEX leased ON messages (queue) WHERE leased = 1;
  CREATE TABLE dead (
    seq INTEGER PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL,
    sent INTEGER NOT NULL, died INTEGER NOT NULL, receives INTEGER NOT NULL
  );
  CREATE INDEX deadOf ON dead (queue, died);
  ${depths}`;

/**
 * From version 1, which had no lanes, from version 2, which took what was given back for a death, and from
 * version 3, which counted its rows whenever it was asked for the depth.
 */
export const queueUpgrades = {
  1: `
    ALTER TABLE messages ADD COLUMN lane TEXT NOT NULL DEFAULT 'prompt';
    CREATE INDEX waitingInLane ON messages (queue, lane, visible, seq)`,
  2: 'ALTER TABLE messages ADD COLUMN returned INTEGER NOT NULL DEFAULT 0',
  3: `
    ${depths};
    INSERT INTO depths (queue, pending) SELECT queue, count(*) FROM messages GROUP BY queue;
    INSERT INTO depths (queue, dead) SELECT queue, count(*) FROM dead WHERE true GROUP BY queue
    ON CONFLICT (queue) DO UPDATE SET dead = excluded.dead`,
};

const inLane = 'FROM messages WHERE queue = ? AND lane = ? AND visible <= ?';
const visibleNow = `FROM messages WHERE queue = ? AND visible <= ? ORDER BY visible, seq ${limit}`;

export const sql = {
  send: 'INSERT INTO messages (queue, body, sent, visible, lane) VALUES (?, ?, ?, ?, ?)',
  depth: 'SELECT pending, dead FROM depths WHERE queue = ?',
  countVisible: `SELECT count(*) AS n FROM (SELECT 1 ${visibleNow})`,
  countVisibleInLane: `SELECT count(*) AS n FROM (SELECT 1 ${inLane} ${limit})`,
  selectVisible: `SELECT * ${visibleNow}`,
  oldestInLane: `SELECT * ${inLane} ORDER BY visible, seq ${limit}`,
  newestInLane: `SELECT * ${inLane} ORDER BY visible DESC, seq DESC ${limit}`,
  firstInLane: `SELECT 1 ${inLane} LIMIT 1`,
  nextVisible: 'SELECT min(visible) AS next FROM messages WHERE queue = ?',
  lease: `
    UPDATE messages SET visible = ?, receives = receives + 1, leases = leases + 1, leased = 1, first = ?
    WHERE seq = ?`,
  byReceipt: 'SELECT seq, receives FROM messages WHERE seq = ? AND queue = ? AND leases = ? AND leased = 1',
  inFlight: 'SELECT seq, leases FROM messages WHERE queue = ? AND leased = 1',
  release: 'UPDATE messages SET visible = ?, leased = 0 WHERE seq = ?',
  giveBack: `
    UPDATE messages SET visible = ?, leased = 0, receives = receives - 1, returned = returned + 1
    WHERE seq = ?`,
  toBulk: "UPDATE messages SET lane = 'bulk' WHERE seq = ?",
  endDelays: 'UPDATE messages SET visible = ? WHERE queue = ? AND visible > ? AND leased = 0',
  releaseInterrupted: `
    UPDATE messages SET visible = 0, leased = 0, receives = receives - 1
    WHERE queue = ? AND leased = 1`,
  delete: 'DELETE FROM messages WHERE seq = ?',
  bury: `
    INSERT INTO dead (seq, queue, body, sent, died, receives)
    SELECT seq, queue, body, sent, ?, receives FROM messages WHERE seq = ?`,
  selectDead: `SELECT * FROM dead WHERE queue = ? ORDER BY died, seq ${limit}`,
  redrive: `
    INSERT INTO messages (queue, body, sent, visible, lane)
    SELECT queue, body, sent, ?, ? FROM dead WHERE queue = ? ORDER BY died, seq`,
  deleteDead: 'DELETE FROM dead WHERE queue = ?',
};
