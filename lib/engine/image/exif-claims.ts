import { findGenerator } from './generator-names'
import type { PictureTags } from './read-tags'

/** Times in EXIF have no time zone, so two of them may be this far apart and still agree. */
const slackMs = 26 * 3600 * 1000

/**
 * What a file's EXIF block says that cannot all be true, each as the end of a sentence. `now`: milliseconds. Careless
 * programs and wrong clocks do this too, so it is context.
 */
export function listContradictions(tags: PictureTags, now: number): string[] {
  const { takenAt, modifiedAt, locatedOn, latitude, longitude, make, model, software } = tags
  const found: string[] = []
  if (takenAt && modifiedAt && modifiedAt.getTime() < takenAt.getTime() - slackMs) {
    found.push('it was last changed before it was taken')
  }
  if (takenAt && takenAt.getTime() > now + slackMs) found.push('it was taken in the future')
  if (takenAt && locatedOn && Math.abs(takenAt.getTime() - locatedOn.getTime()) > 2 * slackMs) {
    found.push('its position was fixed on another day than it was taken')
  }
  if (Math.abs(latitude ?? 0) > 90 || Math.abs(longitude ?? 0) > 180) found.push('its position is nowhere on Earth')
  if ((make || model) && software && findGenerator(software)) found.push('it names a camera and an image generator')
  return found
}
