/**
 * Exports on AWS: files under `exports/` in the archive bucket. S3 itself joins the pieces of a file, and
 * clients download it from a presigned URL.
 */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ExportFile, ExportFiles } from '../../core/ports/exportFiles.ts';
import type { Queue } from '../../core/ports/queue.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { exportPrefix } from '../../core/records/archive.ts';
import { type Environment, s3Client, sqsClient } from './clients.ts';
import { archiveBucket, queueUrls } from './environment.ts';
import { SqsQueue } from './queue.ts';

const urlSeconds = 3600;

/** S3 copies a piece in some tenths of a second, and one execution has to copy all of them. */
const piecesAtOnce = 16;

interface JoinTarget {
  Bucket: string;
  Key: string;
  ContentType: string;
  ContentDisposition: string;
}

/** The pieces and files of exports, in the archive bucket. */
class S3ExportFiles implements ExportFiles {
  readonly #client: S3Client;
  readonly #bucket: string;
  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async put(id: string, piece: string, text: string): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({ Bucket: this.#bucket, Key: pieceKey(id, piece), Body: text }),
    );
  }

  async get(id: string, piece: string): Promise<string> {
    const { Body } = await this.#client.send(
      new GetObjectCommand({ Bucket: this.#bucket, Key: pieceKey(id, piece) }),
    );
    return (await Body?.transformToString()) ?? '';
  }

  async join(id: string, pieces: readonly string[], file: ExportFile): Promise<void> {
    const target = {
      Bucket: this.#bucket,
      Key: fileKey(id, file),
      ContentType: file.mediaType,
      ContentDisposition: `attachment; filename="${file.name}"`,
    };
    const source = (piece: string) => `${this.#bucket}/${pieceKey(id, piece)}`;
    const [first, second] = pieces;
    if (first !== undefined && second === undefined) {
      await this.#client.send(
        new CopyObjectCommand({ ...target, CopySource: source(first), MetadataDirective: 'REPLACE' }),
      );
    } else await this.#joinParts(target, pieces.map(source));
  }

  /** Parts of an upload that fails cost as much as a file; a rule of the bucket removes those of a death. */
  async #joinParts(target: JoinTarget, sources: readonly string[]): Promise<void> {
    const { UploadId } = await this.#client.send(new CreateMultipartUploadCommand(target));
    const upload = { Bucket: target.Bucket, Key: target.Key, UploadId };
    try {
      const parts = await mapConcurrent(piecesAtOnce, [...sources.entries()], async ([i, CopySource]) => {
        const PartNumber = i + 1;
        const command = new UploadPartCopyCommand({ ...upload, PartNumber, CopySource });
        const { CopyPartResult } = await this.#client.send(command);
        return { ETag: CopyPartResult?.ETag ?? '', PartNumber };
      });
      await this.#client.send(
        new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }),
      );
    } catch (error) {
      await this.#client.send(new AbortMultipartUploadCommand(upload)).catch(() => {});
      throw error;
    }
  }

  async removePieces(id: string, pieces: readonly string[]): Promise<void> {
    await mapConcurrent(piecesAtOnce, pieces, (piece) =>
      this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: pieceKey(id, piece) })),
    );
  }

  address(id: string, file: ExportFile): Promise<string> {
    const command = new GetObjectCommand({ Bucket: this.#bucket, Key: fileKey(id, file) });
    return getSignedUrl(this.#client, command, { expiresIn: urlSeconds });
  }
}

const pieceKey = (id: string, piece: string): string => `${exportPrefix}${id}/pieces/${piece}`;
const fileKey = (id: string, { name }: ExportFile): string => `${exportPrefix}${id}/${name}`;

/** @throws EnvironmentFault */
export function exportFilesFromEnvironment(environment: Environment = process.env): ExportFiles {
  return new S3ExportFiles(s3Client(environment), archiveBucket(environment));
}

/** @throws EnvironmentFault */
export function exportQueueFromEnvironment(): Queue {
  return new SqsQueue(sqsClient(), queueUrls('exports'));
}
