import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { noteProgress, progressPause } from '@/lib/detect/note-progress'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('notes the first word at once, and then the last of each second', () => {
  const noted: [string, number][] = []
  const { report, stop } = noteProgress((stage, share) => noted.push([stage, share]))
  for (let i = 0; i < 50; i += 1) {
    report(`frame ${i}`, i / 50)
    vi.advanceTimersByTime(100)
  }
  stop()
  // Five seconds: one note at the start and one at the end of each.
  expect(noted.map(([stage]) => stage)).toEqual(['frame 0', 'frame 9', 'frame 19', 'frame 29', 'frame 39', 'frame 49'])
})

it('does not leave an old word standing when the next one takes long', () => {
  const noted: string[] = []
  const { report } = noteProgress((stage) => noted.push(stage))
  report('Opening the file', 0)
  report('Searching for copied parts', 0.5)
  expect(noted).toEqual(['Opening the file'])
  vi.advanceTimersByTime(progressPause)
  expect(noted).toEqual(['Opening the file', 'Searching for copied parts'])
  vi.advanceTimersByTime(progressPause * 5)
  expect(noted).toHaveLength(2)
})

it('notes nothing more once it is stopped', () => {
  const noted: string[] = []
  const { report, stop } = noteProgress((stage) => noted.push(stage))
  report('Opening the file', 0)
  report('Listening to the sound', 0.5)
  stop()
  vi.advanceTimersByTime(progressPause * 5)
  expect(noted).toEqual(['Opening the file'])
})
