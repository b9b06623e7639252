import type { ListObjectVersionsCommandOutput, S3Client } from '@aws-sdk/client-s3'
import { goesOn } from './s3-pages'

/**
 * Deletes every version of an object, and every mark of its deletion: in a bucket that keeps versions the bytes are still
 * there after a plain DELETE. Throws when the key may not do that, or when a version is left.
 */
export async function deleteVersions(client: S3Client, object: { Bucket: string; Key: string }): Promise<void> {
  const { DeleteObjectCommand } = await import('@aws-sdk/client-s3')
  for (const VersionId of await versionsOf(client, object)) {
    await client.send(new DeleteObjectCommand({ ...object, VersionId }))
  }
  const left = await versionsOf(client, object)
  if (left.length > 0) throw new Error(`${left.length} versions of ${object.Key} are still in the bucket`)
}

async function versionsOf(client: S3Client, { Bucket, Key }: { Bucket: string; Key: string }): Promise<string[]> {
  const { ListObjectVersionsCommand } = await import('@aws-sdk/client-s3')
  const found: string[] = []
  let next: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {}
  while (next) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket, Prefix: Key, ...next }),
    )
    for (const each of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
      if (each.Key === Key && each.VersionId) found.push(each.VersionId)
    }
    next = goesOn(page)
      ? {
          ...(page.NextKeyMarker && { KeyMarker: page.NextKeyMarker }),
          ...(page.NextVersionIdMarker && { VersionIdMarker: page.NextVersionIdMarker }),
        }
      : undefined
  }
  return found
}
