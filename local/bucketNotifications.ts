/**
 * The local inbox bucket notifies the uploads queue of every change as S3 does (event notification, version
 * 2.1): https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
import { randomBytes } from 'node:crypto';
import type { ObjectInfo, Objects } from '../core/ports/objects.ts';
import type { Queue } from '../core/ports/queue.ts';
import { inLane, laneOfObject } from '../runtime/local/lanes.ts';

const bucketName = 'inbox';

/**
 * The same objects, but each put or delete also sends a notification. The start sweep repairs a crash in
 * between.
 */
export function withNotifications(objects: Objects, uploads: Queue): Objects {
  return {
    get: (key, options) => objects.get(key, options),
    head: (key, version) => objects.head(key, version),
    list: (prefix, cursor) => objects.list(prefix, cursor),
    listVersions: (prefix, cursor) => objects.listVersions(prefix, cursor),
    async put(key, body, options) {
      const info = await objects.put(key, body, options);
      await inLane(laneOfObject(info), () => uploads.send([notification('ObjectCreated:Put', info)]));
      return info;
    },
    async delete(key, version) {
      await objects.delete(key, version);
      await uploads.send([
        notification(version === undefined ? 'ObjectRemoved:DeleteMarkerCreated' : 'ObjectRemoved:Delete', {
          key,
        }),
      ]);
    },
  };
}

/** S3 encodes the keys in notifications as form fields are encoded, with `+` for a space. */
function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
}

function notification(eventName: string, object: Pick<ObjectInfo, 'key'> & Partial<ObjectInfo>): string {
  const { key, size, etag, version } = object;
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'local',
        eventTime: new Date().toISOString(),
        eventName,
        // Names the trace of the file through the stages.
        responseElements: { 'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase() },
        s3: {
          s3SchemaVersion: '1.0',
          bucket: { name: bucketName, arn: `arn:aws:s3:::${bucketName}` },
          object: { key: encodeKey(key), size, eTag: etag, versionId: version },
        },
      },
    ],
  });
}
