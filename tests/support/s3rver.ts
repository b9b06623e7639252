import fs from 'node:fs'
import type http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import S3rver from '@20minutes/s3rver'
import type { S3Settings } from '@/lib/media/stores/s3-client'
import { dataFolder } from './data-folder'

/**
 * The server of the npm package s3rver, in this process. It is written by others, but not strict: it checks no digests,
 * cannot abort multipart uploads (405) nor list them, keeps no versions, answers `bytes=0-0` with the whole object, and
 * reckons a bucket's path without the slash it was sent with, so that right signatures of listings mismatch.
 */
export async function startS3rver(): Promise<{
  settings: S3Settings
  /** Has deletions of a key refused until the function it answers is called. */
  protect(key: string): () => void
  stop(): Promise<void>
}> {
  const bucket = 'docket-media'
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    allowMismatchedSignatures: true,
    directory: path.join(dataFolder, 's3rver'),
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  fs.mkdirSync(path.join(dataFolder, 's3rver'), { recursive: true })
  const { port } = (await server.run()) as AddressInfo
  const protectedKeys = new Set<string>()
  const remove = server.store.deleteObject.bind(server.store)
  server.store.deleteObject = async (name: string, key: string) => {
    if (!protectedKeys.has(key)) await remove(name, key)
  }
  return {
    settings: {
      bucket,
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
      forcePathStyle: true,
    },
    protect(key) {
      protectedKeys.add(key)
      return () => void protectedKeys.delete(key)
    },
    async stop() {
      ;(server.httpServer as http.Server).closeAllConnections()
      await server.close()
    },
  }
}
