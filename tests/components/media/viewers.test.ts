import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { AudioPlayer } from '@/components/media/audio-player'
import { ImageViewer } from '@/components/media/image-viewer'
import { MediaAxis } from '@/components/media/media-axis'
import { PinningProvider } from '@/components/media/pinning'
import { Sparkline } from '@/components/media/sparkline'
import { type MediaTracks, noTracks } from '@/components/media/tracks'
import { VideoPlayer } from '@/components/media/video-player'
import type { ViewedMedia } from '@/components/media/viewed-media'
import { ViewingProvider } from '@/components/wellbeing/viewing'

const tracks: MediaTracks = {
  detectionId: 'd',
  scores: [
    {
      ...{ name: 'picture', title: 'Sampled frames', nouns: ['frame', 'frames'] },
      windows: [0.2, 0.9].map((score, i) => ({ start: i, end: i + 1, score, label: 'Fake', found: [] })),
    },
  ],
  findings: [{ track: 'sound', start: 1, end: 2, highest: null, found: ['<b>Silence</b>'], evidenceId: 'e' }],
  loudness: { peaks: [0.1, 1], start: 0, seconds: 4 },
  spectrogram: {
    ...{ evidenceId: 's', start: 0, seconds: 4, highestHz: 11_025, reading: 'Strongest at about 440 Hz.' },
    levels: {
      bandEnds: [250, 500, 1000, 11_025],
      windowSeconds: 3,
      levels: [
        [-20, -31, -42, -120],
        [-21, 0, -43, -77],
      ],
    },
  },
}
const spectrogram = { evidenceId: 's', title: 'Spectrogram', url: '/api/media/s', caption: 'Time runs on.' }
const media = (more: Partial<ViewedMedia> = {}): ViewedMedia => ({
  ...{ mediaId: 'm', url: '/api/media/m', contentType: 'video/mp4', title: 'clip.mp4' },
  ...{ width: 640, height: 360, durationSeconds: 4 },
  ...more,
})
const exhibits = [{ label: 'A', start: 1, end: 2 }]
const shown = null
function drawn(children: ReactElement, mayPin = false): string {
  const ask = mayPin ? () => {} : null
  return renderToStaticMarkup(createElement(PinningProvider, { ask, children }))
}
const times = (html: string, says: string) => html.split(says).length - 1

describe('the axis without a player', () => {
  const html = drawn(
    createElement(MediaAxis, { tracks, duration: 4, exhibits, pictures: [spectrogram], shownId: null, player: null }),
  )
  it('reads every chart in a sentence and has its table', () => {
    expect(html).toContain('Highest 90% at 0:01–0:02; 1 span of 70% or more.')
    expect(html).toContain('Loudest at 0:02–0:04; hardly ever quiet.')
    expect(html).toContain('alt="Spectrogram. Strongest at about 440 Hz."')
    expect(html).toMatch(/<p[^>]*>Strongest at about 440 Hz\.<\/p>/)
    for (const table of ['Suspicious spans', 'Sampled frames', 'Loudness', 'Spectrogram'])
      expect(html).toContain(`${table} as a table`)
    expect(times(html, '<table')).toBe(4)
  })
  it('has nothing to move or to press', () => {
    for (const part of ['role="slider"', 'data-slot="playhead"', '<button', '>Pin<']) expect(html).not.toContain(part)
  })
  it('marks findings and exhibits in words, never as markup', () => {
    expect(html).toContain('Marked on the axis: Sound, 0:01–0:02, &lt;b&gt;Silence&lt;/b&gt;; exhibit A.')
    expect(html).not.toContain('<b>Silence')
  })
  it('has the levels of the spectrogram by band and time, and no table of a result without them', () => {
    for (const band of ['0–250 Hz', '250–500 Hz', '0.5–1 kHz', '1–11 kHz']) expect(html).toContain(`>${band}</th>`)
    const rows = [...html.matchAll(/<tr[^>]*>((?:(?!<\/tr>).)*dB.*?)<\/tr>/g)].map(([, row = '']) =>
      [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell),
    )
    expect(rows).toEqual([
      ['0:00–0:03', '−20 dB', '−31 dB', '−42 dB', 'Silent'],
      ['0:03–0:04', '−21 dB', '0 dB', '−43 dB', '−77 dB'],
    ])
    const bare = {
      ...tracks,
      spectrogram: tracks.spectrogram && { ...tracks.spectrogram, reading: null, levels: null },
    }
    const older = drawn(
      createElement(MediaAxis, {
        ...{ tracks: bare, duration: 4, exhibits, pictures: [spectrogram], shownId: null, player: null },
      }),
    )
    expect(older).toContain('alt="Spectrogram"')
    expect(older).not.toContain('Spectrogram as a table')
  })
  it('cuts the spectrogram’s own frame off, so that it lies under the same axis', () => {
    expect(html).toMatch(/data-slot="spectrogram".*left:-4\.58/)
    expect(html).toContain('0 to 11 kHz')
  })
})

describe('video', () => {
  const video = (props = {}) =>
    createElement(VideoPlayer, { media: media(), poster: null, tracks, exhibits, pictures: [], shown, ...props })
  it('has one playhead for all tracks and its controls beside the picture, not on it', () => {
    const html = drawn(video(), true)
    expect(times(html, 'data-slot="playhead"')).toBe(1)
    expect(html).not.toMatch(/<video[^>]* controls/)
    for (const name of ['Position', 'Sampled frames']) expect(html).toContain(`aria-label="${name}"`)
    for (const says of ['Previous span', 'Next span', 'Loop', 'Pin']) expect(html).toContain(says)
    expect(html).toContain('data-slot="frame-strip"')
  })
  it('prints every other time of the ruler where there is no room for all', () => {
    const ruler = /aria-label="Position".*?<\/div>/.exec(drawn(video()))?.[0] ?? ''
    const printed = [...ruler.matchAll(/<span class="([^"]*)">([\d:.]+)<\/span>/g)]
    expect(printed.map(([, classes = '', time]) => [time, classes.includes('max-sm:hidden')])).toEqual([
      ['0:00', false],
      ['0:01', true],
      ['0:02', false],
      ['0:03', true],
      ['0:04', false],
    ])
  })
  it('offers no pinning to those who may not', () => {
    expect(drawn(video())).not.toContain('Pin')
  })
  it('says of a case without a run neither that there are spans nor that there are none', () => {
    const html = drawn(video({ tracks: noTracks, exhibits: [] }))
    expect(html).not.toContain('suspicious')
    expect(html).not.toContain('score')
  })
  it('blurs a map of another detector as strongly as the video, and leaves its words readable', () => {
    const pictures = [{ ...spectrogram, evidenceId: 'map', title: 'Heatmap' }]
    const set = { blur: true, grey: false, mute: false }
    const children = video({ pictures })
    const html = drawn(createElement(ViewingProvider, { set, children }))
    const [, inside = '', after = ''] = /<figure[^>]*>(.*)<figcaption(.*)<\/figure>/.exec(html) ?? []
    expect(inside).toMatch(/data-shield="blurred" class="[^"]*\bblur-2xl\b/)
    expect(inside).toContain('draggable="false"')
    expect(after).toContain('Heatmap.')
    expect(html.split('<figure')[0]?.match(/blur-2xl/g)).not.toBeNull()
    expect(times(html.slice(0, html.indexOf('<figure')), 'data-shield')).toBe(2)
  })
  it('leaves a length nobody knows to the browser’s own player', () => {
    const html = drawn(video({ media: media({ durationSeconds: null }) }))
    expect(html).toMatch(/<video[^>]* controls/)
    expect(html).not.toContain('data-slot="time-axis"')
  })
})

describe('sound', () => {
  it('can be looked at in parts where it is long, but in none shorter than four seconds', () => {
    const parts = (seconds: number) => {
      const long = { media: media({ durationSeconds: seconds }), tracks, exhibits: [], pictures: [], shown }
      return times(drawn(createElement(AudioPlayer, long)), ' of it</option>')
    }
    expect([parts(19), parts(20), parts(60), parts(3600)]).toEqual([0, 3, 4, 6])
  })
  it('shows a spectrogram of unknown make by itself, and the engine’s on the axis', () => {
    const audio = (given: MediaTracks) =>
      drawn(createElement(AudioPlayer, { media: media(), tracks: given, exhibits: [], pictures: [spectrogram], shown }))
    expect(audio(tracks)).toContain('data-slot="spectrogram"')
    expect(audio(tracks)).not.toContain('data-slot="evidence-figure"')
    const other = audio({ ...tracks, spectrogram: null })
    expect(other).toContain('data-slot="evidence-figure"')
    expect(other).not.toContain('data-slot="spectrogram"')
  })
})

describe('a picture', () => {
  const image = () =>
    createElement(ImageViewer, {
      ...{ media: media(), maps: [{ ...spectrogram, title: 'JPEG ghosts' }], detectionId: 'd', shown },
      regions: [{ evidenceId: 'x', title: 'Exhibit A', letter: 'A', region: { left: 0, top: 0, width: 1, height: 1 } }],
    })
  it('has every map to choose from, the noise among them', () => {
    const html = drawn(image())
    for (const map of ['None', 'JPEG ghosts', 'Noise, drawn in this browser'])
      expect(html).toContain(`>${map}</option>`)
    expect(html).not.toContain('Mark a part')
  })
  it('can be marked and pinned by those who may', () => {
    const html = drawn(image(), true)
    expect(html).toContain('Mark a part')
    expect(html).toContain('zoom to a part to pin that part')
  })
})

describe('a sparkline', () => {
  it('is a picture with its reading as its name, and nothing where there are no scores', () => {
    const html = renderToStaticMarkup(createElement(Sparkline, { scores: [0.1, null, 0.9], label: 'Scores of case 7' }))
    expect(html).toContain('aria-label="Scores of case 7: 2 judged, highest 90%, 1 at 70% or more, 1 not judged."')
    expect(renderToStaticMarkup(createElement(Sparkline, { scores: [], label: 'x' }))).toBe('')
  })
})
