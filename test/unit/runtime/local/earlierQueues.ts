/** What takes a file of queues back to the form in which an earlier version wrote it. */
const withoutDepths = `
  DROP TRIGGER countSent; DROP TRIGGER countDone; DROP TRIGGER countDead; DROP TRIGGER countRedriven;
  DROP TABLE depths`;

export const earlierQueues = {
  1: `${withoutDepths}; DROP INDEX waitingInLane;
      ALTER TABLE messages DROP COLUMN returned; ALTER TABLE messages DROP COLUMN lane;
      PRAGMA user_version = 1`,
  2: `${withoutDepths}; ALTER TABLE messages DROP COLUMN returned; PRAGMA user_version = 2`,
  3: `${withoutDepths}; PRAGMA user_version = 3`,
};
