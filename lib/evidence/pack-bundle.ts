import crypto from 'node:crypto'
import { type Readable, Transform } from 'node:stream'
import { ZipFile } from 'yazl'
import type { BundleFile } from './bundle-file'

/** The size above which a file is not packed smaller: media is packed already. Bytes. */
const packedBelow = 1024 * 1024

/**
 * The files as one ZIP archive, made while it is read. The stream fails where a file is not what the manifest says, so that a
 * bundle that arrives whole is right.
 */
export function packBundle(files: BundleFile[]): Readable {
  const zip = new ZipFile()
  let source: Readable | undefined
  for (const file of files) {
    const { path, size } = file
    zip.addReadStreamLazy(path, { compress: size < packedBelow || !path.startsWith('media/'), size }, (give) => {
      file
        .open()
        .then((opened) => {
          source = opened
          const checked = checkFile(file)
          opened.once('error', (error) => checked.destroy(error))
          checked.once('error', (error) => zip.outputStream.destroy(error))
          give(null, opened.pipe(checked))
        })
        .catch((error: Error) => zip.outputStream.destroy(error))
    })
  }
  zip.on('error', (error: Error) => zip.outputStream.destroy(error))
  zip.outputStream.once('close', () => source?.destroy())
  zip.end()
  return zip.outputStream
}

/** Lets bytes through and fails at their end unless they are the file's. */
function checkFile({ path, size, sha256 }: BundleFile): Transform {
  const hash = crypto.createHash('sha256')
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      const same = bytes === size && hash.digest('hex') === sha256
      done(same ? null : new Error(`${path} is not what was kept: its bytes have changed in the store`))
    },
  })
}
