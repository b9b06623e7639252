import { z } from 'zod'

/** What stands for a uuid in examples. */
export const exampleUuid = '0f1e2d3c4b5a49788796a5b4c3d2e1f0'
export const otherUuid = '7c1d9e0a5b2f4d6e8a3c0b9f1e2d4c6a'

/** What stands for media on the web. */
export const sourceUrl = 'https://example.org/photo.jpg'

/** A file in a multipart form. */
export function file(says: string) {
  return z.string().meta({ description: says, format: 'binary' })
}
