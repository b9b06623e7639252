'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'

interface WaveformProps {
  audio: RefObject<HTMLAudioElement | null>
  /** Peak values 0-1 over the whole length, from the analysis: the browser decodes nothing to draw them. */
  peaks: number[]
  /** Seconds. */
  duration: number
}

/** The sound's loudness over time. A picture with a pointer only; the slider below it is for everyone. */
export function Waveform({ audio, peaks, duration }: WaveformProps) {
  const box = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    let gone = false
    let destroy = () => {}
    import('wavesurfer.js')
      .then(({ default: WaveSurfer }) => {
        if (gone || !box.current || !audio.current) return
        const drawn = WaveSurfer.create({
          container: box.current,
          media: audio.current,
          peaks: [peaks],
          duration,
          height: 112,
          barWidth: 2,
          barGap: 1,
          barRadius: 1,
          barMinHeight: 1,
          cursorWidth: 2,
          dragToSeek: true,
          ...coloursNow(),
        })
        // A canvas cannot read CSS variables, so the colours are set again when the theme changes.
        const theme = new MutationObserver(() => drawn.setOptions(coloursNow()))
        theme.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] })
        destroy = () => {
          theme.disconnect()
          drawn.destroy()
        }
      })
      .catch(() => setFailed(true))
    return () => {
      gone = true
      destroy()
    }
  }, [audio, peaks, duration])

  if (failed) return <p className="py-6 text-center text-sm text-muted-foreground">The waveform could not be drawn.</p>
  return <div ref={box} aria-hidden data-slot="waveform" className="h-28 w-full cursor-pointer" />
}

function coloursNow() {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return { waveColor: colour('--input'), progressColor: colour('--primary'), cursorColor: colour('--verdict-fake') }
}
