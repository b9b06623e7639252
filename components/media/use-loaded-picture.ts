'use client'

import { useEffect, useRef, useState } from 'react'
import type { Size } from './view-geometry'
import type { ViewedMedia } from './viewed-media'

type LoadState = 'loading' | 'shown' | 'failed'

/** Whether the picture has arrived, and its size: as known beforehand, then as decoded. */
export function useLoadedPicture(media: ViewedMedia) {
  const element = useRef<HTMLImageElement>(null)
  const [state, setState] = useState<LoadState>('loading')
  const [attempt, setAttempt] = useState(0)
  const [picture, setPicture] = useState<Size>({ width: media.width ?? 1200, height: media.height ?? 900 })
  const onLoad = () => {
    const { naturalWidth, naturalHeight } = element.current ?? { naturalWidth: 0, naturalHeight: 0 }
    if (naturalWidth > 0) setPicture({ width: naturalWidth, height: naturalHeight })
    setState('shown')
  }
  // The picture may have arrived, or failed, before this script ran.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per attempt
  useEffect(() => {
    if (!element.current?.complete) return
    if (element.current.naturalWidth > 0) onLoad()
    else setState('failed')
  }, [attempt])
  return {
    state,
    picture,
    attempt,
    image: { ref: element, onLoad, onError: () => setState('failed') },
    retry: () => {
      setState('loading')
      setAttempt(attempt + 1)
    },
  }
}
