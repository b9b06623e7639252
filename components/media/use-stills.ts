'use client'

import { type RefObject, useEffect, useState } from 'react'

/** How long one picture may take before the strip gives up. Milliseconds. */
const patience = 10_000

export type StillsState = 'drawing' | 'drawn' | 'failed'

/**
 * Draws the video's pictures at these moments (seconds) into the canvases inside `strip`, one after the other, with a
 * player of its own that nobody sees or hears.
 */
export function useStills(strip: RefObject<HTMLElement | null>, url: string, moments: number[]): StillsState {
  const [state, setState] = useState<StillsState>('drawing')
  // The moments decide, not the list they stand in.
  const wanted = moments.join(' ')
  useEffect(() => {
    const gone = new AbortController()
    const player = document.createElement('video')
    player.muted = true
    player.preload = 'auto'
    player.src = url
    setState('drawing')
    drawAll(player, strip, wanted.split(' ').filter(Boolean).map(Number), gone.signal).then(
      () => setState('drawn'),
      () => !gone.signal.aborted && setState('failed'),
    )
    return () => {
      gone.abort()
      // Without this a browser goes on loading what nobody waits for.
      player.removeAttribute('src')
      player.load()
    }
  }, [strip, url, wanted])
  return state
}

async function drawAll(
  player: HTMLVideoElement,
  strip: RefObject<HTMLElement | null>,
  moments: number[],
  gone: AbortSignal,
): Promise<void> {
  if (player.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) await happens(player, 'loadeddata', gone)
  for (const [at, second] of moments.entries()) {
    if (Math.abs(player.currentTime - second) > 0.01) {
      const there = happens(player, 'seeked', gone)
      player.currentTime = second
      await there
    }
    const canvas = strip.current?.querySelectorAll('canvas')[at]
    const brush = canvas?.getContext('2d')
    if (!canvas || !brush) continue
    const { videoWidth, videoHeight } = player
    const scale = Math.max(canvas.width / videoWidth, canvas.height / videoHeight)
    const [width, height] = [videoWidth * scale, videoHeight * scale]
    brush.drawImage(player, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height)
  }
}

function happens(player: HTMLVideoElement, event: 'loadeddata' | 'seeked', gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (by: () => void) => () => {
      clearTimeout(late)
      by()
    }
    const fail = settle(() => reject(new Error('no picture')))
    const late = setTimeout(fail, patience)
    const options = { once: true, signal: gone } as const
    player.addEventListener(event, settle(resolve), options)
    player.addEventListener('error', fail, options)
    gone.addEventListener('abort', fail, { once: true })
  })
}
