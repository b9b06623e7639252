'use client'

import { type RefObject, useEffect, useState } from 'react'
import { noiseOf } from './noise-map'
import type { EvidencePicture } from './viewed-media'

/** Stands in lists of maps for the one that no check drew. */
export const noiseId = 'noise-here'

/** Larger pictures are made smaller first. Pixels of the longer side. */
const longestSide = 4096

/**
 * A map of the picture's grain, drawn by this browser once it is `wanted`: an aid for eyes that no verdict rests on and
 * that is kept nowhere. Its address is empty until it is drawn.
 */
export function useNoiseMap(image: RefObject<HTMLImageElement | null>, url: string, wanted: boolean): EvidencePicture {
  const [drawn, setDrawn] = useState('')
  const [failed, setFailed] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another picture in the same element
  useEffect(() => {
    if (!wanted || !image.current) return
    let gone = false
    let address = ''
    draw(image.current).then(
      (blob) => {
        if (gone) return
        address = URL.createObjectURL(blob)
        setDrawn(address)
      },
      () => setFailed(true),
    )
    return () => {
      gone = true
      setDrawn('')
      URL.revokeObjectURL(address)
    }
  }, [image, url, wanted])
  return {
    evidenceId: noiseId,
    title: 'Noise, drawn in this browser',
    url: drawn,
    caption: failed
      ? 'This browser could not draw it.'
      : 'The picture’s grain, strengthened. A part whose grain differs from the rest may come from elsewhere; so do ' +
        'sharp edges, blur, text and saved-again parts look. No verdict rests on it, and it is kept nowhere.',
  }
}

async function draw(image: HTMLImageElement): Promise<Blob> {
  await image.decode()
  const { naturalWidth, naturalHeight } = image
  const scale = Math.min(1, longestSide / Math.max(naturalWidth, naturalHeight))
  const [width, height] = [
    Math.max(1, Math.round(naturalWidth * scale)),
    Math.max(1, Math.round(naturalHeight * scale)),
  ]
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  if (!brush) throw new Error('no canvas')
  brush.drawImage(image, 0, 0, width, height)
  const { data } = brush.getImageData(0, 0, width, height)
  brush.putImageData(new ImageData(noiseOf(data, width, height), width, height), 0, 0)
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))))
  })
}
