import { clockTime } from '@/components/media/clock-time'
import type { RailExhibit } from '@/lib/cases/read-rail'

const trackNames: Record<RailExhibit['track'], string> = { picture: 'Picture', sound: 'Sound', file: 'The whole file' }

/** Where in the media an exhibit is: "Sound, 0:12 to 0:14". */
export function exhibitPlace({
  track,
  startSeconds,
  endSeconds,
  region,
}: Pick<RailExhibit, 'track' | 'startSeconds' | 'endSeconds' | 'region'>): string {
  const said = [trackNames[track]]
  if (startSeconds !== null) {
    const [start, end] = [clockTime(startSeconds), clockTime(endSeconds ?? startSeconds)]
    said.push(start === end ? `at ${start}` : `${start} to ${end}`)
  }
  if (region) said.push('a part of it')
  return said.join(', ')
}
