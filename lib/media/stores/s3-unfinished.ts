import type { ListMultipartUploadsCommandOutput, S3Client } from '@aws-sdk/client-s3'
import { goesOn } from './s3-pages'

/**
 * Ends multipart uploads under a prefix that began before then, which deletes their parts: a server that was killed while
 * it put a file leaves them, no listing of objects shows them, and they are bytes of media. Counts them.
 */
export async function abortUnfinished(client: S3Client, Bucket: string, Prefix: string, before: Date): Promise<number> {
  const { AbortMultipartUploadCommand, ListMultipartUploadsCommand } = await import('@aws-sdk/client-s3')
  let aborted = 0
  let next: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}
  while (next) {
    const page: ListMultipartUploadsCommandOutput = await client.send(
      new ListMultipartUploadsCommand({ Bucket, Prefix, ...next }),
    )
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      // Not every server heeds the prefix.
      if (!Key?.startsWith(Prefix) || !UploadId || !Initiated || Initiated >= before) continue
      await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
      aborted++
    }
    next = goesOn(page)
      ? {
          ...(page.NextKeyMarker && { KeyMarker: page.NextKeyMarker }),
          ...(page.NextUploadIdMarker && { UploadIdMarker: page.NextUploadIdMarker }),
        }
      : undefined
  }
  return aborted
}
