/** The local inbox bucket tells the uploads queue of every change, in the words that S3 would use (event notification, version 2.1). */
import type { ObjectInfo, Objects } from '../core/ports/objects.ts';
import type { Queue } from '../core/ports/queue.ts';

export const bucketName = 'inbox';

/** The same objects; a put or delete also sends the notification. A crash between the two is what the sweep at start is for. */
export function withNotifications(objects: Objects, uploads: Queue): Objects {
  return {
    get: (key, options) => objects.get(key, options),
    head: (key, version) => objects.head(key, version),
    list: (prefix, cursor) => objects.list(prefix, cursor),
    listVersions: (prefix, cursor) => objects.listVersions(prefix, cursor),
    async put(key, body, options) {
      const info = await objects.put(key, body, options);
      await uploads.send([notification('ObjectCreated:Put', info)]);
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

/** S3 encodes keys in notifications like form fields. */
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
        s3: {
          s3SchemaVersion: '1.0',
          bucket: { name: bucketName, arn: `arn:aws:s3:::${bucketName}` },
          object: { key: encodeKey(key), size, eTag: etag, versionId: version },
        },
      },
    ],
  });
}
