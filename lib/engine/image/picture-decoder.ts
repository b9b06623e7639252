import sharp from 'sharp'

/**
 * The decoder of pictures (libvips), as all of Docket uses it: it opens JPEG, PNG, WebP, GIF and AVIF, and what it was given
 * as pixels. Readers of all else (SVG, TIFF, tables, libvips' own files) are off for the whole process, wherever bytes
 * come from: what a file says it is, and what is embedded in it, is then not up to the file.
 */
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    // Also reads the header of a HEIC, whose pixels decode-heic.ts decodes.
    'VipsForeignLoadHeif',
  ],
})

// Decoded files are hostile and used once: no cache, and the other core is left to the other job.
sharp.cache(false)
sharp.concurrency(1)

export { sharp }
