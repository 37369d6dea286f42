/** What the buckets forget by themselves. No rule expires a document or a payload. */
import { Duration } from 'aws-cdk-lib';
import { answerPrefix, exportPrefix, searchPrefix, sweepPrefix } from '../core/records/archive.ts';
import { reservedPrefix } from '../core/records/canary.ts';
import { exportDays } from '../core/records/exportJob.ts';

export const abandonedUploads = {
  id: 'abandoned-uploads',
  abortIncompleteMultipartUploadAfter: Duration.days(7),
};

/** LanceDB deletes its own old files; a versioned bucket would keep each as an old version for ever. */
export const replacedSearchFiles = {
  id: 'replaced-search-files',
  prefix: searchPrefix,
  noncurrentVersionExpiration: Duration.days(1),
  expiredObjectDeleteMarker: true,
};

/** A file of the sweep is of use for a pass or two; an overwritten or deleted version for none. */
export const replacedSweepFiles = {
  id: 'replaced-lists',
  prefix: sweepPrefix,
  noncurrentVersionExpiration: Duration.days(1),
};

/** An export is of use for a few days; its pieces are deleted as soon as they are joined. */
export const oldExports = {
  id: 'old-exports',
  prefix: exportPrefix,
  expiration: Duration.days(exportDays),
  noncurrentVersionExpiration: Duration.days(1),
};

/** A client follows the redirect to an answer at once. */
export const oldAnswers = {
  id: 'old-answers',
  prefix: answerPrefix,
  expiration: Duration.days(1),
  noncurrentVersionExpiration: Duration.days(1),
};

/** The canary puts and removes an article every few minutes. */
export const oldCanaries = {
  id: 'old-canaries',
  prefix: reservedPrefix,
  expiration: Duration.days(1),
  noncurrentVersionExpiration: Duration.days(1),
};
